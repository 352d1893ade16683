import type { Instant } from '#model/primitives.ts'

export const DAY_MS = 86_400_000

/** Milliseconds since 1970 of an instant with an explicit offset. */
export function millis(instant: Instant): number {
  return Date.parse(instant)
}

/** Milliseconds since 1970 → an instant in UTC, without a fraction when it has none. */
export function instant(ms: number): Instant {
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}

/** The same moment, written in UTC. */
export function utc(text: Instant): Instant {
  return instant(millis(text))
}
