import type { GitFacts } from '#model/release.ts'
import type { IsOwnFile } from '../evidence/own-files.ts'
import { type FactSources, type ReadTag, treeOf } from './git-facts.ts'
import type { Predecessors } from './predecessors.ts'

const MOST_LISTED = 500

/**
 * The files that a release changes since the last stable one (without any: all of its tree), without the dossier's own and
 * those that belong to another service with tags of its own. Null when git cannot tell.
 */
export async function changedPaths(
  from: FactSources,
  tag: ReadTag,
  { previousStable, previous }: Predecessors<ReadTag>,
  isOwn: IsOwnFile,
): Promise<GitFacts['changedPaths']> {
  const base = previousStable ?? previous
  const before = base === null ? from.emptyTree : treeOf(from.graph, base)
  const after = treeOf(from.graph, tag)
  const isCutOff = base === null && from.shallow
  if (before === null || after === null || isCutOff) return null
  const changed = await from.differences.between(before, after)
  if (changed === null) return null
  const paths: string[] = []
  for (const path of changed.toSorted()) {
    if (paths.length > MOST_LISTED) break
    if (!isElsewhere(from, tag, path) && !(await isOwn(path, before))) paths.push(path)
  }
  return { paths: paths.slice(0, MOST_LISTED), complete: paths.length <= MOST_LISTED }
}

/** True for a file that another service releases with its own tags; what belongs to nobody is this release's too. */
function isElsewhere({ sortPaths, releasedAlone }: FactSources, { service }: ReadTag, path: string): boolean {
  const [owner] = sortPaths([path]).boundaries
  const isOthers = owner !== undefined && owner.service !== service.id
  return isOthers && service.paths.length > 0 && releasedAlone.has(owner.service)
}
