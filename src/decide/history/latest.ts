import { compareReleases, latestStable, type Orderable } from '../lib/order.ts'

/**
 * The release that stands for a service: its newest stable version; without one its newest pre-release, and
 * without that its newest tag. Null when it has no release.
 */
export function latestRelease<T extends Orderable & { prerelease: boolean }>(
  releases: readonly T[],
): T | null {
  return latestStable(releases) ?? releases.toSorted(compareReleases).at(-1) ?? null
}
