import { z } from 'zod'
import { asCommit, asLine } from '#lib/text.ts'
import { asInstant, fromMilliseconds } from '#lib/time.ts'
import type { CaseStatus, Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { hasKeys } from '../format.ts'
import { emptyReading, readArtifactShape, unreadable } from '../reading.ts'
import { judgeRun, oddTotals, type RunTest, wholeNumber } from './run.ts'

const Text = z.string().nullish()
const Result = z.looseObject({
  status: z.string().nullish(),
  duration: z.number().min(0).nullish(),
  errors: z.array(z.unknown()).nullish(),
})
const Test = z.looseObject({
  status: Text,
  expectedStatus: Text,
  projectName: Text,
  annotations: z.array(z.looseObject({ type: Text, description: Text })).nullish(),
  results: z.array(Result),
})
const Suite = z.looseObject({
  title: z.string(),
  specs: z
    .array(z.looseObject({ title: z.string(), ok: z.boolean().nullish(), tests: z.array(Test) }))
    .nullish(),
  get suites() {
    return z.array(Suite).nullish()
  },
})

/** The parts of a report of Playwright's JSON reporter that decide something. */
const Report = z.looseObject({
  config: z.looseObject({
    version: Text,
    shard: z.looseObject({ current: z.number(), total: z.number() }).nullish(),
    metadata: z
      .looseObject({
        ci: z.looseObject({ commitHash: z.unknown().optional() }).nullish(),
        gitCommit: z.looseObject({ hash: z.unknown().optional() }).nullish(),
      })
      .nullish(),
  }),
  suites: z.array(Suite),
  errors: z.array(z.unknown()),
  stats: z
    .looseObject({
      startTime: z.unknown(),
      duration: z.unknown(),
      expected: z.unknown(),
      skipped: z.unknown(),
      unexpected: z.unknown(),
      flaky: z.unknown(),
    })
    .partial()
    .nullish(),
})
type PlaywrightReport = z.infer<typeof Report>
type PlaywrightSuite = z.infer<typeof Suite>
type PlaywrightTest = z.infer<typeof Test>

/** True for a report of Playwright's JSON reporter. */
export function isPlaywright(document: unknown): boolean {
  return hasKeys(document, 'config', 'suites', 'errors') && hasKeys(document['config'], 'rootDir', 'projects')
}

/**
 * A report of Playwright's JSON reporter → a verdict from the results of its tests, each project's for itself. A test passes
 * when its last result is the expected one; one that passed only when it was tried again is flaky. A result that was
 * interrupted, and an error outside of the tests (a global time-out, a setup that failed), fail the run. A test without
 * a result was planned and never ran, which leaves it open, as does a shard: it shows a part of the tests.
 */
export function readPlaywright(document: unknown): Reading {
  const shape = readArtifactShape('playwright', Report, document)
  if (!shape.ok) return unreadable('playwright', shape.findings)
  const { config, suites, errors, stats } = shape.value
  const tests = suites.flatMap((suite) => testsOf(suite, []))
  const interrupted = suites.flatMap(allTests).filter(isInterrupted).length
  const outside = errors.length
  return {
    ...emptyReading('playwright'),
    dialect: 'Playwright JSON',
    tool: { name: 'Playwright', version: asLine(config.version) },
    ...judgeRun({
      tests,
      declared: declaredBy(stats),
      failures: [
        ...(interrupted > 0 ? [finding('tests.run_broken')] : []),
        ...(outside > 0 ? [finding('tests.errors_outside', { count: outside })] : []),
      ],
      doubts: doubtsOf(shape.value),
    }),
    subject: { commit: commitOf(config.metadata), digests: [] },
    generatedAt: endOf(stats),
  }
}

function testsOf(suite: PlaywrightSuite, within: readonly string[]): RunTest[] {
  const path = [...within, suite.title]
  const own = (suite.specs ?? []).flatMap(({ title, ok, tests }) =>
    tests.map((test): RunTest => {
      const found = statusOf(test)
      // The reporter's own word that it failed stands against results that look fine.
      const status = found === 'passed' && ok === false && tests.length === 1 ? 'failed' : found
      const times = test.results.map(({ duration }) => duration ?? null)
      return {
        name: title,
        within: [...path, test.projectName],
        status,
        seconds: times.includes(null)
          ? null
          : times.reduce<number>((sum, each) => sum + (each ?? 0), 0) / 1000,
        isFlaky: test.results.length > 1 && status === 'passed',
        reason: test.annotations?.find(({ type }) => type === 'skip' || type === 'fixme')?.description,
      }
    }),
  )
  return [...own, ...(suite.suites ?? []).flatMap((each) => testsOf(each, path))]
}

function allTests(suite: PlaywrightSuite): PlaywrightTest[] {
  return [...(suite.specs ?? []).flatMap(({ tests }) => tests), ...(suite.suites ?? []).flatMap(allTests)]
}

function isInterrupted({ results }: PlaywrightTest): boolean {
  return results.some(({ status }) => status === 'interrupted')
}

/** By the last result; the reporter's word for the test may make it worse, never better. */
function statusOf({ status, expectedStatus, results }: PlaywrightTest): CaseStatus {
  const last = results.at(-1)
  if (!last) return expectedStatus === 'skipped' ? 'skipped' : 'unknown'
  if (results.some((each) => !WORDS.has(each.status ?? ''))) return 'unknown'
  if (results.some((each) => each.status === 'interrupted')) return 'errored'
  if (last.status === 'skipped')
    return results.every((each) => each.status === 'skipped') ? 'skipped' : 'failed'
  if (last.status !== expectedStatus) return last.status === 'timedOut' ? 'errored' : 'failed'
  if (status === 'expected' || status === 'flaky') return 'passed'
  return status === 'unexpected' ? 'failed' : 'unknown'
}

const WORDS: ReadonlySet<string> = new Set(['passed', 'failed', 'timedOut', 'skipped', 'interrupted'])

function declaredBy(stats: PlaywrightReport['stats']): { total: number | null; failed: number | null } {
  const parts = [stats?.expected, stats?.skipped, stats?.unexpected, stats?.flaky].map(wholeNumber)
  const total = parts.includes(null) ? null : parts.reduce<number>((sum, each) => sum + (each ?? 0), 0)
  return { total, failed: wholeNumber(stats?.unexpected) }
}

function doubtsOf({ config, stats }: PlaywrightReport): Finding[] {
  const { shard } = config
  const isPart = shard && shard.total > 1
  return [
    ...(isPart ? [finding('playwright.shard', { current: shard.current, total: shard.total })] : []),
    ...(stats && wholeNumber(stats.unexpected) === null ? [finding('tests.end_unknown')] : []),
    ...oddTotals([stats?.expected, stats?.skipped, stats?.flaky]),
  ]
}

/** None when the two places name different ones. */
function commitOf(metadata: PlaywrightReport['config']['metadata']): string | null {
  const named = [metadata?.gitCommit?.hash, metadata?.ci?.commitHash].flatMap((each) => asCommit(each) ?? [])
  const [commit] = new Set(named)
  return new Set(named).size === 1 ? (commit ?? null) : null
}

function endOf(stats: PlaywrightReport['stats']): string | null {
  const start = asInstant(stats?.startTime)
  const duration = typeof stats?.duration === 'number' && stats.duration >= 0 ? stats.duration : 0
  return start === null ? null : fromMilliseconds(Math.round(Date.parse(start) + duration))
}
