#!/usr/bin/env bash
# Judges the dossier of a candidate, or shows what anybody can see of a repository that has none. The answer goes to the job's
# summary; the exit code is that of the command: 0 for GO, 1 for anything else.
#
# PROGRAM: checkout of the program. ROOT: the user's folder. DOSSIER: path from there. REQUIRED: true refuses to go without one.
# GITHUB_STEP_SUMMARY: as in Actions.
set -euo pipefail
catalog() { node "$PROGRAM/scripts/catalog.ts" --root "$ROOT" "$@"; }

if [ ! -e "$ROOT/$DOSSIER" ]; then
  if [ "$REQUIRED" = true ]; then
    echo "::error::There is no dossier at $DOSSIER. Draft one: catalog dossier draft TAG"
    exit 1
  fi
  catalog collect > /dev/null
  { echo '## What anybody can see'; echo; echo '```'; catalog baseline; echo '```'; } >> "$GITHUB_STEP_SUMMARY"
  echo "::notice::There is no dossier at $DOSSIER, so nothing was judged. The summary shows what anybody can see of this repository."
  exit 0
fi

code=0
report=$(catalog dossier check --format markdown "$ROOT/$DOSSIER") || code=$?
printf '%s\n' "$report" >> "$GITHUB_STEP_SUMMARY"
case "$code" in
0) ;;
1)
  left=$(sed -n 's/^### Between this release and GO (\([0-9]*\))$/\1/p' <<<"$report")
  echo "::error file=$DOSSIER,title=NO-GO::${left:-Something} still stands between this release and GO. The job's summary says what to do about each."
  ;;
*) echo "::error file=$DOSSIER,title=Not judged::The dossier could not be judged. The log says where and why." ;;
esac
exit "$code"
