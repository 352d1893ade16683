import type { Instant } from '#model/primitives.ts'
import { compareText } from './findings.ts'
import { millis } from './time.ts'
import { type CompareVersions, isCounted, orderFor, type ReadVersion, readVersion } from './versions.ts'

/** What is needed to put releases of one service in order. */
export interface Orderable {
  version: string
  prerelease: boolean
  /** The tag's time. */
  released: Instant
  /** How many times the service had begun its numbers anew, see {@link erasOf}. */
  era: number
}

/** True for a version; false for a tag that is only a name, such as `nightly`. */
export function isVersion(text: string): boolean {
  return readVersion(text) !== null
}

/** A release's version, read as what it is: a number behind a dash comes after the release where it is no candidate. */
export function versionOf({
  version,
  prerelease,
}: Pick<Orderable, 'version' | 'prerelease'>): ReadVersion | null {
  return readVersion(version, !prerelease && isCounted(version))
}

/** How far a version is from the stable one before it. */
export type VersionStep = 'major' | 'minor' | 'patch'

/**
 * How far a version is from the stable one before it, as its number says; a pre-release goes as far as its release. A first
 * version goes as far as its last part that is not zero: 1.0.0 is major, 0.1.0 minor. Before 1.0.0 the parts mean the
 * same as after.
 * @returns null when one of them is no version.
 */
export function versionStep(from: string | null, to: string): VersionStep | null {
  const after = partsOf(to)
  const before = from === null ? after : partsOf(from)
  if (before === null || after === null) return null
  if (from === null) return after[2] > 0 ? 'patch' : after[1] > 0 ? 'minor' : 'major'
  if (after[0] !== before[0]) return 'major'
  return after[1] === before[1] ? 'patch' : 'minor'
}

/**
 * True when a number of a version is more than a thousand beyond that of the stable version before it: nobody counts so.
 * Such a version, mistyped or planted, stays the latest for as long as it stands.
 */
export function isLeap(from: string | null, to: string): boolean {
  const [before, after] = [from === null ? null : readVersion(from), readVersion(to)]
  if (before === null || after === null) return false
  return after.numbers.some((number, part) => number - (before.numbers[part] ?? 0) > FARTHEST)
}

const FARTHEST = 1000

/** Major with the epoch before it, minor, and the sum of all parts after them. */
function partsOf(version: string): [major: string, minor: number, patch: number] | null {
  const read = readVersion(version)
  if (read === null) return null
  const [epoch = 0, major = 0, minor = 0, ...rest] = read.numbers
  return [`${epoch}!${major}`, minor, rest.reduce((sum, each) => sum + each, 0)]
}

/**
 * In which era of its service's numbers each release is. A project that goes from 2015.1 to 12.0 begins anew: the
 * release before 12.0 has the higher number, and whatever follows is newer than all with the old numbers.
 * @param releases of one service, with the version of the release before each.
 * @returns eras by version, from 0.
 */
export function erasOf(
  releases: readonly { version: string; prerelease: boolean; previous: string | null }[],
): Map<string, number> {
  const byVersion = new Map(releases.map((each) => [each.version, each]))
  const eras = new Map<string, number>()
  for (const release of releases) {
    const way = new Set([release])
    // To the first release whose era is known, and back again: a chain may be longer than a stack.
    for (
      let at = byVersion.get(release.previous ?? '');
      at !== undefined;
      at = byVersion.get(at.previous ?? '')
    ) {
      if (eras.has(at.version) || way.has(at)) break
      way.add(at)
    }
    for (const each of [...way].reverse()) {
      const before = byVersion.get(each.previous ?? '')
      const era = before === undefined ? 0 : (eras.get(before.version) ?? 0)
      eras.set(each.version, era + (before !== undefined && isRestart(before, each) ? 1 : 0))
    }
  }
  return eras
}

type Numbered = Pick<Orderable, 'version' | 'prerelease'>

function isRestart(before: Numbered, after: Numbered): boolean {
  const [old, fresh] = [versionOf(before), versionOf(after)]
  return old !== null && fresh !== null && orderFor([old, fresh])(old, fresh) > 0
}

/** A release with its version read once. */
interface Placed<T> {
  release: T
  read: ReadVersion | null
}

/** Releases of one service, oldest version first. Tags that are no versions come before all versions, by date. */
export function inOrder<T extends Orderable>(releases: readonly T[]): T[] {
  const placed = releases.map((release) => ({ release, read: versionOf(release) }))
  const compare = orderFor(placed.map(({ read }) => read).filter((read) => read !== null))
  return placed.sort((a, b) => comparePlaced(a, b, compare)).map(({ release }) => release)
}

function comparePlaced(a: Placed<Orderable>, b: Placed<Orderable>, compare: CompareVersions): number {
  const [one, other] = [a.release, b.release]
  const byTime = millis(one.released) - millis(other.released) || compareText(one.version, other.version)
  if (a.read === null || b.read === null) return a.read === b.read ? byTime : a.read ? 1 : -1
  return one.era - other.era || compare(a.read, b.read) || byTime
}

/** The newest version that is no pre-release, in the numbers that the service uses now; null when there is none. */
export function latestStable<T extends Orderable>(releases: readonly T[]): T | null {
  return inOrder(releases).findLast((each) => !each.prerelease && isVersion(each.version)) ?? null
}

/**
 * The release that stands for a service: its newest stable version; without one its newest pre-release, and
 * without that its newest tag. Null when it has no release.
 */
export function latestRelease<T extends Orderable>(releases: readonly T[]): T | null {
  return latestStable(releases) ?? inOrder(releases).at(-1) ?? null
}
