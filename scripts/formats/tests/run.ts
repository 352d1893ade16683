import { asLine } from '#lib/text.ts'
import type { CaseStatus, Counts, Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { NO_COUNTS, sumCounts } from '../reading.ts'
import { keepNames, withinText } from './names.ts'
import { judgeTests, testMetrics, withDoubts } from './verdict.ts'

/** One test that has no others in it, in foreign words. `unknown` = the file does not say how it ended in a word that is known. */
export type RunTest = {
  name: string
  /** The suites and the class that it stands in, outermost first. */
  within: readonly (string | null | undefined)[]
  status: CaseStatus
  /** Null when it is not said. */
  seconds: number | null
  isFlaky?: boolean
  /** Why it was skipped. */
  reason?: string | null | undefined
}

/** A run of tests, leaf by leaf, and what its file says of the whole. */
export type TestRun = {
  tests: readonly RunTest[]
  /** Totals that the file gives: all its tests, and those that failed or ended in an error; null = not said. */
  declared: { total: number | null; failed: number | null }
  /** Why the run failed, whatever its tests say. */
  failures?: readonly Finding[]
  /** Why nobody may call it a pass. */
  doubts?: readonly Finding[]
  /** Worth knowing, and deciding nothing. */
  remarks?: readonly Finding[]
}

/** What a run of tests comes to. */
export type JudgedRun = Pick<
  Reading,
  'status' | 'reasons' | 'counts' | 'suites' | 'cases' | 'skips' | 'metrics'
>

/**
 * Judges a run by its tests. Its totals are only compared: more tests or more failures than it shows keep it from
 * passing, and so does a test whose outcome is not known, which counts as one that did not run.
 */
export function judgeRun(run: TestRun): JudgedRun {
  const { tests, failures = [], remarks = [] } = run
  const counts = sumCounts(tests.map(countTest))
  const judged = withDoubts(judgeTests(counts), [...openTests(tests), ...moreThanShown(run, counts)])
  const { status, reasons } = withDoubts(judged, run.doubts ?? [])
  const cases = tests.map((each) => ({
    ...each,
    name: asLine(each.name) ?? '',
    within: each.within.map(asLine),
  }))
  const { remarks: leftOut, ...names } = keepNames(suitesOf(tests), cases)
  return {
    status: failures.length > 0 ? 'failed' : status,
    reasons: [...failures, ...reasons, ...remarks, ...leftOut],
    counts,
    ...names,
    metrics: testMetrics(counts, secondsOf(tests)),
  }
}

function countTest({ status, isFlaky = false }: RunTest): Counts {
  const counted = status === 'unknown' ? 'skipped' : status
  return { ...NO_COUNTS, total: 1, [counted]: 1, flaky: isFlaky && status === 'passed' ? 1 : 0 }
}

function openTests(tests: readonly RunTest[]): Finding[] {
  const open = tests.filter(({ status }) => status === 'unknown').length
  return open > 0 ? [finding('tests.without_outcome', { count: open, total: tests.length })] : []
}

function moreThanShown({ declared }: TestRun, { total, failed, errored }: Counts): Finding[] {
  const failures = declared.failed ?? 0
  const all = declared.total ?? 0
  return [
    ...(failures > failed + errored ? [finding('tests.hidden_failures', { declared: failures })] : []),
    ...(all > total ? [finding('tests.not_shown', { declared: all, counted: total })] : []),
  ]
}

/** In seconds, to the microsecond; null when one test does not say how long it took: a part is not the sum. */
function secondsOf(tests: readonly RunTest[]): number | null {
  if (tests.length === 0 || tests.some(({ seconds }) => seconds === null)) return null
  const sum = tests.reduce((all, { seconds }) => all + (seconds ?? 0), 0)
  return Number.isFinite(sum) ? Math.round(sum * 1e6) / 1e6 : null
}

function suitesOf(tests: readonly RunTest[]): Reading['suites'] {
  const bySuite = Map.groupBy(tests, ({ within }) => withinText(within.map(asLine)))
  return [...bySuite].map(([name, own]) => ({ name, ...sumCounts(own.map(countTest)) }))
}

/**
 * A doubt about totals that a file gives and that are no whole numbers, such as `Infinity`: whatever it meant to say, it is
 * not that there were none. What is not given is no total.
 */
export function oddTotals(totals: readonly unknown[]): Finding[] {
  const said = totals.filter((total) => total !== undefined && total !== null && total !== '')
  const total = said.filter((each) => wholeNumber(each) === null).length
  return total > 0 ? [finding('tests.odd_total', { total })] : []
}

/** A whole number as XML and JSON write it; null for anything else. */
export function wholeNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 ? value : null
  return typeof value === 'string' && /^\s*[0-9]{1,9}\s*$/.test(value) ? Number(value) : null
}
