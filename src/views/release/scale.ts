import type { Kpi } from '#model/dossier-risk.ts'
import type { Budget } from './budget.ts'

/** A bar in percent of its width: the allowed range, the earlier value, this value. */
export interface Bar {
  allowed: { from: string; width: string } | null
  tick: string | null
  dot: string
}

/** Places a value, an earlier one and the allowed range on one line that begins at 0, or below it when it must. */
export function scale(
  kpi: Kpi,
  value: number,
  earlier: { value: number } | null,
  budget: Budget | null,
): Bar {
  const range = budget ?? tolerated(kpi, earlier)
  const known = [value, earlier?.value, range?.min, range?.max].filter((each) => each !== undefined)
  const [least, most] = [Math.min(0, ...known), Math.max(0, ...known)]
  const span = (most - least) * 1.1 || 1
  const place = (at: number) => Math.round(((at - least) / span) * 1000) / 10
  const [from, to] = [
    range?.min === undefined ? 0 : place(range.min),
    range?.max === undefined ? 100 : place(range.max),
  ]
  return {
    allowed: range ? { from: `${from}%`, width: `${Math.round((to - from) * 10) / 10}%` } : null,
    tick: earlier ? `${place(earlier.value)}%` : null,
    dot: `${place(value)}%`,
  }
}

/** Without a budget: how far the value may move in the wrong direction. */
function tolerated(kpi: Kpi, earlier: { value: number } | null): Pick<Budget, 'min' | 'max'> | null {
  if (!earlier || kpi.tolerance === undefined) return null
  const slack = (Math.abs(earlier.value) * kpi.tolerance) / 100
  return kpi.direction === 'higher-is-better'
    ? { min: earlier.value - slack }
    : { max: earlier.value + slack }
}
