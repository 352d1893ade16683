import { lineOf } from '#lib/text.ts'
import type { BreakingCommit, GitFacts } from '#model/release.ts'
import type { Service } from '#model/service.ts'
import type { Differences } from '../git/differences.ts'
import type { Graph } from '../git/graph.ts'
import { commitRange } from '../git/range.ts'
import type { TouchedBoundaries } from '../services/boundaries.ts'
import { newest, pullRequestOf } from './commits.ts'

/** What is looked into: the log, and whose files a commit changed. */
export type BreakingSources = {
  graph: Graph
  differences: Differences
  sortPaths: (paths: readonly string[]) => TouchedBoundaries
  emptyTree: string
  /** Services that have tags of their own. */
  releasedAlone: ReadonlySet<string>
}

const MOST_LISTED = 200
/** Commits whose files are looked at; of more than that none is left out. */
const MOST_LOOKED_INTO = 1000

/**
 * The commits between two releases that say that they break something. One that only touches services which are released
 * on their own is theirs to tell.
 * @param base null for a first release, which has nobody to break anything for.
 * @param service whose release it is.
 */
export async function breakingCommits(
  from: BreakingSources,
  base: number | null,
  tip: number,
  service: Service,
): Promise<GitFacts['breaking']> {
  const { graph } = from
  if (base === null) return { total: 0, commits: [] }
  const { commits, complete } = commitRange(graph, base, tip)
  const marked = commits.filter((commit) => graph.breaks.has(commit))
  const isNarrow = marked.length <= MOST_LOOKED_INTO
  const elsewhere = isNarrow ? await Promise.all(marked.map((each) => isElsewhere(from, each, service))) : []
  const own = marked.filter((_, at) => elsewhere[at] !== true)
  return {
    total: complete ? own.length : null,
    commits: newest(graph, own, MOST_LISTED).map((commit) => factOf(graph, commit)),
  }
}

/** True when every file that a commit changed belongs to another service with releases of its own. */
async function isElsewhere(from: BreakingSources, commit: number, service: Service): Promise<boolean> {
  const { graph, differences, sortPaths, emptyTree, releasedAlone } = from
  if (service.paths.length === 0 || releasedAlone.size < 2) return false
  const [parent] = graph.parents[commit] ?? []
  const after = graph.trees[commit]
  const before = parent === undefined ? emptyTree : graph.trees[parent]
  if (after === undefined || before === undefined || graph.cut.has(commit)) return false
  const paths = await differences.between(before, after)
  if (paths === null || paths.length === 0) return false
  const { boundaries, other } = sortPaths(paths)
  return (
    other.files === 0 &&
    boundaries.every((each) => each.service !== service.id && releasedAlone.has(each.service))
  )
}

function factOf(graph: Graph, commit: number): BreakingCommit {
  const subject = graph.subjects[commit] ?? ''
  return {
    id: graph.ids[commit] ?? '',
    subject: lineOf(subject, 300),
    what: lineOf(graph.breaks.get(commit) ?? '', 300),
    pullRequest: pullRequestOf(graph, commit),
  }
}
