import { Instant } from '#model/primitives.ts'
import { CliError } from './cli-error.ts'
import { printable } from './printable.ts'

/**
 * Catalog time, in UTC without a fraction: `--at`, else `SOURCE_DATE_EPOCH` (seconds), else now. Taken once in a run.
 * @throws CliError 2 for a time that is none.
 */
export function catalogTime(given: string | undefined, environment: NodeJS.ProcessEnv): Instant {
  const epoch = environment['SOURCE_DATE_EPOCH']
  if (given !== undefined) return utc(given, '--at')
  if (epoch === undefined || epoch === '') return seconds(Date.now())
  if (!/^[0-9]{1,10}$/.test(epoch))
    throw new CliError(`SOURCE_DATE_EPOCH is "${printable(epoch)}": it must be seconds since 1970.`)
  return utc(seconds(Number(epoch) * 1000), 'SOURCE_DATE_EPOCH')
}

function utc(text: string, from: string): Instant {
  const known = Instant.safeParse(text)
  if (!known.success) {
    throw new CliError(
      `${from} is "${printable(text)}": it must be a moment with an offset, such as 2026-11-21T12:00:00Z.`,
    )
  }
  return seconds(Date.parse(known.data))
}

function seconds(ms: number): Instant {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}
