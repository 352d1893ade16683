import type { Outcome, WeighedItem } from '#model/evaluation.ts'
import type { Instant } from '#model/primitives.ts'
import { millis } from '../lib/time.ts'
import type { Weighed } from './assess-evidence.ts'

/** What the artifacts bound to one requirement amount to. */
export interface Proof {
  outcome: Outcome
  items: WeighedItem[]
  /** First moment at which it is no longer passed for age; null when it is not passed or does not age. */
  validUntil: Instant | null
  /** The artifact that decides the outcome, if any. */
  decisive: WeighedItem | null
}

/**
 * One failed artifact fails the requirement; one whose bytes are gone or spoilt keeps it from passing; else one passed
 * artifact is enough. Nothing to count is missing, never passed.
 */
export function aggregate(weighed: readonly Weighed[]): Proof {
  const items = weighed.map((each) => each.item)
  const failed = items.find((item) => item.outcome === 'failed')
  const decisive =
    failed ?? weighed.find((each) => each.spoilt)?.item ?? lasting(items, 'passed') ?? undecided(items)
  const outcome = decisive && decisive.outcome !== 'not-applicable' ? decisive.outcome : 'missing'
  const validUntil = outcome === 'passed' ? (decisive?.freshUntil ?? null) : null
  return { outcome, items, validUntil, decisive }
}

/** Of the artifacts with an outcome the one that is, or was, fresh longest. */
function lasting(items: readonly WeighedItem[], outcome: Outcome): WeighedItem | undefined {
  return items
    .filter((item) => item.outcome === outcome)
    .reduce<WeighedItem | undefined>((best, item) => (best && outlasts(best, item) ? best : item), undefined)
}

function outlasts(a: WeighedItem, b: WeighedItem): boolean {
  return a.freshUntil === null || (b.freshUntil !== null && millis(a.freshUntil) >= millis(b.freshUntil))
}

function undecided(items: readonly WeighedItem[]): WeighedItem | null {
  return (
    (['stale', 'unknown', 'missing', 'not-applicable'] as const)
      .map((outcome) => lasting(items, outcome))
      .find((item) => item !== undefined) ?? null
  )
}
