import type { Counts, Reading } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { Instant, ObjectId } from '#model/primitives.ts'

/** A reading that claims nothing: what every reader starts from and fills. */
export function emptyReading(format: string): Reading {
  return {
    format,
    dialect: null,
    tool: null,
    judgement: 'verdict',
    status: 'unknown',
    reasons: [],
    counts: null,
    suites: [],
    metrics: {},
    subject: { commit: null, digests: [] },
    generatedAt: null,
    recorded: null,
  }
}

/** An artifact that could not be read, and why. */
export function unreadable(format: string, reasons: Finding[]): Reading {
  return { ...emptyReading(format), status: 'unreadable', reasons }
}

/** True for an object that has all these keys, whatever their values. */
export function hasKeys(document: unknown, ...keys: string[]): document is Record<string, unknown> {
  return (
    typeof document === 'object' && document !== null && keys.every((key) => Object.hasOwn(document, key))
  )
}

/** Counts of nothing. */
export const NO_COUNTS: Counts = { total: 0, passed: 0, failed: 0, skipped: 0, errored: 0, flaky: 0 }

/** Adds counts up. */
export function sumCounts(all: readonly Counts[]): Counts {
  const sum = { ...NO_COUNTS }
  for (const { total, passed, failed, skipped, errored, flaky } of all) {
    sum.total += total
    sum.passed += passed
    sum.failed += failed
    sum.skipped += skipped
    sum.errored += errored
    sum.flaky += flaky
  }
  return sum
}

/** Foreign text as one line of at most 300 characters without control characters; null when nothing is left. */
export function asLine(text: unknown): string | null {
  if (typeof text !== 'string') return null
  const line = text
    .slice(0, 1000)
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 300)
    .toWellFormed()
  return line === '' ? null : line
}

/** A moment as UTC text; null for anything that is no RFC 3339 moment with an offset, years 1970-2099. */
export function asInstant(text: unknown): string | null {
  if (typeof text !== 'string') return null
  const parsed = Instant.safeParse(text)
  return parsed.success ? fromMilliseconds(Date.parse(parsed.data)) : null
}

/** Milliseconds since 1970 → UTC text, without a fraction when it is zero; null outside the years 1970-2099. */
export function fromMilliseconds(time: number): string | null {
  if (!(time >= 0 && time < YEAR_2100)) return null
  return new Date(time).toISOString().replace('.000Z', 'Z')
}

const YEAR_2100 = Date.UTC(2100, 0)

/** A full git object id in lower case, or null. */
export function asCommit(text: unknown): string | null {
  const parsed = ObjectId.safeParse(typeof text === 'string' ? text.toLowerCase() : text)
  return parsed.success ? parsed.data : null
}
