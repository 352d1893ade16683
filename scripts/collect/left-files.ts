import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { LEDGER_FILE } from '#ledger/base.ts'
import { sha256 } from '#ledger/text.ts'
import { foldersIn } from '#lib/files.ts'
import { damagedEvidence } from '#store/published.ts'
import { isStored, recordPaths } from '#store/records.ts'
import type { CollectedRelease } from '#store/state.ts'
import { dropEvidence } from './record.ts'
import type { CollectRun } from './run.ts'
import { EVALUATIONS, evaluationPath, isVerdictKept, STATEMENTS, statementPath } from './statements.ts'

/** True when every record, and what is published of its verdicts, lies in the content folder as the last run left it. */
export function isLeftWhole(content: string, releases: readonly CollectedRelease[]): boolean {
  return releases.every((each) => isStored(content, each.path, each.digest) && isVerdictKept(content, each))
}

/** Paths of what lies among the records and their verdicts and is none of these releases': it would be published with them. */
function strayFiles(content: string, releases: readonly CollectedRelease[]): string[] {
  const known = new Set(releases.flatMap(filesOf))
  return collectedPaths(content).filter((path) => !known.has(path))
}

function filesOf({ path, published }: CollectedRelease): string[] {
  return [path, statementPath(published), evaluationPath(published)]
}

function collectedPaths(content: string): string[] {
  const verdicts = [STATEMENTS, EVALUATIONS].flatMap((folder) =>
    foldersIn(join(content, folder)).flatMap((service) =>
      readdirSync(join(content, folder, service)).map((file) => `${folder}/${service}/${file}`),
    ),
  )
  return [...recordPaths(content), ...verdicts]
}

/**
 * Removes what the content folder holds of no release: of tags that are gone or stand elsewhere now, and what nobody knows.
 * @returns how many releases of the last run are gone, and the files that were never one's.
 */
export function dropOthers(
  { content, store, state }: CollectRun,
  releases: readonly CollectedRelease[],
): { removed: number; stray: string[] } {
  const kept = new Set(releases.map(({ path }) => path))
  const gone = state.releases.filter(({ path }) => !kept.has(path))
  for (const path of strayFiles(content, releases)) store.remove(path)
  dropEvidence({ content, store }, releases)
  return { removed: gone.length, stray: strayFiles(content, [...releases, ...gone]) }
}

/**
 * True when every tag stands where it stood, with the same artifacts and notes, and the configuration and the program are the
 * same too.
 * @param artifacts digest of each tag's artifact folder.
 */
export function isUnchanged(
  { content, state, recordsKey, listingsKey, assigned }: CollectRun,
  artifacts: ReadonlyMap<string, string>,
): boolean {
  const { tagged } = assigned
  if (state.recordsKey !== recordsKey || state.listingsKey !== listingsKey) return false
  if (state.releases.length !== tagged.length) return false
  const known = new Map(state.releases.map((each) => [each.tag, each]))
  if (strayFiles(content, state.releases).length > 0) return false
  const present = new Set(recordPaths(content))
  return tagged.every(({ tag, id }) => {
    const found = known.get(tag)
    if (found === undefined || found.lacking > 0 || !present.has(found.path)) return false
    const isSame = found.id === id && found.artifacts === artifacts.get(tag)
    return isSame && damagedEvidence(content, found.evidence).length === 0
  })
}

/** True when the index was made at this catalog time, from these policies, by this program, and the ledger is as it was left. */
export function isIndexCurrent({ content, state, indexKey, ledger }: CollectRun): boolean {
  if (state.ledger !== sha256(ledger)) return false
  return state.indexKey === indexKey && INDEX_FILES.every((file) => existsSync(join(content, file)))
}

const INDEX_FILES = ['releases/index.ndjson', 'catalog.json', LEDGER_FILE]
