import { hash } from 'node:crypto'
import type { Home, Source } from '../sources/source.ts'
import { lookFor } from './find-checksums.ts'
import { locate } from './locate.ts'
import type { Place } from './place.ts'

/** Reads the bytes at a place of a release; null when there are none. */
export type Look = (place: Place) => Promise<Buffer | null>

/** The digest of what lies at a place; null when nothing does. Skipped: it is there, and nobody fetches it to know. */
export type DigestAt = (place: Place) => Promise<{ found: string | null; isSkipped: boolean }>

/** Ways to files of a release that its dossier need not name. */
export function lookups(sources: readonly Source[], home: Home): { look: Look; digestAt: DigestAt } {
  const look: Look = async (place) => (await locate(sources, home, lookFor(place))).bytes
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
