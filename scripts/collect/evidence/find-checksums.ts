import { hash } from 'node:crypto'
import { dirname, join } from 'node:path/posix'
import type { EvidenceItem, EvidenceReference } from '#model/evidence.ts'
import { LEFT_BY_CI, type ReleaseLocation, type Source } from '../sources/source.ts'
import { locate } from './locate.ts'

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

/** The digest of what lies at a place; null when nothing does. Skipped: it is there, and nobody fetches it to know. */
export type DigestAt = (place: Place) => Promise<{ found: string | null; isSkipped: boolean }>

/** Ways to files of a release that its dossier need not name. */
export function lookups(
  sources: readonly Source[],
  home: ReleaseLocation,
): { look: ReadNearby; digestAt: DigestAt } {
  const look: ReadNearby = async (place) => (await locate(sources, home, lookFor(place))).bytes
  const digestAt: DigestAt = async (place) => {
    for (const { recorded } of sources) {
      const known = await recorded?.(home, place)
      if (known) return { found: known.sha256, isSkipped: known.sha256 === null }
    }
    const bytes = await look(place)
    return { found: bytes && hash('sha256', bytes), isSkipped: false }
  }
  return { look, digestAt }
}

/** The name that everybody gives it. */
const NAME = 'SHA256SUMS'

/**
 * Looks for a `SHA256SUMS` in each folder that evidence lies in, among the assets of the release where some are evidence,
 * and at the root of what CI left; also where the dossier does not name it: a list that contradicts the evidence must not
 * be left out.
 * @returns a reference for each one found, under a name that the dossier does not use.
 */
export async function listsBeside(
  collected: readonly CollectedArtifact[],
  look: ReadNearby,
): Promise<EvidenceReference[]> {
  const named = new Set(collected.map(({ reference }) => keyOf(reference)))
  const places = new Map(collected.flatMap(placesBeside).map((place) => [keyOf(place), place]))
  const unnamed = [...places]
    .filter(([key]) => !named.has(key))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, MOST_FOLDERS)
  const found = await Promise.all(unnamed.map(async ([, place]) => ({ place, bytes: await look(place) })))
  const taken = new Set(collected.map(({ reference }) => reference.name))
  return found.flatMap(({ place, bytes }, index) => {
    if (bytes === null) return []
    const name = [NAME, `${NAME}-${index + 1}`, `${NAME}-found-${index + 1}`].find((each) => !taken.has(each))
    if (name === undefined) return []
    taken.add(name)
    return [{ ...lookFor(place), name, format: 'sha256sums' }]
  })
}

const MOST_FOLDERS = 50

function keyOf(place: Place): string {
  return `${holderOf(place)}\n${pathAt(place) ?? ''}`
}

function placesBeside({ reference, item }: CollectedArtifact): Place[] {
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
