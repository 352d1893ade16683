import { lineOf } from '#lib/text.ts'
import type { Dossier } from '#model/dossier.ts'
import type { Finding } from '#model/finding.ts'
import type { PullRequestFact, ReviewFact } from '#model/github.ts'
import type { ForgeFacts, Marks } from '../types.ts'
import { cutAt, type Github, type GithubResponse } from './client.ts'
import { address, objectId, PullShape, ReviewShape, readInstant, UpdatedPullsShape } from './shapes.ts'

/** The pull requests asked about at most. */
const MOST_PULLS = 20

/** What GitHub says about the pull requests of a release: who reviewed which commit, when, and with what result. */
export async function pullFacts(
  github: Github,
  slug: string,
  tagged: number | null,
  dossier: Dossier | null,
): Promise<{ pullRequests: PullRequestFact[]; unknown: Finding[] }> {
  const all = pullNumbers(slug, tagged, dossier)
  const numbers = all.slice(0, MOST_PULLS)
  const given = await Promise.all(numbers.map((number) => pullFact(github, number)))
  return {
    pullRequests: given.flatMap((each) => (each.ok ? [each.value.pull] : [])),
    unknown: [
      ...given.flatMap((each) => (each.ok ? each.value.cut : each.failure.findings)),
      ...cutAt(MOST_PULLS, all.length, 'pull requests of the release'),
    ],
  }
}

/** Of the tagged commit, which no dossier crowds out, of its path through GitHub, and of its approvals. @param slug `owner/name`. */
function pullNumbers(slug: string, tagged: number | null, dossier: Dossier | null): number[] {
  const { spine, approvals = [] } = dossier ?? {}
  const urls = [spine?.pullRequest?.url, ...approvals.map(({ ref }) => ref)]
  const named = urls.flatMap((url) => (url === undefined ? [] : (numberIn(url, slug) ?? [])))
  return [...new Set([...(tagged === null ? [] : [tagged]), ...named])]
}

/** The number in `https://host/owner/name/pull/12#…`, of this repository only. */
function numberIn(url: string, slug: string): number | null {
  const [, found, number] =
    url.match(/^https:\/\/[^/]+\/([^/]+\/[^/]+)\/pull\/([1-9][0-9]{0,8})(?:[/?#]|$)/) ?? []
  return found?.toLowerCase() === slug.toLowerCase() ? Number(number) : null
}

async function pullFact(
  github: Github,
  number: number,
): Promise<GithubResponse<{ pull: PullRequestFact; cut: Finding[] }>> {
  const what = `pull request ${number}`
  const parameters = { pull_number: number }
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}'
  const answer = await github.get({ what, route, parameters }, PullShape)
  if (!answer.ok) return answer
  const reviews = await github.list(
    { what: `the reviews of ${what}`, route: `${route}/reviews`, parameters },
    ReviewShape,
  )
  if (!reviews.ok) return reviews
  const { html_url, user, state, merged_at, head, merge_commit_sha } = answer.value
  const pull: PullRequestFact = {
    number,
    url: address(html_url),
    author: user && lineOf(user.login, 200),
    state: merged_at !== null ? 'merged' : state === 'open' ? 'open' : 'closed',
    mergedAt: readInstant(merged_at),
    head: objectId(head.sha),
    merge: merged_at === null ? null : objectId(merge_commit_sha),
    // The last word of everybody counts, so the oldest ones go first.
    reviews: reviews.value.slice(-MOST_REVIEWS).map(reviewFact),
  }
  const cut = cutAt(MOST_REVIEWS, reviews.value.length, `reviews of ${what}`)
  return { ok: true, value: { pull, cut } }
}

const MOST_REVIEWS = 300

function reviewFact({ user, state, commit_id, submitted_at, html_url }: ReviewShape): ReviewFact {
  return {
    by: lineOf(user?.login ?? 'ghost', 200),
    state: STATES[state] ?? 'commented',
    commit: objectId(commit_id),
    at: readInstant(submitted_at),
    url: address(html_url),
  }
}

/** A word that GitHub may add says nothing that counts. */
const STATES: Readonly<Record<string, ReviewFact['state']>> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes-requested',
  COMMENTED: 'commented',
  DISMISSED: 'dismissed',
  PENDING: 'pending',
}

/** When pull requests were updated last, by their number: of the hundred that were updated last; null when nobody can tell. */
export type UpdatedPulls = ReadonlyMap<number, string> | null

/**
 * Asks which pull requests were updated last: one request, which costs nothing while none was. A review, or one that is
 * dismissed, updates its pull request.
 * @returns null when there is no answer: then each release with pull requests is asked about again.
 */
export async function updatedPulls(github: Github): Promise<UpdatedPulls> {
  const question = {
    what: 'the pull requests',
    route: 'GET /repos/{owner}/{repo}/pulls',
    parameters: { state: 'all', sort: 'updated', direction: 'desc', per_page: 100 },
  }
  const answer = await github.get(question, UpdatedPullsShape)
  return answer.ok ? new Map(answer.value.map(({ number, updated_at }) => [number, updated_at])) : null
}

/** When each pull request of a release had been updated as it was read, by number; empty where that was not listed. */
export function pullMarks({ pullRequests }: ForgeFacts, updated: UpdatedPulls): Marks {
  return Object.fromEntries(pullRequests.map(({ number }) => [`${number}`, updated?.get(number) ?? '']))
}

/** True when a pull request of a release was updated since it was read, or nobody can tell. One that is listed no more was not. */
export function hasUpdatedPull(marks: Marks, updated: UpdatedPulls): boolean {
  return Object.entries(marks).some(
    ([name, at]) => /^\d+$/.test(name) && (updated === null || (updated.get(Number(name)) ?? at) !== at),
  )
}
