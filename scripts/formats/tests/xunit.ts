import { XmlElement } from '@rgrove/parse-xml'
import { asLine } from '#lib/text.ts'
import { asInstant } from '#lib/time.ts'
import type { CaseStatus, Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { childElements, childrenNamed, localName, xmlAttribute } from '#parse/xml.ts'
import { emptyReading, unreadable } from '../reading.ts'
import { judgeRun, oddTotals, type RunTest, wholeNumber } from './run.ts'

/** True for the results of xUnit.net 2 and 3. */
export function isXunit(document: unknown): document is XmlElement {
  return document instanceof XmlElement && localName(document) === 'assemblies'
}

/**
 * Results of xUnit.net, schema versions 2 and 3 (`assemblies`) → a verdict from its tests. An error outside of the tests
 * (`errors`), such as a fixture that could not be cleaned up, fails the run; so does a failed total that no test bears
 * out. Version 2 gives times without a zone, which are not used. Output and messages stay in the artifact, but why a test was skipped.
 */
export function readXunit(document: unknown): Reading {
  if (!isXunit(document)) return unreadable('xunit', [finding('tests.other_root', { what: 'xUnit.net' })])
  const assemblies = childrenNamed(document, 'assembly')
  const errors = assemblies.reduce((sum, each) => sum + errorsOf(each), 0)
  return {
    ...emptyReading('xunit'),
    dialect: xmlAttribute(document, 'schema-version') === '3' ? 'xUnit.net 3' : 'xUnit.net 2',
    tool: toolOf(assemblies[0]),
    ...judgeRun({
      tests: assemblies.flatMap(testsOf),
      declared: { total: sumOf(assemblies, 'total'), failed: sumOf(assemblies, 'failed') },
      failures: errors > 0 ? [finding('tests.errors_outside', { count: errors })] : [],
      doubts: [
        ...strangersIn(assemblies),
        ...oddTotals(assemblies.flatMap((each) => TOTALS.map((name) => xmlAttribute(each, name)))),
      ],
    }),
    generatedAt: asInstant(xmlAttribute(document, 'finish-rtf') ?? endOf(assemblies)),
  }
}

const TOTALS = ['total', 'passed', 'failed', 'skipped', 'not-run', 'errors']

/** The errors of an assembly that are shown, or more that it counts. */
function errorsOf(assembly: XmlElement): number {
  const shown = childrenNamed(assembly, 'errors').flatMap(childElements).length
  return Math.max(shown, wholeNumber(xmlAttribute(assembly, 'errors')) ?? 0)
}

function testsOf(assembly: XmlElement): RunTest[] {
  return childrenNamed(assembly, 'collection').flatMap((collection) =>
    childrenNamed(collection, 'test').map((test) => testOf(test, collection)),
  )
}

function testOf(test: XmlElement, collection: XmlElement): RunTest {
  const result = STATUSES.get(xmlAttribute(test, 'result')?.toLowerCase() ?? '') ?? 'unknown'
  const isFailed = result === 'passed' && childrenNamed(test, 'failure').length > 0
  const seconds = xmlAttribute(test, 'time') ?? ''
  return {
    name: xmlAttribute(test, 'name') ?? '',
    within: [xmlAttribute(collection, 'name'), xmlAttribute(test, 'type')],
    status: isFailed ? 'failed' : result,
    seconds: /^\d{1,9}(\.\d{1,12})?$/.test(seconds) ? Number(seconds) : null,
    reason: childrenNamed(test, 'reason')[0]?.text ?? null,
  }
}

const STATUSES: ReadonlyMap<string, CaseStatus> = new Map([
  ['pass', 'passed'],
  ['fail', 'failed'],
  ['skip', 'skipped'],
  ['notrun', 'skipped'],
])

/** Null when one assembly does not say it. */
function sumOf(assemblies: readonly XmlElement[], name: string): number | null {
  const all = assemblies.map((each) => wholeNumber(xmlAttribute(each, name)))
  return all.includes(null) ? null : all.reduce<number>((sum, each) => sum + (each ?? 0), 0)
}

/** Elements in place of assemblies, collections and tests whose meaning is not known. */
function strangersIn(assemblies: readonly XmlElement[]): Finding[] {
  const collections = assemblies.flatMap((each) => childrenNamed(each, 'collection'))
  const inCollections = collections.flatMap(childElements).filter((each) => localName(each) !== 'test')
  const inAssemblies = assemblies.flatMap(childElements).filter((each) => !PARTS.has(localName(each)))
  const count = inCollections.length + inAssemblies.length
  return count > 0 ? [finding('tests.unknown_words', { count })] : []
}

const PARTS: ReadonlySet<string> = new Set(['collection', 'errors'])

/** `xUnit.net 2.4.1.0` */
function toolOf(assembly: XmlElement | undefined): Reading['tool'] {
  const [, version] =
    /^xUnit\.net (v?\d[^\s]{0,40})/.exec((assembly && xmlAttribute(assembly, 'test-framework')) ?? '') ?? []
  return { name: 'xUnit.net', version: asLine(version) }
}

/** The latest end of an assembly; version 3 writes it with a zone. */
function endOf(assemblies: readonly XmlElement[]): string | undefined {
  const ends = assemblies.flatMap((each) => asInstant(xmlAttribute(each, 'finish-rtf')) ?? [])
  return ends.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1)
}
