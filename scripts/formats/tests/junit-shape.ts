import { XmlElement } from '@rgrove/parse-xml'
import { asLine } from '#lib/text.ts'
import type { Counts } from '#model/evidence.ts'
import { attribute, childElements } from '#parse/xml.ts'
import { NO_COUNTS, sumCounts } from '../reading.ts'

/** An element that holds test cases or suites, with what is in it counted once. */
export interface JunitSuite {
  element: XmlElement
  /** Its own test cases, and the suites directly in it. */
  cases: readonly XmlElement[]
  suites: readonly JunitSuite[]
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
export function readSuite(element: XmlElement): JunitSuite {
  const cases: XmlElement[] = []
  const suites: JunitSuite[] = []
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
export function allSuites(root: JunitSuite): JunitSuite[] {
  return [root, ...root.suites.flatMap(allSuites)]
}

/** What a suite calls itself; empty for one without a name. */
export function nameOf({ element }: JunitSuite): string {
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

type State = 'errored' | 'failed' | 'skipped' | 'passed'

/**
 * Adds one test case to counts: error > failure > skipped > passed, from its child elements and from the attributes
 * `status` and `result` that some dialects have instead. Surefire's `flakyFailure` passed in the end, its
 * `rerunFailure` did not.
 */
function countCase(element: XmlElement, counts: Counts): void {
  let state = worse(wordOf(element, 'status'), wordOf(element, 'result'))
  let isFlaky = false
  for (const child of element.children) {
    if (!(child instanceof XmlElement)) continue
    state = worse(state, BY_ELEMENT.get(child.name))
    isFlaky ||= FLAKY.has(child.name)
  }
  counts.total += 1
  counts[state] += 1
  if (isFlaky && state === 'passed') counts.flaky += 1
}

function wordOf(element: XmlElement, name: string): State | undefined {
  const word = attribute(element, name)
  return word === undefined ? undefined : BY_WORD.get(word.toLowerCase())
}

/** What says nothing says that it passed. */
function worse(a: State = 'passed', b: State = 'passed'): State {
  return RANK[a] <= RANK[b] ? a : b
}

const RANK: Record<State, number> = { errored: 0, failed: 1, skipped: 2, passed: 3 }

const FLAKY: ReadonlySet<string> = new Set(['flakyFailure', 'flakyError'])

const BY_ELEMENT: ReadonlyMap<string, State> = new Map([
  ['error', 'errored'],
  ['failure', 'failed'],
  ['rerunError', 'failed'],
  ['rerunFailure', 'failed'],
  ['skipped', 'skipped'],
  ['disabled', 'skipped'],
  ['ignored', 'skipped'],
])

const BY_WORD: ReadonlyMap<string, State> = new Map([
  ['error', 'errored'],
  ['errored', 'errored'],
  ['broken', 'errored'],
  ['fail', 'failed'],
  ['failed', 'failed'],
  ['failure', 'failed'],
  ['skipped', 'skipped'],
  ['disabled', 'skipped'],
  ['ignored', 'skipped'],
  ['notrun', 'skipped'],
  ['pending', 'skipped'],
  ['suppressed', 'skipped'],
])
