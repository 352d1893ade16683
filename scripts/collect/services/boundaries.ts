import picomatch from 'picomatch'
import type { GitFacts } from '#model/release.ts'
import type { Service } from '#model/service.ts'

/** Changed files by the service that owns them, and those that belong to none. */
export type TouchedBoundaries = Pick<GitFacts, 'boundaries' | 'other'>

/**
 * Sorts changed paths into the services' boundaries: the first service in (order, id) with a matching glob owns a
 * path. Globs match whole paths, hidden files included.
 */
export function boundarySorter(
  services: readonly Service[],
): (paths: readonly string[]) => TouchedBoundaries {
  const bounded = services.filter(({ paths }) => paths.length > 0)
  const matchers = bounded.map(({ id, paths }) => ({ id, matches: picomatch(paths, OPTIONS) }))
  const owners = new Map<string, string | null>()
  const ownerOf = (path: string): string | null => {
    const known = owners.get(path)
    if (known !== undefined) return known
    const owner = matchers.find(({ matches }) => matches(path))?.id ?? null
    if (owners.size >= MOST_REMEMBERED) owners.clear()
    owners.set(path, owner)
    return owner
  }
  return (paths) => {
    const counts = new Map<string, number>()
    const others: string[] = []
    let other = 0
    for (const path of paths) {
      const owner = ownerOf(path)
      if (owner !== null) counts.set(owner, (counts.get(owner) ?? 0) + 1)
      else if (++other <= MOST_NAMED) others.push(path)
    }
    const boundaries = bounded.flatMap(({ id }) => {
      const files = counts.get(id)
      return files === undefined ? [] : [{ service: id, files }]
    })
    return { boundaries, other: { files: other, paths: others } }
  }
}

// A leading ! is part of a name here: "everything but" would turn first-match order upside down.
const OPTIONS = { dot: true, nonegate: true, noextglob: true } as const
const MOST_NAMED = 50
const MOST_REMEMBERED = 500_000
