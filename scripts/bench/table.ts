import type { Cost } from './measure.ts'

/** One number of the report, measured once in each round. */
export interface BenchRow {
  what: string
  unit: keyof typeof DIGITS
  values: readonly number[]
  /** The budget, which the median must not exceed; left out where no decision rests on the number. */
  most?: number
}

/** Digits after the point; processor seconds and milliseconds, times as much as something else, memory, weight. */
const DIGITS = { s: 1, ms: 2, '×': 2, MB: 0, kB: 1 }

/** The rows as aligned text: what, median, range, budget, and whether it is met. */
export function tableText(rows: readonly BenchRow[]): string {
  const texts = [['', 'median', 'range', 'budget', ''], ...rows.map(rowTexts)]
  const [what = 0, ...others] = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...texts.map((row) => row[column]?.length ?? 0)),
  )
  return texts
    .map(([first = '', ...rest]) => [
      first.padEnd(what),
      ...rest.map((text, at) => text.padStart(others[at] ?? 0)),
    ])
    .map((row) => row.join('  ').trimEnd())
    .join('\n')
}

function rowTexts({ what, unit, values, most }: BenchRow): string[] {
  const text = (value: number) => value.toFixed(DIGITS[unit])
  const middle = median(values)
  const range = `${text(Math.min(...values))}-${text(Math.max(...values))}`
  const verdict = most === undefined ? ['', ''] : [`≤ ${most} ${unit}`, middle <= most ? 'met' : 'missed']
  return [what, `${text(middle)} ${unit}`, range, ...verdict]
}

/** The middle of some numbers; between two middles, the lower one. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? Number.NaN
}

/** How many times the processor time of a floor ours took, round by round: both sides met the same machine. */
export function cpuRatios<Side extends string>(
  rounds: readonly Readonly<Record<Side, Cost>>[],
  ours: Side,
  floor: Side,
): number[] {
  return rounds.map((round) => round[ours].cpu / round[floor].cpu)
}

/** The peak memory of each round over all processes, and its budget. */
export function memoryRow(costs: readonly Cost[]): BenchRow {
  return { what: '  peak memory', unit: 'MB', values: costs.map(({ memory }) => memory / 1e6), most: 1200 }
}
