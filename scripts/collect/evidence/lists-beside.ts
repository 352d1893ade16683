import { dirname, join } from 'node:path/posix'
import type { EvidenceReference } from '../../../src/model/evidence.ts'
import type { Look } from './listings.ts'

/** The name that everybody gives it. */
const NAME = 'SHA256SUMS'

/**
 * Looks for a `SHA256SUMS` in each folder that evidence lies in, also where the dossier does not name it: a list that
 * contradicts the evidence must not be left out.
 * @returns a reference for each one found, under a name that the dossier does not use.
 */
export async function listsBeside(
  references: readonly EvidenceReference[],
  look: Look,
): Promise<EvidenceReference[]> {
  const paths = references.flatMap(({ path }) => path ?? [])
  const places = [...new Set(paths.map((path) => join(dirname(path), NAME)))].sort()
  const unnamed = places.filter((place) => !paths.includes(place)).slice(0, MOST_FOLDERS)
  const found = await Promise.all(unnamed.map(async (place) => ({ place, bytes: await look(place) })))
  const taken = new Set(references.map(({ name }) => name))
  return found.flatMap(({ place, bytes }, index) => {
    if (bytes === null) return []
    const name = [NAME, `${NAME}-${index + 1}`, `${NAME}-found-${index + 1}`].find((each) => !taken.has(each))
    if (name === undefined) return []
    taken.add(name)
    return [{ ...lookFor(place), name, format: 'sha256sums' }]
  })
}

const MOST_FOLDERS = 50

/** A reference to a file that the dossier does not name. */
export function lookFor(path: string): EvidenceReference {
  return {
    name: NAME,
    kind: 'supply-chain',
    purpose: 'Found beside the evidence; the dossier does not name it',
    producer: 'unknown',
    path,
    gates: [],
    services: [],
    publish: false,
  }
}
