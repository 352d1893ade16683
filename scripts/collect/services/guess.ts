import { hash } from 'node:crypto'
import { type ReadVersion, readVersion } from '#decide/lib/versions.ts'
import type { Service } from '#model/service.ts'
import { Service as ServiceSchema } from '#model/service.ts'

/** Where a tag belongs: the name of a service, and the version in the tag, or all of a tag that holds none. */
export type GuessedTag = { name: string; version: string; pattern: string }

/**
 * Guesses the service of each tag. `name@1.2.3` and `name/v1.2.3` name it. `name-1.2.3` does where more than one tag
 * bears the name, or where no tag is a version by itself: `backup-before-2.0` is no service. All else belongs to the
 * repository's own service, which has the only name that its tags tell, if they tell one and no bare version.
 */
export function guessTags(tags: readonly string[], repositoryName: string): Map<string, GuessedTag> {
  const guesses = new Map(tags.map((tag) => [tag, guessTag(tag)]))
  const named = Map.groupBy(
    [...guesses.values()].filter((each) => each !== null),
    ({ name }) => name,
  )
  const hasBare = named.has(null)
  const isService = ({ name, isLoose }: Guess) =>
    !isLoose || !hasBare || name === repositoryName || (named.get(name)?.length ?? 0) > 1
  const [only = null, second] = [...named.keys()]
  const own = second === undefined && only !== null ? only : repositoryName
  const bare = (tag: string) => ({ name: own, version: tag, pattern: '{version}' })
  return new Map(
    [...guesses].map(([tag, guess]) => [
      tag,
      guess && isService(guess)
        ? { name: guess.name ?? own, version: guess.version, pattern: guess.pattern }
        : bare(tag),
    ]),
  )
}

/** A version in a tag. `name` is null for one that stands alone; a loose name is one before a dash. */
type Guess = { name: string | null; version: string; pattern: string; isLoose: boolean }

/** Finds the version in a tag and the name before it; null for a tag that holds no version. */
function guessTag(tag: string): Guess | null {
  if (readVersion(tag)) return { name: null, version: tag, pattern: '{version}', isLoose: false }
  for (const separator of ['@', '/']) {
    const at = tag.lastIndexOf(separator)
    const found = at > 0 ? split(tag, at, at + 1, false) : null
    if (found) return found
  }
  for (const { index, 0: dash } of tag.matchAll(/[-_](?=v?[0-9])|(?<=^[a-z]+)(?=[0-9])/gi)) {
    const found = index > 0 ? split(tag, index, index + dash.length, true) : null
    if (found) return found
  }
  return null
}

function split(tag: string, end: number, start: number, isLoose: boolean): Guess | null {
  const [name, version] = [tag.slice(0, end), tag.slice(start)]
  const read = readVersion(version)
  const isSpoken = GENERIC.has(name.toLowerCase())
  if (!read || (isLoose && !isSpoken && (end === start || !isTelling(version, read)))) return null
  const pattern = `${tag.slice(0, start)}{version}`
  return isSpoken
    ? { name: null, version, pattern, isLoose: false }
    : { name, version, pattern, isLoose: isLoose }
}

/** A number alone behind a name counts anything. */
function isTelling(text: string, { build, stages }: ReadVersion): boolean {
  return /^v|\d[._]\d/i.test(text) || build.length > 0 || stages.length > 1
}

/** Words before a version that name no service. */
const GENERIC = new Set([
  'release',
  'releases',
  'rel',
  'r',
  'version',
  'versions',
  'ver',
  'tag',
  'tags',
  'v',
  'go',
])

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
