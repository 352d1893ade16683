import { isVersion } from '#decide/lib/order.ts'
import { DAY_MS, millis } from '#decide/lib/time.ts'
import { count } from '#messages/format.ts'
import type { IndexLine } from '#model/index-line.ts'

/** How often a service is released: a mark for each release of the last 180 days on a line 132 by 14, and the same in words. */
export interface Rhythm {
  marks: number[]
  text: string
  /** What the marks show, for who does not see them. */
  alt: string
}

const DAYS = 180
const LEFT = 6
const SPAN = 120
/** So many of the newest gaps make the rhythm of today. */
const GAPS = 12

type Dated = Pick<IndexLine, 'version' | 'prerelease' | 'released'>

/** @param at the moment that today means. */
export function rhythmOf(releases: readonly Dated[], at: string): Rhythm {
  const end = millis(at)
  const recent = releases
    .map(({ released }) => millis(released))
    .filter((time) => time <= end && end - time <= DAYS * DAY_MS)
    .sort((a, b) => a - b)
  return {
    marks: recent.map((time) => Math.round(LEFT + SPAN - ((end - time) / (DAYS * DAY_MS)) * SPAN)),
    text: rhythmText(releases),
    alt: `${count(recent.length, 'release')} within ${DAYS} days`,
  }
}

/** `every 30 days`: the median between stable versions that follow each other in time. */
function rhythmText(releases: readonly Dated[]): string {
  const times = releases
    .filter(({ version, prerelease }) => !prerelease && isVersion(version))
    .map(({ released }) => millis(released))
    .filter((time) => time > 0)
    .sort((a, b) => a - b)
  const gaps = times
    .slice(1)
    .map((time, at) => Math.round((time - (times[at] ?? time)) / DAY_MS))
    .slice(-GAPS)
    .sort((a, b) => a - b)
  if (gaps.length < 2) return `${count(times.length, 'release')} so far`
  const [low, median, high] = [0.25, 0.5, 0.75].map(
    (share) => gaps[Math.floor((gaps.length - 1) * share)] ?? 0,
  )
  if (median === 0) return 'several on one day'
  const every = median === 1 ? 'every day' : `every ${median} days`
  return (high ?? 0) > 4 * Math.max(low ?? 0, 1) ? `irregular, often ${every}` : every
}
