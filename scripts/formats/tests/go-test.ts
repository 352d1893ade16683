import { z } from 'zod'
import { asInstant } from '#lib/time.ts'
import type { CaseStatus, Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { hasKeys } from '../format.ts'
import { emptyReading, readArtifactShape, unreadable } from '../reading.ts'
import { judgeRun, type RunTest } from './run.ts'

const Event = z.looseObject({
  Action: z.string(),
  Time: z.string().nullish(),
  Package: z.string().nullish(),
  Test: z.string().nullish(),
  Elapsed: z.number().min(0).nullish(),
  /** Of events about a build, instead of a package. */
  ImportPath: z.string().nullish(),
})
type Event = z.infer<typeof Event>

/** True for lines of which the first is an event of test2json. */
export function isGoTest(document: unknown): boolean {
  if (!Array.isArray(document)) return false
  const [first]: unknown[] = document
  if (!hasKeys(first, 'Action') || !(ACTIONS as ReadonlySet<unknown>).has(first['Action'])) return false
  return hasKeys(first, 'Package') || hasKeys(first, 'ImportPath')
}

const ACTIONS: ReadonlySet<string> = new Set([
  ...['start', 'run', 'pause', 'cont', 'pass', 'bench', 'fail', 'output', 'skip', 'attr', 'artifacts'],
  ...['build-output', 'build-fail'],
])

/**
 * The stream of `go test -json` (test2json) → a verdict from its tests; those inside a test count instead of it. A test
 * that started and never ended ended in an error, whoever stopped it. A package that failed or could not be built fails
 * the run, and one whose last line is missing leaves it open. A test that failed once has failed, even if it was started again and passed.
 * Output stays in the artifact, so nothing that a program prints can pass for a result.
 */
export function readGoTest(document: unknown): Reading {
  const shape = readArtifactShape('go-test', z.array(Event), document)
  if (!shape.ok) return unreadable('go-test', shape.findings)
  const packages = packagesOf(shape.value)
  const tests = [...packages].flatMap(([name, each]) => testsOf(name, each))
  return {
    ...emptyReading('go-test'),
    dialect: 'go test -json',
    ...judgeRun({
      tests,
      declared: { total: null, failed: null },
      failures: failuresOf(shape.value, packages),
      doubts: doubtsOf(shape.value, packages),
    }),
    generatedAt: lastOf(shape.value),
  }
}

/** Of one package: its tests by their name, whether it said its end, and whether it failed at least once. */
type GoPackage = { tests: Map<string, GoTest>; hasEnd: boolean; hasFailed: boolean }
type GoTest = { status: CaseStatus; seconds: number | null }

function packagesOf(events: readonly Event[]): Map<string, GoPackage> {
  const packages = new Map<string, GoPackage>()
  for (const event of events) {
    const { Action: action, Package: name, Test: test } = event
    if (typeof name !== 'string') continue
    const own = packages.get(name) ?? { tests: new Map(), hasEnd: false, hasFailed: false }
    packages.set(name, own)
    if (typeof test === 'string') addEvent(own.tests, test, event)
    else if (action === 'start') own.hasEnd = false
    else if (action !== 'bench' && ENDS.has(action)) own.hasEnd = true
    own.hasFailed ||= typeof test !== 'string' && action === 'fail'
  }
  return packages
}

const ENDS: ReadonlyMap<string, CaseStatus> = new Map([
  ['pass', 'passed'],
  ['bench', 'passed'],
  ['fail', 'failed'],
  ['skip', 'skipped'],
])

/** A test that was started has not ended until it says so; what failed once stays failed. */
function addEvent(tests: Map<string, GoTest>, name: string, { Action: action, Elapsed }: Event): void {
  const before = tests.get(name)
  if (before?.status === 'failed') return
  const end = ENDS.get(action)
  if (end !== undefined) tests.set(name, { status: end, seconds: Elapsed ?? null })
  else if (action === 'run' || !before) tests.set(name, { status: 'errored', seconds: null })
}

/** A test with others inside counts only when it failed and none of them did. */
function testsOf(suite: string, { tests }: GoPackage): RunTest[] {
  const parents = new Set<string>()
  const blamed = new Set<string>()
  for (const [name, { status }] of tests) {
    for (const parent of parentsOf(name)) {
      if (tests.has(parent)) parents.add(parent)
      if (BAD.has(status)) blamed.add(parent)
    }
  }
  return [...tests].flatMap(([name, { status, seconds }]) =>
    parents.has(name) && (!BAD.has(status) || blamed.has(name))
      ? []
      : [{ name, within: [suite], status, seconds }],
  )
}

/** `A` and `A/b` of `A/b/c`. A name may hold slashes of its own; nobody nests tests deeper than 64. */
function parentsOf(name: string): string[] {
  const parents: string[] = []
  for (let slash = name.indexOf('/'); slash > 0 && parents.length < 64; slash = name.indexOf('/', slash + 1))
    parents.push(name.slice(0, slash))
  return parents
}

const BAD: ReadonlySet<CaseStatus> = new Set(['failed', 'errored'])

function failuresOf(events: readonly Event[], packages: ReadonlyMap<string, GoPackage>): Finding[] {
  const unbuilt = new Set(
    events.filter(({ Action }) => Action === 'build-fail').map(({ ImportPath }) => ImportPath),
  )
  const all = [...packages.values()]
  const failed = all.filter((each) => each.hasFailed && !hasBadTest(each)).length
  const cut = all
    .flatMap(({ tests }) => [...tests.values()])
    .filter(({ status }) => status === 'errored').length
  return [
    ...(unbuilt.size > 0 ? [finding('go-test.build_failed', { count: unbuilt.size })] : []),
    ...(failed > 0 ? [finding('go-test.package_failed', { count: failed })] : []),
    ...(cut > 0 ? [finding('go-test.never_ended', { count: cut })] : []),
  ]
}

function hasBadTest({ tests }: GoPackage): boolean {
  return [...tests.values()].some(({ status }) => BAD.has(status))
}

function doubtsOf(events: readonly Event[], packages: ReadonlyMap<string, GoPackage>): Finding[] {
  const open = [...packages.values()].filter(({ hasEnd }) => !hasEnd).length
  const strange = events.filter(({ Action }) => !ACTIONS.has(Action)).length
  return [
    ...(open > 0 ? [finding('go-test.package_open', { count: open })] : []),
    ...(strange > 0 ? [finding('tests.unknown_words', { count: strange })] : []),
  ]
}

/** The latest time of an event. */
function lastOf(events: readonly Event[]): string | null {
  return events.reduce<string | null>((last, { Time }) => {
    const at = asInstant(Time)
    return at !== null && (last === null || Date.parse(at) > Date.parse(last)) ? at : last
  }, null)
}
