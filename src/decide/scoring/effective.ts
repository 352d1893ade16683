import { type Finding, finding } from '#model/finding.ts'
import { millis } from '../lib/time.ts'
import type { StandingRevision } from './state.ts'

/** What orders the items of one service at one moment. */
export type EffectiveProfile = {
  /** The revision whose weights count; null where there is none to be trusted. */
  revision: StandingRevision | null
  /** Of a bounded one: the cohort it is live for. Of a restored one: the cohort that it is restored to. */
  cohort: string | null
  /** The trusted one that takes over when a bounded one ends; null for a baseline. */
  prior: StandingRevision | null
  /** Until when; null: no end is known. */
  until: string | null
  findings: Finding[]
}

/**
 * What orders the items of a service: the one bounded revision that is live for it, else the profile that was trusted last.
 * Two that are live for one service at once are none: nobody approved both.
 * @param standing every revision as it stands at the moment `at`.
 */
export function effectiveFor(
  service: string,
  standing: readonly StandingRevision[],
  at: string,
): EffectiveProfile {
  const own = standing.filter((each) => servicesOf(each).includes(service) && isBegun(each, at))
  const live = own.filter(({ state }) => state === 'live')
  const [only] = live
  if (only && live.length === 1)
    return {
      revision: only,
      cohort: cohortOf(only),
      prior: targetOf(only, standing),
      until: only.ends?.at ?? null,
      findings: [],
    }
  const findings =
    live.length > 1 ? [finding('scoring.overlap', { service, revisions: live.map(idOf).sort() })] : []
  const revision = restored(own, live.length > 1, standing, at)
  const newest = own.toSorted((a, b) => begin(b) - begin(a))[0]
  return { revision, cohort: newest ? cohortOf(newest) : null, prior: null, until: null, findings }
}

/**
 * The profile that is trusted where no bounded one is live: the baseline approved last, or the way back that was taken last,
 * whichever is later.
 */
function restored(
  own: readonly StandingRevision[],
  isOverlap: boolean,
  standing: readonly StandingRevision[],
  at: string,
): StandingRevision | null {
  const approved = standing
    .filter(({ state }) => state === 'trusted')
    .map((each) => ({ at: millis(each.since ?? at), rank: 1, each }))
  const taken = isOverlap
    ? []
    : own.flatMap((ended) => {
        const each = targetOf(ended, standing)
        return each ? [{ at: millis(ended.since ?? at), rank: 0, each }] : []
      })
  const last = [...approved, ...taken].sort(
    (a, b) => b.at - a.at || b.rank - a.rank || (idOf(a.each) < idOf(b.each) ? -1 : 1),
  )
  return last[0]?.each ?? null
}

/** The trusted revision that it goes back to; null when that is not trusted any more. */
export function targetOf(
  { judged }: StandingRevision,
  standing: readonly StandingRevision[],
): StandingRevision | null {
  const to = judged.entry.document.rollback?.to
  const found = standing.find(({ judged: { entry } }) => entry.sha256 === to?.sha256)
  return found?.state === 'trusted' ? found : null
}

/** Services of the one cohort that a revision was made live for. */
export function servicesOf({ judged }: StandingRevision): readonly string[] {
  const cohorts = judged.entry.document.manifest?.cohorts ?? []
  return judged.life.span !== null && cohorts.length === 1 ? (cohorts[0]?.services ?? []) : []
}

export function cohortOf({ judged }: StandingRevision): string | null {
  return judged.entry.document.manifest?.cohorts[0]?.id ?? null
}

export function idOf({ judged }: StandingRevision): string {
  return judged.entry.document.profile.id
}

function isBegun({ judged }: StandingRevision, at: string): boolean {
  const { span } = judged.life
  return span !== null && millis(span.from) <= millis(at)
}

function begin({ judged }: StandingRevision): number {
  return millis(judged.life.span?.from ?? '1970-01-01T00:00:00Z')
}
