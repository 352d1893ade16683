import { DAY_MS, millis } from '#decide/lib/time.ts'
import { count, day } from '#messages/format.ts'
import { type FirstVerdict, VERDICT_WORDS, verdictOf } from '#messages/verdict.ts'
import type { IndexLine } from '#model/index-line.ts'

/** The last 90 days of a service as marks on a line 120 by 20. */
export interface Dots {
  marks: { x: number; verdict: FirstVerdict }[]
  /** The same in words. */
  text: string
}

const DAYS = 90
const SAID = 6

/**
 * Marks for the releases of the last 90 days before `at`, by the verdict they were released with.
 * @param releases newest version first
 */
export function dots(releases: readonly IndexLine[], at: string): Dots {
  const end = millis(at)
  const recent = releases
    .filter((line) => millis(line.released) <= end && end - millis(line.released) <= DAYS * DAY_MS)
    .sort((a, b) => millis(a.released) - millis(b.released))
  const marks = recent.map((line) => ({
    x: Math.round(114 - ((end - millis(line.released)) / (DAYS * DAY_MS)) * 108),
    verdict: verdictOf(line.state, line.atRelease),
  }))
  return { marks, text: words(recent, at) }
}

function words(recent: readonly IndexLine[], at: string): string {
  const span = `the ${DAYS} days before ${day(at)}`
  if (recent.length === 0) return `No release in ${span}`
  const said = recent.slice(-SAID).map((line) => {
    const verdict = VERDICT_WORDS[verdictOf(line.state, line.atRelease)]
    return `${line.version} ${verdict} on ${day(line.released)}`
  })
  const newest = recent.length > SAID ? `, the newest ${SAID}` : ''
  return `${count(recent.length, 'release')} in ${span}${newest}: ${said.join('; ')}`
}
