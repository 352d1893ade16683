import { compareReleases } from '#decide/lib/order.ts'
import type { Tagged } from './tagged.ts'

/** A tag with its time, UTC. */
export type Dated = Tagged & { released: string }

/** What came before a release in its service. */
export type Predecessors<T> = { previous: T | null; previousStable: T | null }

/**
 * Finds the release before each one: by version within its service; tags that are no versions form a section of
 * their own, by date. The second base is the last release that was no pre-release.
 */
export function predecessors<T extends Dated>(tags: readonly T[]): Map<T, Predecessors<T>> {
  const sections = Map.groupBy(tags, ({ service, semantic }) => `${service.id} ${semantic}`)
  const found = new Map<T, Predecessors<T>>()
  for (const section of sections.values()) {
    let previous: T | null = null
    let previousStable: T | null = null
    for (const each of section.toSorted(compareReleases)) {
      found.set(each, { previous, previousStable })
      previous = each
      if (!each.prerelease) previousStable = each
    }
  }
  return found
}
