// Not the whole package, which is three dozen modules more to load.
import SemVer from 'semver/classes/semver.js'
import parse from 'semver/functions/parse.js'
import type { Instant } from '#model/primitives.ts'
import { compareText } from './findings.ts'
import { millis } from './time.ts'

/** What is needed to put releases of one service in order. */
export interface Orderable {
  version: string
  semantic: boolean
  /** The tag's time. */
  released: Instant
}

/**
 * Reads a semantic version, with or without a leading `v`. Never guesses: `1.4`, `01.2.3` and `1.2.3.4` are none.
 * @returns the version without the `v`, and whether it is a pre-release; null when it is no semantic version.
 */
export function parseVersion(text: string): { version: string; prerelease: boolean } | null {
  // Most tags that are asked about are names with a version in them, and need no parser to tell.
  if (!/^v?[0-9]\S*$/.test(text)) return null
  const found = parse(text)
  return found && { version: text.replace(/^v/, ''), prerelease: found.prerelease.length > 0 }
}

/** Order of two semantic versions by precedence, then by build metadata, so that only equal texts are equal. */
export function compareVersions(a: string, b: string): number {
  const [first, second] = [new SemVer(a), new SemVer(b)]
  return first.compare(second) || first.compareBuild(second) || compareText(a, b)
}

/**
 * How far a version is from the stable one before it, as its number says; a pre-release goes as far as its release. A first
 * version goes as far as its last part that is not zero: 1.0.0 is major, 0.1.0 minor. Before 1.0.0 the parts mean the
 * same as after.
 * @returns null when one of them is no semantic version.
 */
export function versionStep(from: string | null, to: string): 'major' | 'minor' | 'patch' | null {
  const after = parse(to)
  const before = from === null ? after : parse(from)
  if (before === null || after === null) return null
  if (from === null) return after.patch > 0 ? 'patch' : after.minor > 0 ? 'minor' : 'major'
  if (after.major !== before.major) return 'major'
  return after.minor === before.minor ? 'patch' : 'minor'
}

/**
 * True when a number of a version is more than a thousand beyond that of the stable version before it: nobody counts so.
 * Such a version, mistyped or planted, stays the latest for as long as it stands.
 */
export function isLeap(from: string | null, to: string): boolean {
  const [before, after] = [from === null ? null : parse(from), parse(to)]
  if (before === null || after === null) return false
  return (['major', 'minor', 'patch'] as const).some((part) => after[part] - before[part] > FARTHEST)
}

const FARTHEST = 1000

/** Oldest version first. Tags that are not versions come before all versions, by date. */
export function compareReleases(a: Orderable, b: Orderable): number {
  if (a.semantic !== b.semantic) return a.semantic ? 1 : -1
  const byVersion = a.semantic ? compareVersions(a.version, b.version) : 0
  return byVersion || millis(a.released) - millis(b.released) || compareText(a.version, b.version)
}

/** The highest version that is no pre-release; null when there is none. */
export function latestStable<T extends Orderable & { prerelease: boolean }>(
  releases: readonly T[],
): T | null {
  const stable = releases.filter((each) => each.semantic && !each.prerelease)
  return stable.toSorted(compareReleases).at(-1) ?? null
}

/**
 * The release that stands for a service: its newest stable version; without one its newest pre-release, and
 * without that its newest tag. Null when it has no release.
 */
export function latestRelease<T extends Orderable & { prerelease: boolean }>(
  releases: readonly T[],
): T | null {
  return latestStable(releases) ?? releases.toSorted(compareReleases).at(-1) ?? null
}
