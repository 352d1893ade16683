import { XmlElement } from '@rgrove/parse-xml'
import { asInstant } from '#lib/time.ts'
import type { CaseStatus, Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { childElements, childrenNamed, localName, ownNamespace, xmlAttribute } from '#parse/xml.ts'
import { emptyReading, unreadable } from '../reading.ts'
import { judgeRun, oddTotals, type RunTest, wholeNumber } from './run.ts'

/** True for a test run of Visual Studio, whatever prefix its namespace has. */
export function isTrx(document: unknown): document is XmlElement {
  return (
    document instanceof XmlElement &&
    localName(document) === 'testrun' &&
    ownNamespace(document) === NAMESPACE
  )
}

const NAMESPACE = 'http://microsoft.com/schemas/VisualStudio/TeamTest/2010'

/**
 * TRX, the results of Visual Studio and `dotnet test` (schema vstst.xsd) → a verdict from its results; of a data-driven
 * or ordered test those inside count instead of the sum. A run that was aborted, timed out or wrote an error of its own failed, whatever
 * its results say; a summary that names no known end leaves it open. Messages and output stay in the artifact.
 */
export function readTrx(document: unknown): Reading {
  if (!isTrx(document)) return unreadable('trx', [finding('tests.other_root', { what: 'TRX' })])
  const names = classNames(document)
  const results = childrenNamed(document, 'Results').flatMap(childElements)
  const tests = results.flatMap((each) => testsOf(each, names))
  const [times] = childrenNamed(document, 'Times')
  const [summary] = childrenNamed(document, 'ResultSummary')
  const hasFailed = tests.some(({ status }) => status === 'failed' || status === 'errored')
  return {
    ...emptyReading('trx'),
    dialect: 'TRX 2010',
    ...judgeRun({
      tests,
      declared: declaredBy(summary),
      failures: failuresOf(summary, hasFailed),
      doubts: doubtsOf(summary),
    }),
    generatedAt: times ? asInstant(xmlAttribute(times, 'finish')) : null,
  }
}

/** The class of each test by its id. */
function classNames(root: XmlElement): Map<string, string> {
  const definitions = childrenNamed(root, 'TestDefinitions').flatMap(childElements)
  return new Map(
    definitions.flatMap((each): [string, string][] => {
      const [method] = childrenNamed(each, 'TestMethod')
      const name = method && xmlAttribute(method, 'className')
      const id = xmlAttribute(each, 'id')
      return id !== undefined && name !== undefined ? [[id, name]] : []
    }),
  )
}

/** The leaves of a result; one with a failure of its own that none of its parts has stands beside them. */
function testsOf(result: XmlElement, names: ReadonlyMap<string, string>): RunTest[] {
  const inner = childrenNamed(result, 'InnerResults').flatMap(childElements)
  const parts = inner.flatMap((each) => testsOf(each, names))
  const status = STATUSES.get(xmlAttribute(result, 'outcome')?.toLowerCase() ?? '') ?? 'unknown'
  const isSum = parts.length > 0 && (isGood(status) || parts.some((part) => !isGood(part.status)))
  if (isSum) return parts
  const own: RunTest = {
    name: xmlAttribute(result, 'testName') ?? '',
    within: [names.get(xmlAttribute(result, 'testId') ?? '')],
    status,
    seconds: secondsOf(xmlAttribute(result, 'duration')),
  }
  return [...parts, own]
}

function isGood(status: CaseStatus): boolean {
  return status === 'passed' || status === 'skipped'
}

/** `TestOutcome` of the schema. Inconclusive, Warning, Completed and the like are no verdict, so they are not known. */
const STATUSES: ReadonlyMap<string, CaseStatus> = new Map([
  ['passed', 'passed'],
  ['failed', 'failed'],
  ['error', 'errored'],
  ['timeout', 'errored'],
  ['aborted', 'errored'],
  ['disconnected', 'errored'],
  ['notrunnable', 'errored'],
  ['notexecuted', 'skipped'],
])

/** `hh:mm:ss.fffffff`, with days before it. */
function secondsOf(duration: string | undefined): number | null {
  const [, days = '0', hours, minutes, seconds] = DURATION.exec(duration ?? '') ?? []
  if (hours === undefined) return null
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)
}

const DURATION = /^(?:(\d{1,4})\.)?(\d{1,2}):(\d{2}):(\d{2}(?:\.\d{1,9})?)$/

const BAD = ['failed', 'error', 'timeout', 'aborted', 'disconnected', 'notRunnable']

function declaredBy(summary: XmlElement | undefined): { total: number | null; failed: number | null } {
  const [counters] = summary ? childrenNamed(summary, 'Counters') : []
  if (!counters) return { total: null, failed: null }
  const failed = BAD.reduce((sum, name) => sum + (wholeNumber(xmlAttribute(counters, name)) ?? 0), 0)
  return { total: wholeNumber(xmlAttribute(counters, 'total')), failed }
}

function failuresOf(summary: XmlElement | undefined, hasFailed: boolean): Finding[] {
  const outcome = outcomeOf(summary)
  const infos = (summary ? childrenNamed(summary, 'RunInfos') : []).flatMap(childElements)
  const errors = infos.filter((info) => xmlAttribute(info, 'outcome')?.toLowerCase() === 'error').length
  return [
    ...(BROKEN.has(outcome) ? [finding('tests.run_broken')] : []),
    ...(outcome === 'failed' && !hasFailed ? [finding('tests.run_failed')] : []),
    ...(errors > 0 && !hasFailed ? [finding('tests.errors_outside', { count: errors })] : []),
  ]
}

const BROKEN: ReadonlySet<string> = new Set(['aborted', 'error', 'timeout', 'disconnected', 'notrunnable'])

function doubtsOf(summary: XmlElement | undefined): Finding[] {
  const outcome = outcomeOf(summary)
  const isKnown = BROKEN.has(outcome) || ['completed', 'passed', 'failed'].includes(outcome)
  const counters = summary ? childrenNamed(summary, 'Counters') : []
  const totals = counters.flatMap((each) => ['total', ...BAD].map((name) => xmlAttribute(each, name)))
  return [...(isKnown ? [] : [finding('tests.end_unknown')]), ...oddTotals(totals)]
}

function outcomeOf(summary: XmlElement | undefined): string {
  return (summary && xmlAttribute(summary, 'outcome')?.toLowerCase()) ?? ''
}
