import { hash } from 'node:crypto'
import { parseVersion } from '#decide/lib/order.ts'
import type { Service } from '#model/service.ts'
import { Service as ServiceSchema } from '#model/service.ts'

/** Where a tag belongs: the name of a service and the version in the tag. */
type GuessedTag = { name: string; version: string; pattern: string }

/**
 * Reads `name@1.2.3`, `name/v1.2.3` and `name-v1.2.3`. Everything else, and names that only say "release", belongs to
 * the service that has the repository's name.
 */
export function guessTag(tag: string, repositoryName: string): GuessedTag {
  if (parseVersion(tag)) return { name: repositoryName, version: tag, pattern: '{version}' }
  for (const separator of ['@', '/']) {
    const at = tag.lastIndexOf(separator)
    const found = at > 0 ? split(tag, at, repositoryName) : null
    if (found) return found
  }
  for (const dash of tag.matchAll(/[-_](?=v?[0-9])/g)) {
    const found = dash.index > 0 ? split(tag, dash.index, repositoryName) : null
    if (found) return found
  }
  return { name: repositoryName, version: tag, pattern: '{version}' }
}

function split(tag: string, at: number, repositoryName: string): GuessedTag | null {
  const name = tag.slice(0, at)
  const version = tag.slice(at + 1)
  if (!parseVersion(version)) return null
  const isSpoken = GENERIC.has(name.toLowerCase())
  return { name: isSpoken ? repositoryName : name, version, pattern: `${tag.slice(0, at + 1)}{version}` }
}

/** Words before a version that name no service. */
const GENERIC = new Set(['release', 'releases', 'rel', 'version', 'versions', 'tag', 'tags', 'v'])

/**
 * Makes services of guessed names, sorted by id. Names that come to the same id keep apart by a short digest.
 * @param names with the tag pattern each was first seen with.
 * @returns the service of each name.
 */
export function guessedServices(names: ReadonlyMap<string, string>): Map<string, Service> {
  const services = new Map<string, Service>()
  const taken = new Set<string>()
  // A name that is its own id comes first, so that it keeps it whatever else turns up.
  const sorted = [...names].sort(
    ([a], [b]) => Number(idOf(b) === b) - Number(idOf(a) === a) || (a < b ? -1 : 1),
  )
  for (const [name, pattern] of sorted) {
    const plain = idOf(name)
    const id =
      plain === '' || taken.has(plain) ? `${plain || 'service'}-${hash('sha256', name).slice(0, 6)}` : plain
    taken.add(id)
    const tag = /[{}]/.test(pattern.replace('{version}', '')) ? {} : { tag: pattern.slice(0, 200) }
    services.set(name, ServiceSchema.parse({ id, name: name.slice(0, 300), kind: 'deployable', ...tag }))
  }
  return services
}

/** `@scope/My_Package` → `scope-my-package`. */
function idOf(name: string): string {
  const slugged = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
  return slugged.replace(/^-+/, '').slice(0, 56).replace(/-+$/, '')
}
