import { Instant } from '#model/primitives.ts'
import { CliError } from './cli-error.ts'
import { printable } from './text.ts'

/**
 * The catalog time of a run, in UTC and whole seconds: `--at`, else `SOURCE_DATE_EPOCH` (seconds since 1970), else now.
 * Read once in a run, so that everything in it is judged at the same moment.
 * @throws CliError 2 for text that is not a time.
 */
export function catalogTime(given: string | undefined, environment: NodeJS.ProcessEnv): Instant {
  const epoch = environment['SOURCE_DATE_EPOCH']
  if (given !== undefined) return parsedTime(given, '--at')
  if (epoch === undefined || epoch === '') return wholeSeconds(Date.now())
  if (!/^[0-9]{1,10}$/.test(epoch))
    throw new CliError(`SOURCE_DATE_EPOCH is "${printable(epoch)}": it must be seconds since 1970.`)
  return parsedTime(wholeSeconds(Number(epoch) * 1000), 'SOURCE_DATE_EPOCH')
}

function parsedTime(text: string, from: string): Instant {
  const known = Instant.safeParse(text)
  if (!known.success) {
    throw new CliError(
      `${from} is "${printable(text)}": it must be a moment with an offset, such as 2026-11-21T12:00:00Z.`,
    )
  }
  return wholeSeconds(Date.parse(known.data))
}

function wholeSeconds(ms: number): Instant {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

/** Seconds since 1970 → an instant in UTC; null for a time that no release can have (before 1970, after 2099). */
export function instantOf(seconds: number | null): Instant | null {
  return seconds === null ? null : fromMilliseconds(seconds * 1000)
}

/** Milliseconds since 1970 → an instant in UTC, without a fraction when it is zero; null outside the years 1970-2099. */
export function fromMilliseconds(time: number): Instant | null {
  if (!(time >= 0 && time < YEAR_2100)) return null
  return new Date(time).toISOString().replace('.000Z', 'Z')
}

const YEAR_2100 = Date.UTC(2100, 0)

/** Foreign text → an instant in UTC; null for anything but an RFC 3339 time with an offset, years 1970-2099. */
export function asInstant(text: unknown): Instant | null {
  if (typeof text !== 'string') return null
  const parsed = Instant.safeParse(text)
  return parsed.success ? fromMilliseconds(Date.parse(parsed.data)) : null
}

/** A time in a foreign file, in UTC. `isZoneless`: the file names no zone, so UTC was assumed. */
export type ForeignTime = { at: Instant; isZoneless: boolean }

/**
 * Reads a time as tools write it: `2026-05-01T10:00:00`, also with a blank instead of the T, a fraction or a zone (`Z`,
 * `UTC`, `GMT`, `+02:00`). Null for anything else.
 */
export function asForeignTime(text: unknown): ForeignTime | null {
  const found = typeof text === 'string' ? TIMESTAMP.exec(text) : null
  if (found === null) return null
  const [, day, clock, zone] = found
  const at = asInstant(`${day}T${clock}${ZONES[zone ?? ''] ?? zone}`)
  return at === null ? null : { at, isZoneless: !zone }
}

const TIMESTAMP = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)\s?(Z|UTC|GMT|[+-]\d{2}:\d{2})?$/

const ZONES: Record<string, string> = { '': 'Z', UTC: 'Z', GMT: 'Z' }
