import { lineOf } from '#lib/text.ts'
import { instantOf } from '#lib/time.ts'
import { type CommitFact, type GitFacts, MOST_CONTRIBUTORS } from '#model/release.ts'
import type { Graph } from '../git/graph.ts'
import { commitRange } from '../git/range.ts'

/** What the commits between two releases tell. `complete` is false when the history is cut off. */
export type CommitFacts = Pick<GitFacts, 'pullRequests' | 'latestCommits' | 'contributors'> & {
  commits: number | null
}

/** Counts and lists the commits that lead from one release to the next. */
export function commitFacts(graph: Graph, base: number | null, tip: number): CommitFacts {
  const { commits, complete } = commitRange(graph, base, tip)
  return {
    commits: complete ? commits.length : null,
    pullRequests: pullRequestsOf(graph, commits),
    latestCommits: newest(graph, commits).map((commit) => factOf(graph, commit)),
    contributors: contributorsOf(graph, [tip, ...commits], complete),
  }
}

/** Distinct names of authors and committers. Of a cut-off history some are missing. */
function contributorsOf(
  graph: Graph,
  commits: readonly number[],
  complete: boolean,
): GitFacts['contributors'] {
  const found = new Set<string>()
  for (const commit of commits)
    for (const name of [graph.authors[commit], graph.committers[commit]]) if (name) found.add(name)
  const names = [...new Set([...found].map((name) => lineOf(name, 200)))].sort()
  return {
    names: names.slice(0, MOST_CONTRIBUTORS),
    complete: complete && names.length <= MOST_CONTRIBUTORS,
  }
}

const MOST_PULL_REQUESTS = 5000
const MOST_LISTED = 100

function pullRequestsOf(graph: Graph, commits: readonly number[]): number[] {
  const numbers = new Set<number>()
  for (const commit of commits) {
    for (const number of graph.pulls.get(commit) ?? []) numbers.add(number)
  }
  return [...numbers].sort((a, b) => a - b).slice(-MOST_PULL_REQUESTS)
}

/** The pull request that a commit merged: of several the last one, which the others came through. */
export function pullRequestOf(graph: Graph, commit: number): number | null {
  return graph.pulls.get(commit)?.at(-1) ?? null
}

/** By committer's time; commits of one second stand children first, then by id. */
export function newest(graph: Graph, commits: readonly number[], most = MOST_LISTED): number[] {
  const { seconds, generation, ids } = graph
  const byAge = (a: number, b: number) =>
    (seconds[b] ?? 0) - (seconds[a] ?? 0) ||
    (generation[b] ?? 0) - (generation[a] ?? 0) ||
    ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1)
  let kept: number[] = []
  // Sorted in portions: a first release can reach a hundred thousand commits, of which a hundred are listed.
  for (let at = 0; at < commits.length; at += PORTION) {
    kept = [...kept, ...commits.slice(at, at + PORTION)].sort(byAge).slice(0, most)
  }
  return kept
}

const PORTION = 2000

function factOf(graph: Graph, commit: number): CommitFact {
  const subject = graph.subjects[commit] ?? ''
  return {
    id: graph.ids[commit] ?? '',
    subject: lineOf(subject, 300),
    author: lineOf(graph.authors[commit] ?? '', 200),
    at: instantOf(graph.seconds[commit] ?? null) ?? EPOCH,
    pullRequest: pullRequestOf(graph, commit),
  }
}

const EPOCH = '1970-01-01T00:00:00Z'
