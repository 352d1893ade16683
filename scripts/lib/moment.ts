import type { Instant } from '#model/primitives.ts'

/** Seconds since 1970 as an instant in UTC; null for a time that no release can have. */
export function instantOf(seconds: number | null): Instant | null {
  if (seconds === null || !(seconds >= 0 && seconds < YEAR_2100)) return null
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}

const YEAR_2100 = 4_102_444_800
