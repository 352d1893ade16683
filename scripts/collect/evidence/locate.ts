import type { EvidenceReference, SourceName } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { Comparison } from '#model/verification.ts'
import { LIMITS } from '#parse/limits.ts'
import { type Lookup, objections, type ReleaseLocation, type Source } from '../sources/source.ts'
import { ROOM } from './room.ts'

/** Bytes of an artifact and where they were, or why there are none. */
export type Located = {
  bytes: Buffer | null
  source: SourceName | 'none'
  path: string | null
  /** The bytes compared with the record that their keeper has of them; null when there is none. */
  recorded: Comparison | null
  status: 'missing' | 'unreadable' | 'tampered' | null
  reasons: Finding[]
}

/**
 * Finds the bytes of a reference in every source that could hold them. Two that differ are no evidence, and those that
 * were tampered with in one source are so in all.
 * @param sources in the order in which they are looked into.
 */
export async function locate(
  sources: readonly Source[],
  location: ReleaseLocation,
  reference: EvidenceReference,
): Promise<Located> {
  const path = reference.path ?? reference.asset ?? null
  const { room } = location
  const ask = async () => {
    const asked: { name: SourceName; lookup: Lookup | null }[] = []
    for (const source of sources)
      asked.push({ name: source.name, lookup: await lookUp(source, location, reference) })
    return asked
  }
  const asked = await (room ? room.inTurn(ask) : ask())
  const answers = asked.flatMap(({ name, lookup }) => (lookup === null ? [] : [located(name, lookup)]))
  if (answers.length === 0) return nowhere(reference)
  const found = answers.filter((each) => each !== null)
  // Somebody changed it where one of them keeps it: the same bytes elsewhere do not undo that.
  const tampered = found.find(({ status }) => status === 'tampered')
  if (tampered) return tampered
  const [first, ...others] = found.flatMap(({ bytes }) => bytes ?? [])
  if (first && others.some((bytes) => !bytes.equals(first)))
    return none('unreadable', 'evidence.disagree', { path })
  return (
    found.find(({ bytes }) => bytes !== null) ?? found[0] ?? none('missing', 'evidence.missing', { path })
  )
}

/** What is small is read at once; of what is not, room is asked for before. */
export const SMALL = 256 << 10

async function lookUp(
  source: Source,
  location: ReleaseLocation,
  reference: EvidenceReference,
): Promise<Lookup | null> {
  const largest = LIMITS.evidence.bytes
  const { room } = location
  if (room === undefined) return source.evidence(location, reference, largest)
  const path = reference.path ?? reference.asset ?? null
  const noRoom = {
    kind: 'refused' as const,
    findings: [finding('evidence.no_room', { path, max: ROOM.release })],
  }
  if (room.isSpent()) return noRoom
  const first = await source.evidence(location, reference, SMALL)
  const size = first?.kind === 'file' ? first.bytes.length : first?.kind === 'large' ? first.size : null
  if (first === null || size === null || size > largest) return first
  if (await room.take(size))
    return first.kind === 'file' ? first : source.evidence(location, reference, largest)
  return noRoom
}

/** True for what was not read because its release had used up its share. */
export function isWithoutRoom({ reasons }: Pick<Located, 'reasons'>): boolean {
  return reasons.some(({ code }) => code === 'evidence.no_room')
}

/** Null when there is nothing at that place. */
function located(source: SourceName, lookup: Lookup): Located | null {
  if (lookup.kind === 'absent') return null
  if (lookup.kind === 'file')
    return {
      ...NOWHERE,
      bytes: lookup.bytes,
      source,
      path: lookup.path,
      recorded: lookup.recorded ?? null,
      status: null,
      reasons: [],
    }
  const usual = lookup.kind === 'forged' ? 'tampered' : 'unreadable'
  const { status = usual, recorded = null } = lookup.kind === 'refused' ? lookup : {}
  return { ...NOWHERE, status, recorded, reasons: objections(lookup, 'evidence', LIMITS.evidence.bytes) }
}

const NOWHERE = { bytes: null, source: 'none', path: null, recorded: null } as const

/** No source could have answered: the reference names no place, or one that is not asked. */
function nowhere({ path, asset, artifact }: EvidenceReference): Located {
  const kept = asset ?? artifact
  if (kept !== undefined) return none('missing', 'evidence.not_fetched', { asset: kept })
  return none('missing', path === undefined ? 'evidence.no_place' : 'evidence.missing', {
    path: path ?? null,
  })
}

function none(status: 'missing' | 'unreadable', code: string, args: Finding['args']): Located {
  return { ...NOWHERE, status, reasons: [finding(code, args)] }
}
