import type { Instant } from '#model/primitives.ts'
import { DAY_MS, millis } from '../lib/time.ts'

interface Freshness {
  /** `undated` = an age limit and nothing to measure it from: that is never fresh. */
  state: 'fresh' | 'stale' | 'undated'
  /** First moment at which it is too old, in milliseconds; null = never, or it has no date. */
  until: number | null
}

/**
 * Judges an artifact's age at a moment. The age limit is exclusive: something that may be 30 days old is stale from the
 * very moment it is 30 days old. Days are 24 hours, so that no zone and no clock change matters.
 */
export function freshness(generatedAt: Instant | null, maxAgeDays: number | null, at: number): Freshness {
  if (maxAgeDays === null) return { state: 'fresh', until: null }
  if (generatedAt === null) return { state: 'undated', until: null }
  const until = millis(generatedAt) + Math.round(maxAgeDays * DAY_MS)
  return { state: at < until ? 'fresh' : 'stale', until }
}
