import { number } from '#messages/format.ts'
import type { KpiTrend } from '#model/service-history.ts'

/** A line through measured numbers, 160 by 36, and the same in words and rows. */
export interface Trend {
  id: string
  name: string
  unit: string
  /** `1,310 ms in 1.4.0, 9.2 % worse than 1.3.2`. */
  text: string
  tone: 'better' | 'worse' | 'same'
  /** Corners of the line; one point has no line. */
  line: string
  last: { x: number; y: number }
  rows: { version: string; value: string }[]
}

const WIDTH = 160
const HEIGHT = 36
const MARGIN = 4

/** Draws a KPI's way through the releases; null when it has no point. */
export function trend(kpi: KpiTrend): Trend | null {
  const newest = kpi.points.at(-1)
  if (!newest) return null
  const corners = scale(kpi.points.map((point) => point.value))
  const before = kpi.points.at(-2)
  const change = before ? changeOf(before.value, newest.value, kpi) : null
  const against = change && before ? `, ${change.text} ${before.version}` : ''
  return {
    id: kpi.id,
    name: kpi.name,
    unit: kpi.unit,
    text: `${number(newest.value)} ${kpi.unit} in ${newest.version}${against}`,
    tone: change?.tone ?? 'same',
    line: corners.map(({ x, y }) => `${x},${y}`).join(' '),
    last: corners.at(-1) ?? { x: WIDTH - MARGIN, y: HEIGHT / 2 },
    rows: kpi.points.map(({ version, value }) => ({ version, value: number(value) })).reverse(),
  }
}

function scale(values: readonly number[]): { x: number; y: number }[] {
  const low = Math.min(...values)
  const span = Math.max(...values) - low
  const step = values.length > 1 ? (WIDTH - 2 * MARGIN) / (values.length - 1) : 0
  const height = HEIGHT - 2 * MARGIN
  return values.map((value, index) => ({
    x: tenth(values.length > 1 ? MARGIN + index * step : WIDTH - MARGIN),
    y: tenth(span === 0 ? HEIGHT / 2 : MARGIN + height - ((value - low) / span) * height),
  }))
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}

function changeOf(
  before: number,
  now: number,
  { direction, unit }: KpiTrend,
): { text: string; tone: 'better' | 'worse' | 'same' } {
  if (now === before) return { text: 'the same as', tone: 'same' }
  const tone = now > before === (direction === 'higher-is-better') ? 'better' : 'worse'
  const by =
    before === 0
      ? `${number(Math.abs(now))} ${unit}`
      : `${number(tenth(Math.abs((now - before) / before) * 100))} %`
  return { text: `${by} ${tone} than`, tone }
}
