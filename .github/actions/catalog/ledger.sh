#!/usr/bin/env bash
# Prints the argument that says which ledger `catalog collect` goes on from. A new one starts by itself only where none can
# have been published: the site answers that it has none, and GitHub knows of no deployment that went well. Every doubt ends
# in an error, since a new ledger forgets what was promised.
#
# LEDGER: live, kept or new. LIVE: address of the published site. KEPT: file of the last run.
# GITHUB_TOKEN, GITHUB_API_URL, GITHUB_REPOSITORY: as in Actions.
set -euo pipefail

fail() {
  echo "::error::$1" >&2
  exit 1
}

case "$LEDGER" in
  new) echo --new-ledger && exit ;;
  kept) echo "--ledger=$KEPT" && exit ;;
  live) ;;
  *) fail "The ledger is live, kept or new, not $LEDGER." ;;
esac
[ -n "$LIVE" ] || fail 'No published site is named, so there is no ledger to continue. Name it with live, or choose the ledger new.'

ledger=${LIVE%/}/api/v1/ledger.ndjson
status=$(curl -sS -o /dev/null -w '%{http_code}' --max-time 60 "$ledger") ||
  fail "The published site does not answer at $ledger. Run this again later."
case "$status" in
  200) echo "--ledger=$ledger" && exit ;;
  404) ;;
  *) fail "The published site answers $status at $ledger. Run this again later." ;;
esac

deployments=$(curl -sS --fail --max-time 60 -H "Authorization: Bearer $GITHUB_TOKEN" \
  "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/deployments?environment=github-pages&per_page=1") ||
  fail 'GitHub does not say whether this site was deployed before. Give the job deployments: read.'
[ "$(jq length <<<"$deployments")" = 0 ] ||
  fail "This site was deployed before and has no ledger at $ledger. Run this with the ledger kept, or with new if what was published may be forgotten."
echo --new-ledger
