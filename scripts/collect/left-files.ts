import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { foldersIn } from '#lib/files.ts'
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
export function strayFiles(content: string, releases: readonly CollectedRelease[]): string[] {
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
