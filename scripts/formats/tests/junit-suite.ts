import type { XmlElement } from '@rgrove/parse-xml'
import type { Counts } from '#model/evidence.ts'
import { attribute, childElements } from '#parse/xml.ts'
import { asLine, NO_COUNTS, sumCounts } from '../reading.ts'
import { countCase } from './junit-case.ts'

/** An element that holds test cases or suites, with what is in it counted once. */
export interface Suite {
  element: XmlElement
  /** Its own test cases, and the suites directly in it. */
  cases: readonly XmlElement[]
  suites: readonly Suite[]
  /** Its own test cases; trouble of the suite itself counts as a case. */
  own: Counts
  /** The same with those of all suites in it. */
  shown: Counts
  /** The same, but a suite that holds no case at all is believed its own totals. */
  counts: Counts
  /** Its own totals; null when it has none or one of them is no number. */
  totals: Counts | null
}

/** Reads a suite and all suites in it. */
export function readSuite(element: XmlElement): Suite {
  const cases: XmlElement[] = []
  const suites: Suite[] = []
  const own = { ...NO_COUNTS }
  for (const child of childElements(element)) {
    if (child.name === 'testcase') {
      cases.push(child)
      countCase(child, own)
    } else if (child.name === 'testsuite') {
      suites.push(readSuite(child))
    } else if (child.name === 'error' || child.name === 'failure') {
      own.total += 1
      own[child.name === 'error' ? 'errored' : 'failed'] += 1
    }
  }
  const totals = totalsOf(element)
  const shown = sumCounts([own, ...suites.map((suite) => suite.shown)])
  const counts = sumCounts([own, ...suites.map((suite) => suite.counts)])
  return {
    element,
    cases,
    suites,
    own,
    shown,
    counts: counts.total > 0 ? counts : (totals ?? NO_COUNTS),
    totals,
  }
}

/** A suite and all suites in it, itself first. */
export function allSuites(root: Suite): Suite[] {
  return [root, ...root.suites.flatMap(allSuites)]
}

/** What a suite calls itself; empty for one without a name. */
export function nameOf({ element }: Suite): string {
  return asLine(attribute(element, 'name')) ?? ''
}

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
