import { z } from 'zod'
import { asCommit, asLine } from '#lib/text.ts'
import { asInstant, fromMilliseconds } from '#lib/time.ts'
import type { Counts, Reading } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { hasKeys } from '../format.ts'
import { emptyReading, NO_COUNTS, readArtifactShape, sumCounts, unreadable } from '../reading.ts'
import { type FoundCase, keepNames } from './names.ts'
import { oddTotals } from './run.ts'
import { judgeTests, testMetrics, withDoubts } from './verdict.ts'

/** True for an object that calls itself CTRF, or has the parts that every dialect has. */
export function isCtrf(document: unknown): boolean {
  if (!hasKeys(document, 'results')) return false
  if ('reportFormat' in document) return document['reportFormat'] === 'CTRF'
  return hasKeys(document['results'], 'tool', 'summary', 'tests')
}

const Test = z.looseObject({
  name: z.unknown().optional(),
  message: z.unknown().optional(),
  status: z.string(),
  duration: z.number().min(0).nullish(),
  suite: z.union([z.string(), z.array(z.string())]).nullish(),
  flaky: z.boolean().nullish(),
})
type Test = z.infer<typeof Test>

const Report = z.looseObject({
  reportFormat: z.literal('CTRF').optional(),
  specVersion: z.string().nullish(),
  timestamp: z.unknown().optional(),
  results: z.looseObject({
    tool: z.looseObject({ name: z.string().nullish(), version: z.string().nullish() }).nullish(),
    summary: z
      .looseObject({ tests: z.unknown(), failed: z.unknown(), other: z.unknown(), stop: z.unknown() })
      .partial()
      .nullish(),
    tests: z.array(Test),
    environment: z.looseObject({ commit: z.unknown().optional(), healthy: z.boolean().nullish() }).nullish(),
  }),
})
type Results = z.infer<typeof Report>['results']

/**
 * CTRF 1.x and the older dialect without a version, `ctrf-0` → a verdict from
 * its tests; the summary is only compared. A test of status `other`, or of a word nobody knows, leaves it open, and so does an
 * environment that calls itself not healthy.
 * Time is the report's own, else the end of the run in epoch milliseconds. Messages, traces and
 * attachments stay in the artifact, but why a test was skipped.
 */
export function readCtrf(document: unknown): Reading {
  const shape = readArtifactShape('ctrf', Report, document)
  if (!shape.ok) return unreadable('ctrf', shape.findings)
  const { specVersion, timestamp, results } = shape.value
  const counts = sumCounts(results.tests.map(countTest))
  const { status, reasons } = withDoubts(judgeTests(counts), doubts(shape.value, counts))
  const { remarks, ...names } = keepNames(suitesOf(results.tests), results.tests.map(foundCase))
  return {
    ...emptyReading('ctrf'),
    dialect: specVersion ? asLine(`CTRF ${specVersion.slice(0, 20)}`) : 'ctrf-0',
    tool: toolOf(results),
    status,
    reasons: [...reasons, ...totalsRemark(results, counts), ...remarks],
    counts,
    ...names,
    metrics: testMetrics(counts, durationOf(results.tests)),
    subject: { commit: asCommit(results.environment?.commit), digests: [] },
    generatedAt: asInstant(timestamp) ?? endOf(results.summary?.stop),
  }
}

function countTest({ status, flaky }: Test): Counts {
  const state = STATES.get(status) ?? 'skipped'
  return { ...NO_COUNTS, total: 1, [state]: 1, flaky: flaky && state === 'passed' ? 1 : 0 }
}

function foundCase({ name, status, suite, message }: Test): FoundCase {
  return {
    name: asLine(name) ?? '',
    within: [suite ?? null].flat().map(asLine),
    status: STATES.get(status) ?? 'unknown',
    reason: typeof message === 'string' ? message : null,
  }
}

const STATES: ReadonlyMap<string, 'passed' | 'failed' | 'skipped'> = new Map([
  ['passed', 'passed'],
  ['failed', 'failed'],
  ['skipped', 'skipped'],
  ['pending', 'skipped'],
])

/**
 * A version that nobody knows, an environment that was not in order, tests without an outcome, and failures or tests that
 * only the summary knows.
 */
function doubts({ specVersion, results }: z.infer<typeof Report>, { failed, total }: Counts): Finding[] {
  const { tests, summary, environment } = results
  const undecided = tests.filter(({ status }) => !STATES.has(status)).length
  const open = Math.max(undecided, numberOf(summary?.other))
  const declared = { failed: numberOf(summary?.failed), tests: numberOf(summary?.tests) }
  return [
    ...(specVersion && !/^[01]\.\d/.test(specVersion)
      ? [finding('ctrf.version', { version: asLine(specVersion.slice(0, 20)) })]
      : []),
    ...(environment?.healthy === false ? [finding('ctrf.unhealthy')] : []),
    ...(open > 0 ? [finding('tests.without_outcome', { count: open, total: tests.length })] : []),
    ...oddTotals([summary?.failed, summary?.tests, summary?.other]),
    ...(declared.failed > failed ? [finding('tests.hidden_failures', { declared: declared.failed })] : []),
    ...(declared.tests > total
      ? [finding('tests.not_shown', { declared: declared.tests, counted: total })]
      : []),
  ]
}

function numberOf(total: unknown): number {
  return typeof total === 'number' ? total : 0
}

function totalsRemark({ summary }: Results, { total }: Counts): Finding[] {
  const declared = summary?.tests
  if (typeof declared !== 'number' || declared >= total) return []
  return [finding('tests.totals_disagree', { suite: 'summary', field: 'tests', declared, counted: total })]
}

function toolOf({ tool }: Results): Reading['tool'] {
  const name = asLine(tool?.name)
  return name === null ? null : { name, version: asLine(tool?.version) }
}

/** In seconds; null when one test does not say how long it took: a part is not the sum. */
function durationOf(tests: readonly Test[]): number | null {
  const milliseconds = tests
    .map(({ duration }) => duration ?? Number.NaN)
    .reduce((sum, each) => sum + each, 0)
  return Number.isFinite(milliseconds) && tests.length > 0 ? milliseconds / 1000 : null
}

/** Some writers count seconds; a run that ended before 1973 was timed by one of them, and is not dated. */
function endOf(stop: unknown): string | null {
  return typeof stop === 'number' && stop > 1e11 ? fromMilliseconds(stop) : null
}

function suitesOf(tests: readonly Test[]): Reading['suites'] {
  const bySuite = Map.groupBy(tests, ({ suite }) => asLine(Array.isArray(suite) ? suite[0] : suite) ?? '')
  return [...bySuite].map(([name, own]) => ({ name, ...sumCounts(own.map(countTest)) }))
}
