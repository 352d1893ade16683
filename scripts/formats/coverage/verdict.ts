import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { type JudgedMeasurement, judgeMeasurement } from '../performance/verdict.ts'

/** How much of something was reached. */
export type CoverageCount = { covered: number; total: number }

/** What was counted in a report of coverage; absent = the format does not say. */
export type CoverageCounts = {
  /** Absent in a format that counts statements instead. */
  lines?: CoverageCount
  branches?: CoverageCount
  functions?: CoverageCount
  statements?: CoverageCount
  files: number
}

/**
 * Counted coverage → measurements `coverage.<what>.percent`, `.covered` and `.total` for lines, branches, functions
 * and statements, and `coverage.files.total`. The percentage is computed and not rounded; of nothing there is none,
 * and a report without a single line or statement is an obstacle, not 100 %. `differing` totals of the report are said.
 */
export function judgeCoverage(
  { files, ...parts }: CoverageCounts,
  { obstacles = [], differing }: { obstacles?: readonly Finding[]; differing: number },
): JudgedMeasurement {
  const isImpossible = Object.values(parts).some(({ covered, total }) => covered > total)
  return judgeMeasurement({
    metrics: {
      ...Object.fromEntries(Object.entries(parts).flatMap(metricsOf)),
      'coverage.files.total': files,
    },
    obstacles: [
      ...(((parts.lines ?? parts.statements)?.total ?? 0) === 0
        ? [finding('coverage.nothing_measured')]
        : []),
      ...(isImpossible ? [finding('coverage.impossible')] : []),
      ...obstacles,
    ],
    remarks: differing > 0 ? [finding('coverage.totals_disagree', { count: differing })] : [],
  })
}

function metricsOf([what, { covered, total }]: [string, CoverageCount]): [string, number][] {
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
export function lowerCoverage(counted: CoverageCount, declared: CoverageCount): CoverageCount {
  return share(declared) < share(counted) ? declared : counted
}

/** True when both say the same. */
export function isSame(a: CoverageCount, b: CoverageCount): boolean {
  return a.covered === b.covered && a.total === b.total
}

function share({ covered, total }: CoverageCount): number {
  return total === 0 ? 1 : covered / total
}

/** A count as reports in XML write it: a whole number. Null for anything else, an attribute that is not there included. */
export function wholeCount(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null
}

/** What stands in the way of a report with counts that are no numbers: what they would have said may be what was not reached. */
export function oddCounts(odd: number): Finding[] {
  return odd > 0 ? [finding('coverage.odd_counts', { count: odd })] : []
}

/** Adds tallies up. */
export function sumCoverage(all: readonly CoverageCount[]): CoverageCount {
  const sum = { covered: 0, total: 0 }
  for (const { covered, total } of all) {
    sum.covered += covered
    sum.total += total
  }
  return sum
}

/** A tally of things that were reached or not. */
export function countHits(hits: Iterable<number>): CoverageCount {
  const sum = { covered: 0, total: 0 }
  for (const hit of hits) {
    sum.total += 1
    if (hit > 0) sum.covered += 1
  }
  return sum
}
