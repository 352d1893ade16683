import { XmlElement } from '@rgrove/parse-xml'
import { asLine } from '#lib/text.ts'
import { asForeignTime } from '#lib/time.ts'
import type { CaseStatus, Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { childrenNamed, localName, xmlAttribute } from '#parse/xml.ts'
import { emptyReading, unreadable } from '../reading.ts'
import { judgeRun, oddTotals, type RunTest, wholeNumber } from './run.ts'

/** True for the results of NUnit 3; those of NUnit 2 have another root. */
export function isNunit(document: unknown): document is XmlElement {
  return document instanceof XmlElement && localName(document) === 'test-run'
}

/**
 * Results of NUnit 3 and 4 (`test-run`) → a verdict from its cases. A suite that failed although none of its cases did,
 * such as in its teardown, fails the run. Inconclusive and Warning are no verdict, so they leave it open. Output and
 * messages stay in the artifact, but why a test was skipped.
 */
export function readNunit(document: unknown): Reading {
  if (!isNunit(document)) return unreadable('nunit', [finding('tests.other_root', { what: 'NUnit 3' })])
  const walk: NunitWalk = { tests: [], broken: 0, cancelled: 0, isBad: false }
  walkSuites(document, [], walk)
  const version = asLine(xmlAttribute(document, 'engine-version'))
  return {
    ...emptyReading('nunit'),
    dialect: 'NUnit 3',
    tool: { name: 'NUnit', version },
    ...judgeRun({
      tests: walk.tests,
      declared: {
        total: wholeNumber(xmlAttribute(document, 'total')),
        failed: wholeNumber(xmlAttribute(document, 'failed')),
      },
      failures: failuresOf(document, walk),
      doubts: [
        ...(DOUBTLESS.has(wordOf(document, 'result')) ? [] : [finding('tests.end_unknown')]),
        ...oddTotals(TOTALS.map((name) => xmlAttribute(document, name))),
      ],
    }),
    generatedAt: endOf(document),
  }
}

const TOTALS = ['total', 'passed', 'failed', 'inconclusive', 'skipped']

/** What was met: leaves, suites with trouble of their own, and suites that somebody stopped. */
type NunitWalk = { tests: RunTest[]; broken: number; cancelled: number; isBad: boolean }

/** Every suite once; `isBad` afterwards tells whether a case in it failed. */
function walkSuites(element: XmlElement, within: readonly string[], walk: NunitWalk): void {
  let isBad = false
  for (const each of childrenNamed(element, 'test-case')) {
    const test = testOf(each, within)
    walk.tests.push(test)
    isBad ||= test.status === 'failed' || test.status === 'errored'
  }
  for (const suite of childrenNamed(element, 'test-suite')) {
    const name = xmlAttribute(suite, 'fullname') ?? xmlAttribute(suite, 'name') ?? ''
    walkSuites(suite, KINDS_OF_CASES.has(wordOf(suite, 'type')) ? within : [name], walk)
    if (!walk.isBad && wordOf(suite, 'result') === 'failed') {
      walk.broken += 1
      walk.isBad = true
    }
    if (wordOf(suite, 'label') === 'cancelled') walk.cancelled += 1
    isBad ||= walk.isBad
  }
  walk.isBad = isBad
}

/** Suites that are one test with several parameters. */
const KINDS_OF_CASES: ReadonlySet<string> = new Set(['parameterizedmethod', 'genericmethod', 'theory'])

function testOf(element: XmlElement, within: readonly string[]): RunTest {
  const result = STATUSES.get(wordOf(element, 'result')) ?? 'unknown'
  const isError = result === 'failed' && ERRORS.has(wordOf(element, 'label'))
  const [reason] = childrenNamed(element, 'reason').flatMap((each) => childrenNamed(each, 'message'))
  return {
    name: xmlAttribute(element, 'fullname') ?? xmlAttribute(element, 'name') ?? '',
    within,
    status: isError ? 'errored' : result,
    seconds: secondsOf(xmlAttribute(element, 'duration')),
    reason: reason?.text ?? null,
  }
}

const STATUSES: ReadonlyMap<string, CaseStatus> = new Map([
  ['passed', 'passed'],
  ['failed', 'failed'],
  ['skipped', 'skipped'],
])

const ERRORS: ReadonlySet<string> = new Set(['error', 'invalid', 'cancelled'])

/** Of the run; Skipped says that nothing ran, which the cases say too. */
const DOUBTLESS: ReadonlySet<string> = new Set(['passed', 'failed', 'skipped'])

function failuresOf(root: XmlElement, { tests, broken, cancelled }: NunitWalk): Finding[] {
  const isStopped = cancelled > 0 || wordOf(root, 'label') === 'cancelled'
  const hasFailed = broken > 0 || tests.some(({ status }) => status === 'failed' || status === 'errored')
  return [
    ...(isStopped ? [finding('tests.run_broken')] : []),
    ...(broken > 0 ? [finding('tests.errors_outside', { count: broken })] : []),
    ...(wordOf(root, 'result') === 'failed' && !hasFailed ? [finding('tests.run_failed')] : []),
  ]
}

function wordOf(element: XmlElement, name: string): string {
  return xmlAttribute(element, name)?.toLowerCase() ?? ''
}

function secondsOf(duration: string | undefined): number | null {
  return duration !== undefined && /^\d{1,9}(\.\d{1,12})?$/.test(duration) ? Number(duration) : null
}

/** A time without a zone is none. */
function endOf(root: XmlElement): string | null {
  const time = asForeignTime(xmlAttribute(root, 'end-time'))
  return time === null || time.isZoneless ? null : time.at
}
