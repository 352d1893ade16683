import { compareText } from '#decide/lib/findings.ts'
import { lineOf } from '#lib/text.ts'
import { instantOf } from '#lib/time.ts'
import { MOST_AUTHORS, type PublicFacts } from '#model/public-facts.ts'
import { type CommitFact, type GitFacts, MOST_CONTRIBUTORS } from '#model/release.ts'
import type { Graph } from '../git/graph.ts'
import { commitRange } from '../git/range.ts'
import type { Counted } from './counted.ts'

/** What the commits between two releases tell. `complete` is false when the history is cut off. */
export type CommitFacts = Pick<GitFacts, 'pullRequests' | 'latestCommits' | 'contributors'> & {
  commits: number | null
  authors: PublicFacts['authors']
}

/**
 * Counts and lists the commits that lead from one release to the next. Whoever contributed to any of them may have had a
 * hand in it, whatever is counted.
 * @param counted the part of the repository to count in; null for all of it.
 */
export async function commitFacts(
  graph: Graph,
  base: number | null,
  tip: number,
  counted: Counted | null = null,
): Promise<CommitFacts> {
  const { commits, complete } = commitRange(graph, base, tip)
  const { own, merging, isKnown } = await within(graph, commits, counted)
  return {
    commits: complete && isKnown ? own.length : null,
    pullRequests: pullRequestsOf(graph, merging),
    latestCommits: newest(graph, own).map((commit) => factOf(graph, commit)),
    contributors: contributorsOf(graph, [tip, ...commits], complete),
    authors: authorsOf(graph, own),
  }
}

/** Commits that change what is counted; a merge changes nothing of its own, but names the pull request. */
async function within(graph: Graph, commits: readonly number[], counted: Counted | null) {
  if (counted === null) return { own: commits, merging: commits, isKnown: true }
  const touching = await Promise.all(commits.map((commit) => counted.isChangedBy(commit)))
  const merging = commits.filter((_, at) => touching[at] === true)
  const own = merging.filter((commit) => (graph.parents[commit]?.length ?? 0) < 2)
  return { own, merging, isKnown: !touching.includes(null) }
}

/** The most commits first, then by name. */
function authorsOf(graph: Graph, commits: readonly number[]): PublicFacts['authors'] {
  const counts = new Map<string, number>()
  for (const commit of commits) {
    const name = lineOf(graph.authors[commit] ?? '', 200)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const named = [...counts].map(([name, times]) => ({ name, commits: times }))
  named.sort((a, b) => b.commits - a.commits || compareText(a.name, b.name))
  return { total: named.length, named: named.slice(0, MOST_AUTHORS) }
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
const MOST_LISTED = 300

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
