import { type Finding, finding } from '#model/finding.ts'
import {
  SCORING_FACTORS,
  type ScoringFactor,
  type ScoringItem,
  type ScoringProfile,
  type ScoringRegistry,
} from '#model/scoring.ts'
import { millis } from '../lib/time.ts'
import { type EffectiveProfile, effectiveFor, idOf } from './effective.ts'
import { judgeRevisions, revisionAt, type StandingRevision } from './state.ts'

/** An item in its place. */
export type PlacedItem = {
  item: ScoringItem
  /** From 1. */
  place: number
  /** Sum of the contributions; null where no profile orders the queue, which then stands by age. */
  score: number | null
  contributions: { factor: ScoringFactor; value: number; most: number }[]
}

/** Services whose items one profile orders, and their items in that order. */
export type ReviewQueue = {
  /** Null: every service that no bounded revision was made for. */
  cohort: string | null
  services: string[]
  effective: EffectiveProfile
  items: PlacedItem[]
  /** The same items as the prior profile would order them; null where there is no other profile. */
  underPrior: PlacedItem[] | null
}

/** Everything that the scoring files come to at one moment. */
export type ScoringToday = {
  at: string
  standing: StandingRevision[]
  queues: ReviewQueue[]
  /** Items that stand in no queue, and why. */
  findings: Finding[]
}

/**
 * What every revision is at a moment, and the review queues that follow from it. Decides nothing about any release.
 * @param services ids of the services there are, in the catalog's order.
 */
export function scoringAt(registry: ScoringRegistry, services: readonly string[], at: string): ScoringToday {
  const standing = judgeRevisions(registry, new Set(services))
    .filter(({ entry }) => millis(entry.document.profile.made) <= millis(at))
    .map((judged) => revisionAt(judged, at))
  const effective = services.map((service) => ({ service, effective: effectiveFor(service, standing, at) }))
  const groups = Map.groupBy(effective, ({ effective: each }) => groupOf(each))
  const open = registry.items.map(({ document }) => document).filter((item) => isOpen(item, at))
  const queues = [...groups.values()].flatMap((members) => {
    const [first] = members
    return first
      ? [
          queueOf(
            first.effective,
            members.map(({ service }) => service),
            open,
          ),
        ]
      : []
  })
  const known = new Set(services)
  return {
    at,
    standing,
    queues: queues.sort((a, b) => Number(a.cohort === null) - Number(b.cohort === null)),
    findings: open
      .filter(({ service }) => !known.has(service))
      .map(({ id, service }) => finding('scoring.item_of_stranger', { item: id, service })),
  }
}

/** The moments after one at which something ends by itself, oldest first: nothing begins so. */
export function turningMoments({ at, standing }: ScoringToday): string[] {
  const ends = standing.flatMap(({ judged, ends: end, state }) =>
    state === 'live' ? [end?.at, judged.life.span?.until] : [],
  )
  const later = ends.filter((each) => each !== undefined).filter((each) => millis(each) > millis(at))
  return [...new Set(later)].sort((a, b) => millis(a) - millis(b))
}

/** Raised by then, and not read yet. */
function isOpen({ raised, reviewed }: ScoringItem, at: string): boolean {
  if (millis(raised) > millis(at)) return false
  return reviewed === undefined || millis(reviewed.at) > millis(at)
}

function groupOf({ cohort, revision }: EffectiveProfile): string {
  return JSON.stringify([cohort, revision === null ? null : idOf(revision)])
}

function queueOf(effective: EffectiveProfile, services: string[], open: readonly ScoringItem[]): ReviewQueue {
  const own = open.filter(({ service }) => services.includes(service))
  const { revision, prior, cohort } = effective
  return {
    cohort,
    services,
    effective,
    items: orderItems(own, profileOf(revision)),
    underPrior: prior ? orderItems(own, profileOf(prior)) : null,
  }
}

function profileOf(revision: StandingRevision | null): ScoringProfile | null {
  return revision?.judged.entry.document.profile ?? null
}

/** Items by what a profile gives them, the highest first; of equal ones the oldest first. */
export function orderItems(items: readonly ScoringItem[], profile: ScoringProfile | null): PlacedItem[] {
  const scored = items.map((item) => {
    const contributions = profile
      ? SCORING_FACTORS.map((factor) => ({
          factor,
          // Whole numbers until the last step: no sum differs by the order in which it was made.
          value: (item.factors[factor] * profile.weights[factor]) / 10,
          most: profile.weights[factor],
        }))
      : []
    const tenths = profile
      ? sumOf(SCORING_FACTORS.map((each) => item.factors[each] * profile.weights[each]))
      : null
    return { item, contributions, score: tenths === null ? null : tenths / 10 }
  })
  return scored
    .sort(
      (a, b) =>
        (b.score ?? 0) - (a.score ?? 0) ||
        millis(a.item.raised) - millis(b.item.raised) ||
        (a.item.id < b.item.id ? -1 : 1),
    )
    .map((each, at) => ({ ...each, place: at + 1 }))
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
