import type { EvidenceItem } from '#model/evidence.ts'
import type { Instant } from '#model/primitives.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { millis } from '../lib/time.ts'

/**
 * Where the bytes of an artifact are kept, and until when. `catalog`: published with the record; `tag`: in the tagged tree or a
 * note on the tag; `release`: beside the release on the forge; `run`: with a workflow run; `link`: where the dossier says;
 * `nowhere`: nobody says where.
 */
export interface Retention {
  place: 'catalog' | 'tag' | 'release' | 'run' | 'link' | 'nowhere'
  /** First moment from which they are gone; null where they are kept without an end, or nobody said how long. */
  until: Instant | null
  /** The forge said so when it was asked. */
  isGone: boolean
}

/** How long the bytes of an artifact will be found, as the forge and the dossier say. What nobody says is not known. */
export function retentionOf(
  item: EvidenceItem,
  record: Pick<ReleaseRecord, 'dossier' | 'github'>,
): Retention {
  const kept = (place: Retention['place'], until: Instant | null = null) => ({ place, until, isGone: false })
  if (item.publish && item.sha256 !== null) return kept('catalog')
  const { source } = item.collectedFrom
  if (source === 'tree' || source === 'note') return kept('tag')
  const reference = record.dossier?.evidence.find(({ name }) => name === item.name)
  const said = reference?.keptUntil ?? null
  if (reference?.asset !== undefined) return kept('release', said)
  const artifacts = (record.github?.runs ?? [])
    .filter(({ id }) => id === reference?.run?.id)
    .flatMap((run) => run.artifacts.filter(({ name }) => name === reference?.artifact))
  if (artifacts.length > 0) {
    const ends = [said, ...artifacts.map(({ expiresAt }) => expiresAt)]
    return { place: 'run', until: earliest(ends), isGone: artifacts.every(({ expired }) => expired) }
  }
  return kept(item.url === null && item.run === null ? 'nowhere' : 'link', said)
}

/** Of several ends the first. */
function earliest(ends: readonly (Instant | null)[]): Instant | null {
  const known = ends.filter((end) => end !== null)
  return known.toSorted((a, b) => millis(a) - millis(b))[0] ?? null
}
