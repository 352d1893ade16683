// Not the whole package, which is three dozen modules more to load.
import SemVer from 'semver/classes/semver.js'
import parse from 'semver/functions/parse.js'
import { compareText } from './findings.ts'

/**
 * A version as people write them. Where all of a service are semantic versions, semver.org decides; else the order is what the
 * package managers agree on: numbers part by part, whatever their padding; then how far the release had come, as PEP 440
 * (Python), RubyGems and Maven order their words; then the build.
 */
export interface ReadVersion {
  /** As it is shown: without a leading `v`, underscores between numbers as dots. */
  version: string
  /** True for a semantic version [semver 2.0.0]. */
  semantic: boolean
  prerelease: boolean
  /** Its numbers, zeros at the end left out: 1.4 is 1.4.0. */
  numbers: readonly number[]
  /** How far it had come: pairs of a stage and numbers, ended by FINAL. */
  stages: readonly (readonly number[])[]
  /** What stands behind a plus sign; empty for none. */
  build: readonly (number | string)[]
}

/** From the first try to the last mend. PEP 440: dev < a < b < rc < final < post; Maven: milestone, rc, snapshot. */
const STAGES: ReadonlyMap<string, number> = new Map(
  [
    ['dev', 'nightly', 'canary', 'ea'],
    ['a', 'alpha'],
    ['b', 'beta'],
    ['m', 'milestone'],
    ['c', 'cr', 'rc', 'pre', 'preview'],
    ['snapshot'],
    ['', 'final', 'ga', 'release', 'stable'],
    ['fix', 'hotfix', 'p', 'patch', 'pl', 'post', 'r', 'rev', 'sp'],
  ].flatMap((words, stage) => words.map((word) => [word, stage] as const)),
)
const FINAL = STAGES.get('final') ?? 0
/** Of a semantic version with words of its own: some candidate. */
const UNKNOWN = -1
/** Of a number behind a dash: before the release [semver], or after it [Debian]. */
const [COUNTED_BEFORE, COUNTED_AFTER] = [FINAL - 0.5, FINAL + 1]

/** An epoch [PEP 440], one to eight numbers, the words behind them, and a build. */
const VERSION =
  /^(?:v(?:er)?\.?|go)?(?:(\d{1,4})!)?(\d{1,15}(?:[._]\d{1,15}){0,7})(?!\d)(.*?)(?:\+([0-9A-Za-z.~-]+))?$/i

/**
 * Reads a version. Never guesses: a text with a word that says nothing about how far a release had come is none, unless
 * it is a semantic version.
 * @param isFinal true where a number behind a dash counts what came after the release (`1.2.3-1` of Debian), false where
 * it counts candidates before it [semver]; only who knows the other releases can tell.
 * @returns null when it is no version.
 */
export function readVersion(text: string, isFinal = false): ReadVersion | null {
  const [, epoch = '0', numbers = '', rest = '', build = ''] = VERSION.exec(dotted(text)) ?? []
  if (numbers === '' || (/^-\d/.test(rest) && !/[._]/.test(numbers))) return null
  const semantic = parse(text)
  const stages = stagesOf(rest, isFinal)
  if (stages === null && semantic === null) return null
  const said = stages ?? [[UNKNOWN]]
  return {
    version: semantic ? text.replace(/^v/, '') : shown(text, numbers),
    semantic: semantic !== null,
    prerelease: (said[0]?.[0] ?? FINAL) < FINAL,
    numbers: trimmed([Number(epoch), ...numbers.split(/[._]/).map(Number)]),
    stages: said,
    build:
      build === '' ? [] : build.split(/[.~-]/).map((part) => (/^\d{1,15}$/.test(part) ? Number(part) : part)),
  }
}

/** A date of ISO 8601 counts as its year, month and day. */
function dotted(text: string): string {
  return text.replace(/^(\d{4})-(\d{2})-(\d{2})(?=$|[-+.])/, '$1.$2.$3')
}

/** True for a version whose words are numbers alone, such as `1.2.3-1`: they may count before the release or after it. */
export function isCounted(text: string): boolean {
  const [, , numbers, rest = ''] = VERSION.exec(text) ?? []
  return numbers !== undefined && /^-\d{1,15}$/.test(rest)
}

function shown(text: string, numbers: string): string {
  const plain = text.replace(/^v(?:er)?\.?(?=\d)/i, '')
  return plain.replace(numbers, numbers.replaceAll('_', '.'))
}

function trimmed(numbers: readonly number[]): number[] {
  return numbers.slice(0, numbers.findLastIndex((each) => each > 0) + 1)
}

/** The words behind the numbers: `-rc.1`, `RC6`, `.post1.dev3`, `-1`. Null for words that nobody knows. */
function stagesOf(rest: string, isFinal: boolean): number[][] | null {
  if (/^$/.test(rest)) return [[FINAL]]
  // Each sign is looked at once: a tag's name is foreign, and must not be tried in every way that it could be cut.
  if (!/^[-._a-z\d]*[a-z\d]$/i.test(rest) || /[-._]{2}|\d{16}/.test(rest)) return null
  const stages: number[][] = []
  for (const [token] of rest.matchAll(/[a-z]+|\d+/gi)) {
    const last = stages.at(-1)
    if (/^\d/.test(token)) {
      if (last) last.push(Number(token))
      else stages.push([isFinal ? COUNTED_AFTER : COUNTED_BEFORE, Number(token)])
    } else {
      const stage = STAGES.get(token.toLowerCase())
      if (stage === undefined) return null
      // The word itself says more than its absence does: `21-ga` ends the builds `21+34` and `21+35`.
      stages.push(stage === FINAL ? [FINAL, 1] : [stage])
    }
  }
  return [...stages, [FINAL]]
}

/** Compares two versions, lower first: 0 for two spellings of one version. */
export type CompareVersions = (a: ReadVersion, b: ReadVersion) => number

/** The order of some versions: that of semver where all of them are semantic versions, else the one for all that people do. */
export function orderFor(versions: Iterable<ReadVersion>): CompareVersions {
  for (const each of versions) if (!isAsSemverSays(each)) return compareLoosely
  return (a, b) => compareSemantic(a.version, b.version)
}

function compareLoosely(a: ReadVersion, b: ReadVersion): number {
  return (
    compareLists(a.numbers, b.numbers, compareNumbers, 0) ||
    compareLists(a.stages, b.stages, compareStages, [FINAL]) ||
    compareBuilds(a.build, b.build)
  )
}

/** False for one that semver calls a candidate for the words that say that it is none: `1.0.0-ga`, `1.0.0-1` after 1.0.0. */
function isAsSemverSays({ semantic, version, prerelease }: ReadVersion): boolean {
  return semantic && prerelease === new SemVer(version).prerelease.length > 0
}

/** Order of two semantic versions by precedence, then by build metadata. */
function compareSemantic(a: string, b: string): number {
  const [first, second] = [new SemVer(a), new SemVer(b)]
  return first.compare(second) || first.compareBuild(second)
}

function compareNumbers(a: number, b: number): number {
  return a - b
}

function compareStages(a: readonly number[], b: readonly number[]): number {
  return compareLists(a, b, compareNumbers, -1)
}

/** A build comes after the release without one [semver]; numbers as numbers, before words. */
function compareBuilds(a: ReadVersion['build'], b: ReadVersion['build']): number {
  return compareLists<number | string>(a, b, comparePart, '')
}

function comparePart(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (a === '' || b === '') return a === b ? 0 : a === '' ? -1 : 1
  return compareText(typeof a === 'number' ? '' : a, typeof b === 'number' ? '' : b)
}

function compareLists<T>(
  a: readonly T[],
  b: readonly T[],
  compare: (a: T, b: T) => number,
  missing: T,
): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const order = compare(a[at] ?? missing, b[at] ?? missing)
    if (order !== 0) return order
  }
  return 0
}
