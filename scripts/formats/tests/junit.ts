import { XmlElement } from '@rgrove/parse-xml'
import { asCommit, asLine } from '#lib/text.ts'
import { asForeignTime, fromMilliseconds } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { childElements, localName, xmlAttribute } from '#parse/xml.ts'
import { emptyReading, unreadable } from '../reading.ts'
import { allSuites, type JunitSuite, nameOf, readSuite, statusOf } from './junit-shape.ts'
import { type FoundCase, keepNames, withinText } from './names.ts'
import { judgeTests, testMetrics, withDoubts } from './verdict.ts'

/** True for XML whose root is `testsuites` or `testsuite`. */
export function isJunit(document: unknown): document is XmlElement {
  return document instanceof XmlElement && ROOTS.has(localName(document))
}

const ROOTS: ReadonlySet<string> = new Set(['testsuites', 'testsuite'])

/**
 * JUnit XML in all its dialects → a verdict from its test cases. A file in
 * which nothing ran is `unknown`; so is one whose own totals admit more trouble or more tests than its cases show, and one
 * with a word for an outcome, or an element of a case or suite, that no dialect is known to have. Times without
 * a zone are read as UTC, and that is said. Messages and output stay in the artifact, but why a case was
 * skipped.
 */
export function readJunit(document: unknown): Reading {
  if (!isJunit(document)) return unreadable('junit', [finding('junit.wrong_root')])
  const root = readSuite(document)
  const suites = allSuites(root)
  const { counts } = root
  const differences = disagreements(suites)
  const time = generatedAtOf(suites)
  const { commit, isAmbiguous } = commitOf(suites)
  const remarks = [
    ...differences.slice(0, 1).map(asReason),
    ...(time?.isZoneless ? [finding('evidence.zone_assumed')] : []),
    ...(isAmbiguous ? [finding('evidence.commits_disagree')] : []),
  ]
  const { status, reasons } = withDoubts(judgeTests(counts), doubts(root, suites, differences))
  const { remarks: cut, ...names } = namesOf(root)
  return {
    ...emptyReading('junit'),
    dialect: dialectOf(root),
    status,
    reasons: [...reasons, ...remarks, ...cut],
    counts,
    ...names,
    metrics: testMetrics(counts, durationOf(root)),
    subject: { commit, digests: [] },
    generatedAt: time?.at ?? null,
  }
}

/** Totals that admit more trouble or more tests than the cases show, and totals without any. */
function doubts(
  root: JunitSuite,
  suites: readonly JunitSuite[],
  differences: TotalsDisagreement[],
): Finding[] {
  const hidden = differences.find((difference) => difference.field === 'failures')
  const more = withheld(suites)
  return [
    ...(hidden ? [finding('tests.hidden_failures', { declared: hidden.declared })] : []),
    ...(more ? [finding('tests.not_shown', more)] : []),
    ...(root.shown.total < root.counts.total ? [finding('tests.totals_only')] : []),
    ...unknownWords(suites.flatMap(({ strange }) => strange)),
  ]
}

function unknownWords([word, ...others]: readonly string[]): Finding[] {
  return word === undefined ? [] : [finding('junit.unknown_word', { word, total: others.length + 1 })]
}

function asReason({ suite, field, declared, counted }: TotalsDisagreement): Finding {
  return finding('tests.totals_disagree', { suite, field, declared, counted })
}

/** All suites, each with the names of those that it stands in, and all cases. */
function namesOf(root: JunitSuite) {
  const isSuite = localName(root.element) === 'testsuite'
  const placed = (isSuite ? [root] : root.suites).flatMap((suite) => placedSuites(suite, []))
  const loose = isSuite ? [] : casesOf({ suite: root, within: [] })
  return keepNames(
    placed.map(({ suite, within }) => ({ name: withinText(within), ...suite.counts })),
    [...loose, ...placed.flatMap(casesOf)],
  )
}

type PlacedSuite = { suite: JunitSuite; within: readonly string[] }

function placedSuites(suite: JunitSuite, outer: readonly string[]): PlacedSuite[] {
  const within = [...outer, nameOf(suite)]
  return [{ suite, within }, ...suite.suites.flatMap((inner) => placedSuites(inner, within))]
}

function casesOf({ suite, within }: PlacedSuite): FoundCase[] {
  return suite.cases.map((element) => {
    const skipped = childElements(element).find((child) => localName(child) === 'skipped')
    return {
      name: asLine(xmlAttribute(element, 'name')) ?? '',
      within: [...within, asLine(xmlAttribute(element, 'classname'))],
      status: statusOf(element),
      reason: skipped && (xmlAttribute(skipped, 'message') ?? skipped.text),
    }
  })
}

/** A suite's total that its cases do not bear out: another number of tests, or more failures than are there. */
type TotalsDisagreement = {
  suite: string
  field: 'tests' | 'failures'
  declared: number
  counted: number
}

/** All disagreements between totals and cases, hidden failures first. */
function disagreements(suites: readonly JunitSuite[]): TotalsDisagreement[] {
  const all = suites.flatMap(disagreementsOf)
  return [...all.filter(({ field }) => field === 'failures'), ...all.filter(({ field }) => field === 'tests')]
}

function disagreementsOf(suite: JunitSuite): TotalsDisagreement[] {
  const { own, counts, totals, admitted: declared } = suite
  if (counts.total === 0) return []
  const counted = counts.failed + counts.errored
  const isHidden = declared > counted
  const isOther = totals !== null && totals.total !== counts.total && totals.total !== own.total
  if (!isHidden && !isOther) return []
  const name = nameOf(suite)
  return [
    ...(isHidden ? [{ suite: name, field: 'failures' as const, declared, counted }] : []),
    ...(isOther
      ? [{ suite: name, field: 'tests' as const, declared: totals.total, counted: counts.total }]
      : []),
  ]
}

/** The first suite that declares more tests than it shows, skipped ones that it may leave out not counted. */
function withheld(suites: readonly JunitSuite[]): { declared: number; counted: number } | null {
  const suite = suites.find(({ own, counts, totals }) => {
    if (!totals || counts.total === 0 || totals.total === own.total) return false
    return totals.total - Math.max(0, totals.skipped - counts.skipped) > counts.total
  })
  return suite ? { declared: suite.totals?.total ?? 0, counted: suite.counts.total } : null
}

/** The tool's way of writing JUnit XML, where it can be told; null where it cannot. */
function dialectOf(root: JunitSuite): string | null {
  const suites = [root, ...root.suites]
  const known = DIALECTS.find(({ mark, value }) =>
    suites.some(({ element }) => value.test(xmlAttribute(element, mark) ?? '')),
  )
  return known?.dialect ?? null
}

const DIALECTS = [
  { dialect: 'jest', mark: 'name', value: /^jest tests$/ },
  { dialect: 'vitest', mark: 'name', value: /^vitest tests$/ },
  { dialect: 'mocha', mark: 'name', value: /^Mocha Tests$/ },
  { dialect: 'pytest', mark: 'name', value: /^pytest$/ },
  { dialect: 'nextest', mark: 'name', value: /^nextest-run$/ },
  { dialect: 'googletest', mark: 'name', value: /^AllTests$/ },
  { dialect: 'trivy', mark: 'name', value: /^trivy$/ },
  { dialect: 'spectral', mark: 'package', value: /^org\.spectral$/ },
  { dialect: 'surefire', mark: 'xsi:noNamespaceSchemaLocation', value: /surefire/ },
  { dialect: 'surefire', mark: 'xsi:schemaLocation', value: /surefire/ },
]

/**
 * The time all cases took together, in seconds, to the microsecond; suites without timed cases give their own.
 * Null when there is none or one of them cannot be read: a part is not the sum.
 */
function durationOf(root: JunitSuite): number | null {
  const seconds = secondsOf(root)
  return seconds === null || seconds === undefined || seconds > A_YEAR
    ? null
    : Math.round(seconds * 1e6) / 1e6
}

/** Some tools write nanoseconds; nothing that ran longer than a year is a test run. */
const A_YEAR = 366 * 24 * 3600

/** `undefined` = not said, `null` = not readable. */
function secondsOf({ element, cases, suites }: JunitSuite): number | null | undefined {
  const parts = [...cases.map(ownSeconds), ...suites.map(secondsOf)]
  const said = parts.filter((part) => part !== undefined)
  if (said.length === 0) return ownSeconds(element)
  return said.reduce((sum, part) => (sum === null || part === null ? null : sum + part), 0)
}

function ownSeconds(element: XmlElement): number | null | undefined {
  const text = xmlAttribute(element, 'time')
  if (text === undefined || text === '') return undefined
  return SECONDS.test(text) ? Number(text.replaceAll(',', '')) : null
}

/** `12`, `0.5`, `1.4e-05`, `1,234.5`. A comma without a point could be either sign and is not guessed at. */
const SECONDS = /^([0-9]+(\.[0-9]*)?(e[+-]?[0-9]{1,2})?|[0-9]{1,3}(,[0-9]{3})+\.[0-9]+)$/i

/** The latest end of a suite: `timestamp` + `time`. Null when no suite has a readable timestamp. */
function generatedAtOf(suites: readonly JunitSuite[]): { at: string; isZoneless: boolean } | null {
  const ends = suites.flatMap(({ element }) => endOf(element) ?? [])
  const last = ends.reduce((latest, end) => (end.time > latest.time ? end : latest), {
    time: 0,
    isZoneless: false,
  })
  const at = ends.length > 0 ? fromMilliseconds(last.time) : null
  return at === null ? null : { at, isZoneless: last.isZoneless }
}

function endOf(suite: XmlElement): { time: number; isZoneless: boolean } | null {
  const start = startOf(xmlAttribute(suite, 'timestamp') ?? '')
  if (!start) return null
  const seconds = ownSeconds(suite) ?? 0
  return { time: start.time + (seconds > A_YEAR ? 0 : seconds * 1000), isZoneless: start.isZoneless }
}

/** `2026-05-01T10:00:00`, with or without fraction and zone, or the date of HTTP that Mocha writes. */
function startOf(timestamp: string): { time: number; isZoneless: boolean } | null {
  if (HTTP_DATE.test(timestamp)) return { time: Date.parse(timestamp), isZoneless: false }
  const start = asForeignTime(timestamp)
  return start && { time: Date.parse(start.at), isZoneless: start.isZoneless }
}

const HTTP_DATE = /^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT$/

/** The commit named by a property of a suite; none when two suites name different ones. */
function commitOf(suites: readonly JunitSuite[]): { commit: string | null; isAmbiguous: boolean } {
  const commits = new Set(suites.flatMap(commitsOf))
  const [commit] = commits
  return commits.size === 1 && commit
    ? { commit, isAmbiguous: false }
    : { commit: null, isAmbiguous: commits.size > 1 }
}

function commitsOf({ element }: JunitSuite): string[] {
  return childElements(element)
    .filter((child) => localName(child) === 'properties')
    .flatMap(childElements)
    .filter((property) => COMMIT_NAMES.has(xmlAttribute(property, 'name')?.toLowerCase() ?? ''))
    .flatMap((property) => asCommit(xmlAttribute(property, 'value')) ?? [])
}

const COMMIT_NAMES: ReadonlySet<string> = new Set([
  'commit',
  'git.commit',
  'git.commit.id',
  'git_commit',
  'github_sha',
  'ci_commit_sha',
  'vcs.revision',
])
