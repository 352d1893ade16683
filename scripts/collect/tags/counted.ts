import type { PublicFacts } from '#model/public-facts.ts'
import type { Service } from '#model/service.ts'
import type { Differences } from '../git/differences.ts'
import type { Graph } from '../git/graph.ts'
import type { TreeWalker } from '../git/tree.ts'
import type { TouchedBoundaries } from '../services/boundaries.ts'

/** Which part of the repository a release counts its commits and files in. */
export type Counted = {
  said: NonNullable<PublicFacts['counted']>
  holds: (path: string) => boolean
  /** Null when git cannot tell which files a commit changed. */
  isChangedBy: (commit: number) => Promise<boolean | null>
}

/** What is looked into: the log, whose files a commit changed, and which folders a tree has. */
type CountedSources = {
  graph: Graph
  differences: Differences
  sortPaths: (paths: readonly string[]) => TouchedBoundaries
  emptyTree: string
  list: TreeWalker['list']
}

/**
 * Makes the answer to what a release of a service counts: its configured boundary, else the folder that its tags name where
 * the tagged tree has one and there are other services, else everything (null). Which of them a commit touches is found
 * once, against its first parent.
 */
export function countedParts(from: CountedSources, services: readonly Service[]) {
  const folders = new Map(services.flatMap((each) => (each.paths.length > 0 ? [] : folderOf(each, services))))
  const ids = new Map([...folders].map(([id, folder]) => [folder, id]))
  const known = new Map<number, Promise<ReadonlySet<string> | null>>()
  const touchedBy = (commit: number) => {
    const found = known.get(commit) ?? touched(from, ids, commit)
    known.set(commit, found)
    return found
  }
  return async (service: Service, tree: string | null): Promise<Counted | null> => {
    const isChangedBy = async (commit: number) => (await touchedBy(commit))?.has(service.id) ?? null
    if (service.paths.length > 0) {
      const holds = (path: string) => from.sortPaths([path]).boundaries[0]?.service === service.id
      return { said: { by: 'boundary', folder: null }, holds, isChangedBy }
    }
    const folder = folders.get(service.id)
    if (folder === undefined || tree === null || (await from.list(tree, folder)) === null) return null
    const holds = (path: string) => path.startsWith(`${folder}/`)
    return { said: { by: 'folder', folder }, holds, isChangedBy }
  }
}

/** `exporters/x` of `exporters/x/v{version}`. A repository with one service has it everywhere. */
function folderOf({ id, tag }: Service, services: readonly Service[]): [string, string][] {
  if (tag === undefined || services.length < 2) return []
  const name = /^(.*[^-_@/])[-_@/]v?$/.exec(tag.split('{version}')[0] ?? '')?.[1]
  return name === undefined || name.split('/').some((part) => part === '' || part === '..')
    ? []
    : [[id, name]]
}

/** Services whose boundary, or whose folder, a commit changed. */
async function touched(
  { graph, differences, sortPaths, emptyTree }: CountedSources,
  ids: ReadonlyMap<string, string>,
  commit: number,
): Promise<ReadonlySet<string> | null> {
  const [parent] = graph.parents[commit] ?? []
  const after = graph.trees[commit]
  const before = parent === undefined ? emptyTree : graph.trees[parent]
  if (after === undefined || before === undefined || graph.cut.has(commit)) return null
  const paths = await differences.between(before, after)
  if (paths === null) return null
  const found = new Set(sortPaths(paths).boundaries.map(({ service }) => service))
  for (const path of paths) {
    for (let end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
      const id = ids.get(path.slice(0, end))
      if (id !== undefined) found.add(id)
    }
  }
  return found
}
