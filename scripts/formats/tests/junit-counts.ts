import type { Reading } from '#model/evidence.ts'
import { nameOf, type Suite } from './junit-suite.ts'
import { worstSuites } from './verdict.ts'

/** The outermost suites with their counts, the worst first. */
export function suitesOf(root: Suite): Reading['suites'] {
  const suites = root.element.name === 'testsuite' ? [root] : root.suites
  return worstSuites(suites.map((suite) => ({ name: nameOf(suite), ...suite.counts })))
}

/** A suite's total that its cases do not bear out: another number of tests, or more failures than are there. */
export type TotalsDisagreement = {
  suite: string
  field: 'tests' | 'failures'
  declared: number
  counted: number
}

/** All disagreements between totals and cases, hidden failures first. */
export function disagreements(suites: readonly Suite[]): TotalsDisagreement[] {
  const all = suites.flatMap(disagreementsOf)
  return [...all.filter(({ field }) => field === 'failures'), ...all.filter(({ field }) => field === 'tests')]
}

function disagreementsOf(suite: Suite): TotalsDisagreement[] {
  const { own, counts, totals } = suite
  if (!totals || counts.total === 0) return []
  const declared = totals.failed + totals.errored
  const counted = counts.failed + counts.errored
  const isHidden = declared > counted
  const isOther = totals.total !== counts.total && totals.total !== own.total
  if (!isHidden && !isOther) return []
  const name = nameOf(suite)
  return [
    ...(isHidden ? [{ suite: name, field: 'failures' as const, declared, counted }] : []),
    ...(isOther
      ? [{ suite: name, field: 'tests' as const, declared: totals.total, counted: counts.total }]
      : []),
  ]
}

/** The first suite that declares more tests than it shows, skipped ones that it may leave out not counted. */
export function withheld(suites: readonly Suite[]): { declared: number; counted: number } | null {
  const suite = suites.find(({ own, counts, totals }) => {
    if (!totals || counts.total === 0 || totals.total === own.total) return false
    return totals.total - Math.max(0, totals.skipped - counts.skipped) > counts.total
  })
  return suite ? { declared: suite.totals?.total ?? 0, counted: suite.counts.total } : null
}
