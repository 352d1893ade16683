import { BASELINE } from '#decide/baseline/requirements.ts'
import { metCount, outcomesOf, signingOf } from '#decide/baseline/trend.ts'
import { count } from '#messages/format.ts'
import type { BaselineOutcome } from '#model/public-facts.ts'
import type { ReleaseRecord } from '#model/release.ts'
import type { ServiceHistory } from '#model/service-history.ts'
import { trend } from '../service/trend.ts'

const SIGNED = {
  none: { word: 'not signed', mark: 'no' },
  claimed: { word: 'signed, not checked here', mark: 'na' },
  verified: { word: 'signed', mark: 'ok' },
  failed: { word: 'signature is wrong', mark: 'no' },
} as const

/** Whether a release is signed, and whether by the key of the release before. */
export function signedCell(record: ReleaseRecord, history?: Pick<ServiceHistory, 'seen'>) {
  const { own = null, before = null } = record.publicFacts?.key ?? {}
  const other = own !== null && before !== null && own !== before
  return {
    ...SIGNED[signingOf(record)],
    more: other ? 'another key than before' : sinceText(record, history),
  }
}

function sinceText({ version }: ReleaseRecord, history: Pick<ServiceHistory, 'seen'> | undefined): string {
  const since = history?.seen.signedSince ?? null
  return since === null || since === version ? '' : `like all since ${since}`
}

/** The end of a fingerprint, in fours, as people compare it. */
export function shortKey(key: string | null): string {
  if (key === null) return 'unknown'
  if (key.startsWith('SHA256:')) return key.slice(0, 15)
  return key.slice(-16).replace(/(.{4})(?=.)/g, '$1 ')
}

/** `4 commits, 2 pull requests`; of what nobody knows nothing. */
export function changedText({ git }: Pick<ReleaseRecord, 'git'>): string {
  const parts = [
    git.commits === null ? '' : count(git.commits, 'commit'),
    git.pullRequests.length > 0 ? count(git.pullRequests.length, 'pull request') : '',
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : 'not known'
}

/** Since which release each is signed; null where the newest is not. */
export function signedSinceText({ seen }: Pick<ServiceHistory, 'seen'>): string {
  const { signed, total, signedSince, keySince } = seen
  if (signed === 0) return 'none of its releases is'
  const of = `${signed} of ${count(total, 'release')}`
  if (signedSince === null) return `${of}; the newest is not`
  const each = signed === total ? 'every release' : `each release since ${signedSince}`
  return keySince === null || keySince === signedSince
    ? `${each}, by one key`
    : `${each}, by the same key since ${keySince}`
}

const ORDER: readonly BaselineOutcome[] = ['unmet', 'unshown', 'unasked', 'met']
const WIDEST = 60

export type BaselineTrend = NonNullable<ReturnType<typeof baselineTrend>>

/** How the baseline moved over the releases of a service: how many requirements each met, and since when each stands as it does. */
export function baselineTrend({ seen }: Pick<ServiceHistory, 'seen'>) {
  const { baseline } = seen
  const newest = baseline.at(-1)
  if (newest === undefined) return null
  const points = baseline.map(({ version, outcomes }) => ({ version, value: metCount(outcomes) }))
  const told = baseline.map(({ version, outcomes }) => ({ version, outcomes: outcomesOf(outcomes) }))
  const rows = BASELINE.map(({ id, title }) => {
    const outcome = told.at(-1)?.outcomes[id] ?? 'unshown'
    const end = told.findLastIndex(({ outcomes }) => outcomes[id] !== outcome)
    return { title, outcome, since: end < 0 ? null : (told[end + 1]?.version ?? null) }
  })
  return {
    version: newest.version,
    met: metCount(newest.outcomes),
    total: BASELINE.length,
    line: trend({
      id: 'baseline',
      name: 'Requirements met',
      unit: `of ${BASELINE.length}`,
      direction: 'higher-is-better',
      points,
    }),
    rows: rows.toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome)),
    span: baseline.length === WIDEST ? `the newest ${WIDEST} versions` : count(baseline.length, 'version'),
  }
}
