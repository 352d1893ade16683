import type { XmlElement } from '@rgrove/parse-xml'
import { asLine } from '#lib/text.ts'
import type { CaseStatus, Counts } from '#model/evidence.ts'
import { childElements, localName, xmlAttribute } from '#parse/xml.ts'
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
  /** The failures and errors that it declares, whatever else it declares. */
  admitted: number
  /** Words about itself and its own test cases whose meaning is not known; what may be shown of them. */
  strange: readonly string[]
}

/** Reads a suite and all suites in it. */
export function readSuite(element: XmlElement): JunitSuite {
  const cases: XmlElement[] = []
  const suites: JunitSuite[] = []
  const own = { ...NO_COUNTS }
  const strange = [...strangeWords(element, outcomesSaid(element)), ...strangeTotals(element)]
  for (const child of childElements(element)) {
    const name = localName(child)
    const trouble = BY_ELEMENT.get(name)
    if (name === 'testcase') {
      cases.push(child)
      strange.push(...countCase(child, own))
    } else if (name === 'testsuite' || name === 'testsuites') {
      suites.push(readSuite(child))
    } else if (trouble === 'errored' || trouble === 'failed') {
      own.total += 1
      own[trouble] += 1
    } else if (!BESIDE_OUTCOMES.has(name)) {
      strange.push(shown(name))
    }
  }
  const isClean = isCleanSpectral(element)
  if (isClean) Object.assign(own, { total: own.total + 1, passed: own.passed + 1 })
  const totals = isClean ? null : totalsOf(element)
  const all = sumCounts([own, ...suites.map((suite) => suite.shown)])
  const counts = sumCounts([own, ...suites.map((suite) => suite.counts)])
  return {
    element,
    cases,
    suites,
    own,
    shown: all,
    counts: counts.total > 0 ? counts : (totals ?? NO_COUNTS),
    totals,
    admitted: ['failures', 'errors'].reduce(
      (sum, name) => sum + (number(xmlAttribute(element, name)) ?? 0),
      0,
    ),
    strange,
  }
}

/**
 * Spectral's suite of a document in which it found nothing bad enough to fail: it looked at it, which is one check that
 * passed, and writes no case.
 */
function isCleanSpectral(suite: XmlElement): boolean {
  const { package: own, tests, failures } = suite.attributes
  return own === 'org.spectral' && tests === '0' && failures === '0' && childElements(suite).length === 0
}

/** A suite and all suites in it, itself first. */
export function allSuites(root: JunitSuite): JunitSuite[] {
  return [root, ...root.suites.flatMap(allSuites)]
}

/** What a suite calls itself; empty for one without a name. */
export function nameOf({ element }: JunitSuite): string {
  return asLine(xmlAttribute(element, 'name')) ?? ''
}

function totalsOf(suite: XmlElement): Counts | null {
  const total = number(xmlAttribute(suite, 'tests'))
  const failed = number(xmlAttribute(suite, 'failures') ?? '0')
  const errored = number(xmlAttribute(suite, 'errors') ?? '0')
  const { skipped: skips = xmlAttribute(suite, 'skips') ?? xmlAttribute(suite, 'disabled') ?? '0' } =
    suite.attributes
  const skipped = number(skips)
  if (total === null || failed === null || errored === null || skipped === null) return null
  const passed = Math.max(0, total - failed - errored - skipped)
  return { total: passed + failed + errored + skipped, passed, failed, errored, skipped, flaky: 0 }
}

function number(text: string | undefined): number | null {
  return text !== undefined && /^\s*[0-9]{1,9}\s*$/.test(text) ? Number(text) : null
}

type State = 'errored' | 'failed' | 'unclear' | 'skipped' | 'passed'

/**
 * Adds one test case to counts: error > failure > not known > skipped > passed, from its child elements and from the
 * attributes that some dialects have instead. Surefire's `flakyFailure` passed in the end, its `rerunFailure` did not.
 * One of which nobody knows how it came out counts as skipped.
 * @returns the words whose meaning is not known.
 */
function countCase(element: XmlElement, counts: Counts): string[] {
  const { state, strange } = outcomeOf(element)
  counts.total += 1
  counts[state === 'unclear' ? 'skipped' : state] += 1
  if (state === 'passed' && childElements(element).some((child) => FLAKY.has(localName(child))))
    counts.flaky += 1
  return strange
}

/** How a test case ended, and the words whose meaning is not known. */
function outcomeOf(element: XmlElement): { state: State; strange: string[] } {
  const said = outcomesSaid(element)
  const inside = childElements(element).map(localName)
  const strange = strangeWords(element, said)
  let state = [
    ...said.map(({ state }) => state),
    ...inside.map((name) => BY_ELEMENT.get(name)),
  ].reduce<State>(worse, 'passed')
  for (const name of inside) {
    if (BY_ELEMENT.has(name) || FLAKY.has(name) || BESIDE_OUTCOMES.has(name)) continue
    strange.push(shown(name))
    state = worse(state, 'unclear')
  }
  return { state, strange }
}

/** How a test case ended, in the words of a record. */
export function statusOf(element: XmlElement): CaseStatus {
  const { state } = outcomeOf(element)
  return state === 'unclear' ? 'unknown' : state
}

/** What attributes say of how a case or a suite came out. */
function outcomesSaid(element: XmlElement): { word: string; state: State }[] {
  return ['status', 'result', 'outcome'].flatMap((name) => {
    const word =
      xmlAttribute(element, name)
        ?.toLowerCase()
        .replace(/[\s_-]+/g, '') ?? ''
    return word === '' ? [] : [{ word, state: BY_WORD.get(word) ?? 'unclear' }]
  })
}

/** Of a case, words that nobody knows; of a suite also those that say it came to grief, which its cases do not show. */
function strangeWords(element: XmlElement, said: readonly { word: string; state: State }[]): string[] {
  const isCase = localName(element) === 'testcase'
  const strange = said.filter(
    ({ state }) => state === 'unclear' || (!isCase && (state === 'errored' || state === 'failed')),
  )
  return strange.map(({ word }) => shown(word))
}

/** Totals that are no number: nobody knows how many there were. */
function strangeTotals(suite: XmlElement): string[] {
  const said = ['tests', 'failures', 'errors', 'skipped', 'skips', 'disabled'].map(
    (name) => xmlAttribute(suite, name)?.trim() ?? '',
  )
  return said.filter((text) => text !== '' && number(text) === null).map((text) => shown(text.toLowerCase()))
}

function shown(word: string): string {
  return /^[a-z][a-z0-9_-]{0,39}$/.test(word) ? word : 'another word'
}

/** What says nothing says that it passed. */
function worse(a: State, b: State = 'passed'): State {
  return RANK[a] <= RANK[b] ? a : b
}

const RANK: Record<State, number> = { errored: 0, failed: 1, unclear: 2, skipped: 3, passed: 4 }

const FLAKY: ReadonlySet<string> = new Set(['flakyfailure', 'flakyerror'])

/** Elements that stand beside outcomes and say nothing of them. Any other one may be a word for trouble. */
const BESIDE_OUTCOMES: ReadonlySet<string> = new Set([
  'properties',
  'property',
  'system-out',
  'system-err',
  'attachments',
  'attachment',
  'passed',
  'success',
])

/** The words of all dialects known to us for how a test came out, in lower case, without blanks, `-` and `_`. */
const WORDS: Record<Exclude<State, 'unclear'>, readonly string[]> = {
  errored: [
    ...[
      'error',
      'errored',
      'broken',
      'exception',
      'aborted',
      'abort',
      'timeout',
      'timedout',
      'crash',
      'crashed',
    ],
    ...['interrupted', 'canceled', 'cancelled', 'killed', 'terminated'],
  ],
  failed: ['fail', 'failed', 'failure', 'regression', 'rerunfailure', 'rerunerror'],
  skipped: ['skipped', 'skip', 'disabled', 'ignored', 'notrun', 'pending', 'suppressed', 'todo'],
  passed: [
    'passed',
    'pass',
    'success',
    'successful',
    'succeeded',
    'ok',
    'run',
    'completed',
    'executed',
    'fixed',
  ],
}

const BY_WORD: ReadonlyMap<string, State> = new Map(
  Object.entries(WORDS).flatMap(([state, words]) => words.map((word) => [word, state as State] as const)),
)

/** The same words as elements; those that say that a test passed change nothing. */
const BY_ELEMENT: ReadonlyMap<string, State> = new Map([...BY_WORD].filter(([, state]) => state !== 'passed'))
