import { hash } from 'node:crypto'
import { basename, dirname, join } from 'node:path/posix'
import type { DigestAlgorithm } from '#formats/format.ts'
import type { EvidenceItem, EvidenceReference } from '#model/evidence.ts'
import { LEFT_BY_CI, type ReleaseLocation, type Source } from '../sources/source.ts'
import { isWithoutRoom, locate } from './locate.ts'

/** An artifact as it was collected, with the bytes it was read from. */
export type CollectedArtifact = { item: EvidenceItem; reference: EvidenceReference; bytes: Buffer | null }

/** Where a file of a release lies: at a path, as an asset of the forge's release, or inside of an asset or artifact. */
type Place = Pick<EvidenceReference, 'path' | 'asset' | 'artifact' | 'run'>

/** The name by which files of one holder know each other; null for what names no place. */
export function pathAt({ path, asset }: Place): string | null {
  return path ?? asset ?? null
}

/** What holds a file, as a key: only files of one holder lie beside each other. All assets of a release are one. */
export function holderOf({ path, asset, artifact, run }: Place): string {
  if (artifact !== undefined) return `artifact ${artifact} of ${run?.id ?? ''}`
  if (asset === undefined) return ''
  return path === undefined ? 'assets' : `asset ${asset}`
}

/** The place of another file in the same holder. */
export function sameHolder({ path: own, asset, artifact, run }: Place, path: string): Place {
  if (artifact !== undefined) return run === undefined ? { artifact, path } : { artifact, path, run }
  if (asset === undefined) return { path }
  return own === undefined ? { asset: path } : { asset, path }
}

/** Reads the bytes at a place of a release; null when there are none. */
export type ReadNearby = (place: Place) => Promise<Buffer | null>

/** The names of the files in the folder that a place is in; null when no source can list it. */
export type NamesBeside = (place: Place) => Promise<readonly string[] | null>

/** The digest of what lies at a place; null when nothing does. Skipped: it is there, and nobody fetches it to know. */
export type DigestAt = (
  place: Place,
  algorithm: DigestAlgorithm,
) => Promise<{ found: string | null; isSkipped: boolean }>

/** Ways to files of a release that its dossier need not name. */
export type Lookups = { look: ReadNearby; digestAt: DigestAt; namesBeside: NamesBeside }

/** Ways to the files of one release in all sources. */
export function lookups(sources: readonly Source[], location: ReleaseLocation): Lookups {
  const look: ReadNearby = async (place) => (await locate(sources, location, lookFor(place))).bytes
  const digestAt: DigestAt = async (place, algorithm) => {
    for (const { recorded } of sources) {
      const known = await recorded?.(location, place)
      const digest = algorithm === 'sha256' ? known?.sha256 : null
      if (known) return { found: digest ?? null, isSkipped: !digest }
    }
    const located = await locate(sources, location, lookFor(place))
    const found = located.bytes && hash(algorithm, located.bytes)
    location.room?.give(located.bytes?.length ?? 0)
    return { found, isSkipped: isWithoutRoom(located) }
  }
  const namesBeside: NamesBeside = async (place) => {
    const listed = await Promise.all(sources.map((source) => source.beside?.(location, place) ?? null))
    const known = listed.filter((names) => names !== null)
    return known.length === 0 ? null : [...new Set(known.flat())]
  }
  return { look, digestAt, namesBeside }
}

/** The name that it has most often; where a folder cannot be listed, these are looked for. */
const NAME = 'SHA256SUMS'
const USUAL_NAMES = [
  NAME,
  'SHA256SUMS.txt',
  'SHA512SUMS',
  'SHA384SUMS',
  `${NAME.toLowerCase()}.txt`,
  'checksums.txt',
]

/** `SHA256SUMS`, `SHA512SUMS.txt`, `pay_1.0.0_checksums.txt`, `checksums-sha256.txt`, `checksums.sha256`. */
const LIST =
  /^(.*[._-])?(sha-?(256|384|512)(sums?)?|checksums?)([._-](sha-?)?(256|384|512)(sums?)?)?(\.txt)?$/i

/** `unit.xml.sha256`: the digest of one file, which its name names. */
const OF_ONE = /\.sha-?(256|384|512)(sums?)?(\.txt)?$/i

/** True for the usual names of lists of checksums. */
export function isListName(name: string): boolean {
  return LIST.test(name) || OF_ONE.test(name)
}

/** The file that a list of one file is of, by the list's name; null for a list of several. */
export function onlyFileOf(name: string): string | null {
  return OF_ONE.test(name) && !/^checksums?\./i.test(name) ? name.replace(OF_ONE, '') : null
}

/**
 * Looks for checksum lists under all their usual names: in each folder that evidence lies in, among the assets of the
 * release where some are evidence, and at the root of what CI left; also where the dossier does not name them: a list that
 * contradicts the evidence must not be left out, not even when nobody can read it. The digest of one file is looked at only
 * if that file is evidence.
 * @param publish whether they are published, as they are where all that lies beside them is.
 * @returns a reference for each one found, under a name that the dossier does not use, and how many more there are.
 */
export async function listsBeside(
  collected: readonly CollectedArtifact[],
  { look, namesBeside }: Pick<Lookups, 'look' | 'namesBeside'>,
  publish = false,
): Promise<FoundLists> {
  const named = new Set(collected.map(({ reference }) => keyOf(reference)))
  const folders = new Map(collected.flatMap(foldersOf).map((place) => [folderKey(place), place]))
  const listed = await Promise.all([...folders.values()].map((place) => listsIn(place, namesBeside)))
  const places = new Map(listed.flat().map((each) => [keyOf(each.place), each]))
  const unnamed = [...places]
    .filter(([key, { place }]) => !named.has(key) && isWanted(place, named))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const there = await Promise.all(
    unnamed.map(async ([, { place, isListed }]) => (isListed || (await look(place)) !== null ? [place] : [])),
  )
  const found = there.flat()
  const taken = new Set(collected.map(({ reference }) => reference.name))
  const references = found.slice(0, MOST_LISTS).map((place, index): EvidenceReference => {
    const name = nameFor(place, index, taken)
    taken.add(name)
    return { ...lookFor(place), name, format: 'sha256sums', publish }
  })
  return { references, more: found.length - references.length }
}

/** Lists beside evidence, and how many others are not looked at. */
export type FoundLists = { references: EvidenceReference[]; more: number }

/** A list for each artifact that a dossier can name, and as many others. */
const MOST_LISTS = 1000

/** Where lists are, or may be where the folder cannot be listed. */
async function listsIn(
  place: Place,
  namesBeside: NamesBeside,
): Promise<{ place: Place; isListed: boolean }[]> {
  const names = await namesBeside(place)
  const folder = dirname(pathAt(place) ?? '.')
  return (names ?? USUAL_NAMES)
    .filter((name) => LIST.test(name) || onlyFileOf(name) !== null)
    .map((name) => ({ place: sameHolder(place, join(folder, name)), isListed: names !== null }))
}

/** A list of several files, or of one that is evidence. */
function isWanted(place: Place, named: ReadonlySet<string>): boolean {
  const path = pathAt(place) ?? ''
  const only = onlyFileOf(basename(path))
  return only === null || named.has(keyOf(sameHolder(place, join(dirname(path), only))))
}

/** Its own name where that is an id, else the usual one; with a number where the dossier uses it, and there is always one. */
function nameFor(place: Place, index: number, taken: ReadonlySet<string>): string {
  const own = basename(pathAt(place) ?? '').replace(/\.txt$/, '')
  const name = /^[A-Za-z0-9][A-Za-z0-9_-]{0,80}$/.test(own) ? own : NAME
  if (!taken.has(name)) return name
  const numbers = Array.from({ length: taken.size + 1 }, (_, n) => index + 1 + n)
  return numbers.map((n) => `${name}-${n}`).find((each) => !taken.has(each)) ?? name
}

function keyOf(place: Place): string {
  return `${holderOf(place)}\n${pathAt(place) ?? ''}`
}

function folderKey(place: Place): string {
  return `${holderOf(place)}\n${dirname(pathAt(place) ?? '.')}`
}

/** A place in each folder that may hold lists about an artifact. */
function foldersOf({ reference, item }: CollectedArtifact): Place[] {
  const path = pathAt(reference)
  const beside = path === null ? [] : [sameHolder(reference, join(dirname(path), NAME))]
  return LEFT_BY_CI.has(item.collectedFrom.source) ? [...beside, { path: NAME }] : beside
}

/** A reference to a file that the dossier does not name. */
function lookFor(place: Place): EvidenceReference {
  return {
    name: NAME,
    kind: 'supply-chain',
    purpose: 'Found beside the evidence; the dossier does not name it',
    producer: 'unknown',
    ...place,
    gates: [],
    services: [],
    publish: false,
  }
}
