import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { judgeMeasures, type Measured } from '../performance/verdict.ts'

/** How much of something was reached. */
export type Tally = { covered: number; total: number }

/** What was counted in a report of coverage; absent = the format does not say. */
export type Covered = { lines: Tally; branches?: Tally; functions?: Tally; statements?: Tally; files: number }

/**
 * Counted coverage → measurements `coverage.<what>.percent`, `.covered` and `.total` for lines, branches, functions
 * and statements, and `coverage.files.total`. The percentage is computed and not rounded; of nothing there is none,
 * and a report without a single line is an obstacle, not 100 %. `differing` totals of the report are said.
 */
export function judgeCoverage(
  { files, ...parts }: Covered,
  { obstacles = [], differing }: { obstacles?: readonly Finding[]; differing: number },
): Measured {
  const isImpossible = Object.values(parts).some(({ covered, total }) => covered > total)
  return judgeMeasures({
    metrics: {
      ...Object.fromEntries(Object.entries(parts).flatMap(metricsOf)),
      'coverage.files.total': files,
    },
    obstacles: [
      ...(parts.lines.total === 0 ? [finding('coverage.nothing_measured')] : []),
      ...(isImpossible ? [finding('coverage.impossible')] : []),
      ...obstacles,
    ],
    remarks: differing > 0 ? [finding('coverage.totals_disagree', { count: differing })] : [],
  })
}

function metricsOf([what, { covered, total }]: [string, Tally]): [string, number][] {
  return [
    ...(total > 0 ? [[`coverage.${what}.percent`, (covered / total) * 100] satisfies [string, number]] : []),
    [`coverage.${what}.covered`, covered],
    [`coverage.${what}.total`, total],
  ]
}

/**
 * The lower of what was counted and what the report declares: lines that were not reached may have been taken out
 * of it, or its total may boast.
 */
export function lower(counted: Tally, declared: Tally): Tally {
  return share(declared) < share(counted) ? declared : counted
}

/** True when both say the same. */
export function isSame(a: Tally, b: Tally): boolean {
  return a.covered === b.covered && a.total === b.total
}

function share({ covered, total }: Tally): number {
  return total === 0 ? 1 : covered / total
}

/** Adds tallies up. */
export function sumTallies(all: readonly Tally[]): Tally {
  const sum = { covered: 0, total: 0 }
  for (const { covered, total } of all) {
    sum.covered += covered
    sum.total += total
  }
  return sum
}

/** A tally of things that were reached or not. */
export function tallyOf(hits: Iterable<number>): Tally {
  const sum = { covered: 0, total: 0 }
  for (const hit of hits) {
    sum.total += 1
    if (hit > 0) sum.covered += 1
  }
  return sum
}
