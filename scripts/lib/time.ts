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
  if (seconds === null || !(seconds >= 0 && seconds < YEAR_2100)) return null
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}

const YEAR_2100 = 4_102_444_800
