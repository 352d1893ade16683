import type { XmlElement } from '@rgrove/parse-xml'
import type { Counts, Reading } from '../../src/model/evidence.ts'
import { attribute, childElements } from '../door/xml.ts'
import { countCase } from './junit-case.ts'
import { asLine, NO_COUNTS, sumCounts } from './reading.ts'

/** The test cases of a suite and of all suites in it, counted; trouble of the suite itself counts as a case. */
export function countCases(suite: XmlElement): Counts {
  return sumCounts([...ownCases(suite), ...childSuites(suite).map(countCases)])
}

/** Like `countCases`, but a suite that holds no case at all is believed its own totals. */
export function countSuite(suite: XmlElement): Counts {
  const counts = sumCounts([...ownCases(suite), ...childSuites(suite).map(countSuite)])
  return counts.total > 0 ? counts : (totalsOf(suite) ?? NO_COUNTS)
}

/** The suites inside an element. */
export function childSuites(element: XmlElement): XmlElement[] {
  return childElements(element).filter((child) => child.name === 'testsuite')
}

/** Every suite of a document, the root first. */
export function allSuites(root: XmlElement): XmlElement[] {
  return [root, ...childSuites(root).flatMap(allSuites)]
}

/** The outermost suites with their counts, most trouble first, then by size and name; at most 50. */
export function suitesOf(root: XmlElement): Reading['suites'] {
  const suites = root.name === 'testsuite' ? [root] : childSuites(root)
  return suites
    .map((suite) => ({ name: nameOf(suite), ...countSuite(suite) }))
    .sort(
      (a, b) =>
        b.failed + b.errored - (a.failed + a.errored) ||
        b.skipped - a.skipped ||
        b.total - a.total ||
        (a.name < b.name ? -1 : 1),
    )
    .slice(0, 50)
}

/** A suite's total that its cases do not bear out: another number of tests, or more failures than are there. */
export type TotalsDisagreement = {
  suite: string
  field: 'tests' | 'failures'
  declared: number
  counted: number
}

/** All disagreements between totals and cases, hidden failures first. */
export function disagreements(root: XmlElement): TotalsDisagreement[] {
  const all = allSuites(root).flatMap(disagreementsOf)
  return [...all.filter(({ field }) => field === 'failures'), ...all.filter(({ field }) => field === 'tests')]
}

function disagreementsOf(suite: XmlElement): TotalsDisagreement[] {
  const totals = totalsOf(suite)
  const counts = countSuite(suite)
  if (!totals || counts.total === 0) return []
  const name = nameOf(suite)
  const declared = totals.failed + totals.errored
  const counted = counts.failed + counts.errored
  const isOfOwnCases = totals.total === sumCounts(ownCases(suite)).total
  return [
    ...(declared > counted ? [{ suite: name, field: 'failures' as const, declared, counted }] : []),
    ...(totals.total !== counts.total && !isOfOwnCases
      ? [{ suite: name, field: 'tests' as const, declared: totals.total, counted: counts.total }]
      : []),
  ]
}

function ownCases(suite: XmlElement): Counts[] {
  return childElements(suite).flatMap((child) => {
    if (child.name === 'testcase') return [countCase(child)]
    if (child.name === 'error') return [{ ...NO_COUNTS, total: 1, errored: 1 }]
    return child.name === 'failure' ? [{ ...NO_COUNTS, total: 1, failed: 1 }] : []
  })
}

/** A suite's own totals; null when it has none or one of them is no number. */
function totalsOf(suite: XmlElement): Counts | null {
  const total = number(attribute(suite, 'tests'))
  const failed = number(attribute(suite, 'failures') ?? '0')
  const errored = number(attribute(suite, 'errors') ?? '0')
  const { skipped: skips = attribute(suite, 'skips') ?? attribute(suite, 'disabled') ?? '0' } =
    suite.attributes
  const skipped = number(skips)
  if (total === null || failed === null || errored === null || skipped === null) return null
  const passed = Math.max(0, total - failed - errored - skipped)
  return { total: passed + failed + errored + skipped, passed, failed, errored, skipped, flaky: 0 }
}

function number(text: string | undefined): number | null {
  return text !== undefined && /^[0-9]{1,9}$/.test(text) ? Number(text) : null
}

function nameOf(suite: XmlElement): string {
  return asLine(attribute(suite, 'name')) ?? ''
}
