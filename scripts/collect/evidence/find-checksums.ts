import { dirname, join } from 'node:path/posix'
import type { EvidenceReference } from '#model/evidence.ts'
import { LEFT_BY_CI } from '../sources/source.ts'
import type { Collected } from './compare-checksums.ts'
import type { Look } from './lookups.ts'
import { holderOf, type Place, pathAt, sameHolder } from './place.ts'

/** The name that everybody gives it. */
const NAME = 'SHA256SUMS'

/**
 * Looks for a `SHA256SUMS` in each folder that evidence lies in, among the assets of the release where some are evidence,
 * and at the root of what CI left; also where the dossier does not name it: a list that contradicts the evidence must not
 * be left out.
 * @returns a reference for each one found, under a name that the dossier does not use.
 */
export async function listsBeside(collected: readonly Collected[], look: Look): Promise<EvidenceReference[]> {
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

function placesBeside({ reference, item }: Collected): Place[] {
  const path = pathAt(reference)
  const beside = path === null ? [] : [sameHolder(reference, join(dirname(path), NAME))]
  return LEFT_BY_CI.has(item.collectedFrom.source) ? [...beside, { path: NAME }] : beside
}

/** A reference to a file that the dossier does not name. */
export function lookFor(place: Place): EvidenceReference {
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
