import { count, day } from '#messages/format.ts'
import { sentence } from '#messages/messages.ts'
import type { PullRequestFact, ReviewFact, RunFact } from '#model/github.ts'
import type { ReleaseRecord } from '#model/release.ts'

/** One thing that GitHub says, and what it says in detail. */
interface Claim {
  title: string
  href: string | null
  text: string
  details: { text: string; href: string | null }[]
}

/**
 * What GitHub says about a release; null where it was not asked. Claims of GitHub's: no gate opens by them. What it says of
 * the tag's signature stands with the signatures.
 */
export function githubClaims({ github, git }: ReleaseRecord) {
  if (github === undefined) return null
  const { release, pullRequests, runs, attestations, unknown } = github
  const claims: Claim[] = [
    ...(release ? [releaseClaim(release)] : []),
    ...pullRequests.map((pull) => pullClaim(pull, git.commit)),
    ...runs.map((run) => runClaim(run, git.commit)),
    ...otherRuns(github, git.commit),
    ...(attestations.length > 0 ? [plain('Attestations', attestationText(attestations))] : []),
  ]
  return { repository: github.repository, claims, unknown: unknown.map(sentence) }
}

function plain(title: string, text: string): Claim {
  return { title, href: null, text, details: [] }
}

type Github = NonNullable<ReleaseRecord['github']>

function releaseClaim({
  url,
  author,
  publishedAt,
  immutable,
  assets,
}: NonNullable<Github['release']>): Claim {
  const published = [
    'published',
    publishedAt && `on ${day(publishedAt)}`,
    author && `by ${author}`,
    `with ${count(assets.length, 'asset')}`,
  ]
  const text = published.filter(Boolean).join(' ')
  return {
    title: 'Release',
    href: url,
    text: immutable ? `${text}, can no longer be changed` : text,
    details: [],
  }
}

function pullClaim(
  { number, url, author, state, mergedAt, reviews }: PullRequestFact,
  commit: string | null,
): Claim {
  const by = author ? `by ${author}, ` : ''
  const ended = state === 'merged' && mergedAt ? `merged on ${day(mergedAt)}` : state
  const details = reviews.map((review) => ({ text: reviewText(review, commit), href: review.url }))
  const none = { text: 'no review', href: null }
  return {
    title: `Pull request #${number}`,
    href: url,
    text: `${by}${ended}`,
    details: details.length > 0 ? details : [none],
  }
}

/** `grace approved the released commit on 2 Mar 2026`. */
export function reviewText({ by, state, commit, at }: ReviewFact, released: string | null): string {
  const when = at ? ` on ${day(at)}` : ''
  return `${by} ${REVIEWS[state]} ${commitText(commit, released)}${when}`
}

const REVIEWS: Record<ReviewFact['state'], string> = {
  approved: 'approved',
  'changes-requested': 'requested changes on',
  commented: 'commented on',
  dismissed: 'had a review dismissed on',
  pending: 'has not yet reviewed',
}

function commitText(commit: string | null, released: string | null): string {
  if (commit === null) return 'an unknown commit'
  return commit === released ? 'the released commit' : `commit ${commit.slice(0, 10)}, not the released one`
}

/** All runs of the released code besides those that the dossier names; each that did not end well is told. */
function otherRuns({ commitRuns, runs }: Github, released: string | null): Claim[] {
  if (commitRuns === undefined) return []
  const named = new Set(runs.map(({ id }) => id))
  const others = commitRuns.runs.filter(({ id }) => !named.has(id))
  const odd = others.filter(({ conclusion, attempt }) => conclusion !== 'success' || (attempt ?? 1) > 1)
  const details = odd.slice(0, RUNS_TOLD).map((run) => {
    const { title, text, href } = runClaim({ ...run, artifacts: [] }, released)
    return { text: `${title}: ${text}`, href }
  })
  const more = commitRuns.complete ? '' : ', and more that were not looked at'
  const ends = odd.length > 0 ? `; ${odd.length} did not succeed at the first attempt` : ''
  const text =
    others.length > 0 ? `${count(others.length, 'run')} that the dossier does not name` : 'none besides'
  return [{ title: 'Other runs of this code', href: null, text: `${text}${more}${ends}`, details }]
}

const RUNS_TOLD = 20

function runClaim(
  { id, url, name, event, attempt, commit, conclusion, artifacts }: RunFact,
  released: string | null,
): Claim {
  const expired = artifacts.filter((each) => each.expired).length
  const gone = expired > 0 ? `, ${expired} of them expired` : ''
  const kept = artifacts.length > 0 ? `; ${count(artifacts.length, 'artifact')}${gone}` : ''
  const again = attempt && attempt > 1 ? `, attempt ${attempt}` : ''
  const what = [name, `started by ${event}`].filter(Boolean).join(', ')
  return {
    title: `Run ${id}${again}`,
    href: url,
    text: `${what}: ${conclusion?.replaceAll('_', ' ') ?? 'not finished'}, of ${commitText(commit, released)}${kept}`,
    details: [],
  }
}

function attestationText(attestations: Github['attestations']): string {
  const subjects = new Set(attestations.map(({ subject }) => subject)).size
  return `${count(attestations.length, 'bundle')} about ${count(subjects, 'file')} of this release`
}
