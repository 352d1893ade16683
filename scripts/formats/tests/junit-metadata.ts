import type { XmlElement } from '@rgrove/parse-xml'
import { attribute, childElements } from '#parse/xml.ts'
import { asCommit, fromMilliseconds } from '../reading.ts'
import { asMoment } from '../times.ts'
import type { Suite } from './junit-suite.ts'

/** The tool's way of writing JUnit XML, where it can be told; null where it cannot. */
export function dialectOf(root: Suite): string | null {
  const suites = [root, ...root.suites]
  const known = DIALECTS.find(({ mark, value }) =>
    suites.some(({ element }) => value.test(attribute(element, mark) ?? '')),
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
export function durationOf(root: Suite): number | null {
  const seconds = secondsOf(root)
  return seconds === null || seconds === undefined || seconds > A_YEAR
    ? null
    : Math.round(seconds * 1e6) / 1e6
}

/** Some tools write nanoseconds; nothing that ran longer than a year is a test run. */
const A_YEAR = 366 * 24 * 3600

/** `undefined` = not said, `null` = not readable. */
function secondsOf({ element, cases, suites }: Suite): number | null | undefined {
  const parts = [...cases.map(ownSeconds), ...suites.map(secondsOf)]
  const said = parts.filter((part) => part !== undefined)
  if (said.length === 0) return ownSeconds(element)
  return said.reduce((sum, part) => (sum === null || part === null ? null : sum + part), 0)
}

function ownSeconds(element: XmlElement): number | null | undefined {
  const text = attribute(element, 'time')
  if (text === undefined || text === '') return undefined
  return SECONDS.test(text) ? Number(text.replaceAll(',', '')) : null
}

/** `12`, `0.5`, `1.4e-05`, `1,234.5`. A comma without a point could be either sign and is not guessed at. */
const SECONDS = /^([0-9]+(\.[0-9]*)?(e[+-]?[0-9]{1,2})?|[0-9]{1,3}(,[0-9]{3})+\.[0-9]+)$/i

/** The latest end of a suite: `timestamp` + `time`. Null when no suite has a readable timestamp. */
export function generatedAtOf(suites: readonly Suite[]): { at: string; isZoneless: boolean } | null {
  const ends = suites.flatMap(({ element }) => endOf(element) ?? [])
  const last = ends.reduce((latest, end) => (end.time > latest.time ? end : latest), {
    time: 0,
    isZoneless: false,
  })
  const at = ends.length > 0 ? fromMilliseconds(last.time) : null
  return at === null ? null : { at, isZoneless: last.isZoneless }
}

function endOf(suite: XmlElement): { time: number; isZoneless: boolean } | null {
  const start = startOf(attribute(suite, 'timestamp') ?? '')
  if (!start) return null
  const seconds = ownSeconds(suite) ?? 0
  return { time: start.time + (seconds > A_YEAR ? 0 : seconds * 1000), isZoneless: start.isZoneless }
}

/** `2026-05-01T10:00:00`, with or without fraction and zone, or the date of HTTP that Mocha writes. */
function startOf(timestamp: string): { time: number; isZoneless: boolean } | null {
  if (HTTP_DATE.test(timestamp)) return { time: Date.parse(timestamp), isZoneless: false }
  const start = asMoment(timestamp)
  return start && { time: Date.parse(start.at), isZoneless: start.isZoneless }
}

const HTTP_DATE = /^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT$/

/** The commit named by a property of a suite; none when two suites name different ones. */
export function commitOf(suites: readonly Suite[]): { commit: string | null; isAmbiguous: boolean } {
  const commits = new Set(suites.flatMap(commitsOf))
  const [commit] = commits
  return commits.size === 1 && commit
    ? { commit, isAmbiguous: false }
    : { commit: null, isAmbiguous: commits.size > 1 }
}

function commitsOf({ element }: Suite): string[] {
  return childElements(element)
    .filter((child) => child.name === 'properties')
    .flatMap(childElements)
    .filter((property) => COMMIT_NAMES.has(attribute(property, 'name')?.toLowerCase() ?? ''))
    .flatMap((property) => asCommit(attribute(property, 'value')) ?? [])
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
