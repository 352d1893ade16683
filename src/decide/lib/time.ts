import type { Instant } from '#model/primitives.ts'

export const DAY_MS = 86_400_000

const parsed = new Map<Instant, number>()
const written = new Map<number, Instant>()

/** Milliseconds since 1970 of an instant with an explicit offset. */
export function millis(instant: Instant): number {
  return remembered(parsed, instant, Date.parse)
}

/** An instant in UTC, without a fraction when it has none. */
export function instant(ms: number): Instant {
  return remembered(written, ms, write)
}

/** The same moment, written in UTC. */
export function utc(text: Instant): Instant {
  return instant(millis(text))
}

function write(ms: number): Instant {
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}

/** A release is judged at several moments, always by the same few instants: half of the time went into their texts. */
function remembered<K, V>(known: Map<K, V>, key: K, make: (key: K) => V): V {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make(key)
  if (known.size >= 20_000) known.clear()
  known.set(key, made)
  return made
}
