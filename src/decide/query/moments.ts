import { DAY_MS } from '../lib/time.ts'
import type { Test } from './query.ts'

/**
 * A date as people write it: a stretch of the calendar in UTC (`2026`, `2026-06`, `2026-06-15`, `today`), or a distance from
 * the moment of asking (`30d`, `2w`, `3m` of 30 days, `1y` of 365).
 */
type Moment = { from: number; before: number } | { days: number }

const UNITS: ReadonlyMap<string, number> = new Map([
  ['d', 1],
  ['w', 7],
  ['m', 30],
  ['y', 365],
])

const NAMED: ReadonlyMap<string, number> = new Map([
  ['yesterday', -1],
  ['today', 0],
  ['tomorrow', 1],
])

/** True for a text that is a date. */
export function isMoment(text: string): boolean {
  return momentOf(text, 0) !== null
}

/** True for a text that is a distance from the moment of asking. */
export function isDistance(text: string): boolean {
  return /^\d{1,5}[dwmy]$/.test(text)
}

/** Reads a date. @param at the moment of asking, in milliseconds since 1970. @returns null for what is none. */
function momentOf(text: string, at: number): Moment | null {
  if (isDistance(text)) return { days: Number(text.slice(0, -1)) * (UNITS.get(text.slice(-1)) ?? 0) }
  const named = NAMED.get(text)
  if (named !== undefined) {
    const from = (Math.floor(at / DAY_MS) + named) * DAY_MS
    return { from, before: from + DAY_MS }
  }
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text) ?? []
  if (year === undefined) return null
  const [y, m, d] = [Number(year), month === undefined ? null : Number(month) - 1, Number(day ?? 1)]
  const from = Date.UTC(y, m ?? 0, d)
  const isReal = new Date(from).toISOString().startsWith([year, month, day].filter(Boolean).join('-'))
  if (!isReal) return null
  const before = m === null ? Date.UTC(y + 1, 0) : day === undefined ? Date.UTC(y, m + 1) : from + DAY_MS
  return { from, before }
}

/** Whether a moment, in milliseconds since 1970, passes. */
type Passes = (time: number) => boolean

/**
 * What a test lets through; nothing where it names no date.
 * @param at the moment of asking, in milliseconds since 1970
 * @param looks where distances lie: `back` from it or `ahead` of it
 */
export function momentTest(test: Test, at: number, looks: 'back' | 'ahead'): Passes {
  const first = momentOf(test.value, at)
  const last = test.op === '..' ? momentOf(test.to, at) : first
  if (first === null || last === null) return () => false
  if ('days' in first) {
    if (!('days' in last)) return () => false
    const passes = distanceTest(test.op, first.days, last.days)
    // What lies on the other side of the moment of asking is at no distance.
    return (time) => {
      const distance = distanceOf(time, at, looks)
      return distance >= 0 && passes(distance)
    }
  }
  return 'days' in last ? () => false : stretchTest(test.op, first, last)
}

type Stretch = Exclude<Moment, { days: number }>

function stretchTest(op: Test['op'], { from, before }: Stretch, last: Stretch): Passes {
  const tests: Record<Test['op'], Passes> = {
    '=': (time) => time >= from && time < before,
    '<': (time) => time < from,
    '<=': (time) => time < before,
    '>': (time) => time >= before,
    '>=': (time) => time >= from,
    '..': (time) => time >= from && time < last.before,
  }
  return tests[op]
}

/** `30d` alone means within them. */
function distanceTest(op: Test['op'], days: number, most: number): (distance: number) => boolean {
  const tests: Record<Test['op'], (distance: number) => boolean> = {
    '=': (distance) => distance <= days,
    '<': (distance) => distance < days,
    '<=': (distance) => distance <= days,
    '>': (distance) => distance > days,
    '>=': (distance) => distance >= days,
    '..': (distance) => distance >= days && distance <= most,
  }
  return tests[op]
}

/** In days; whole ones where it looks back, for a tag has a day and no hour. */
function distanceOf(time: number, at: number, looks: 'back' | 'ahead'): number {
  return looks === 'ahead' ? (time - at) / DAY_MS : Math.floor(at / DAY_MS) - Math.floor(time / DAY_MS)
}
