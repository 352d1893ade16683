import { hash } from 'node:crypto'
import type { Dossier } from '#model/dossier.ts'
import type { OpenRisk } from '#model/dossier-risk.ts'
import type { EvidenceItem, SourceName } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { LIMITS } from '#parse/limits.ts'
import { SMALL } from '../evidence/locate.ts'
import { ROOM } from '../evidence/room.ts'
import { type Lookup, objections, type ReleaseLocation, type Source } from '../sources/source.ts'
import type { Tagged } from '../tags/tagged.ts'
import { trustDossier } from './validate.ts'

/** All that a dossier adds to a record. `findings` that are not empty put the release into quarantine. */
export type ReadDossier = {
  source: ReleaseRecord['dossierSource']
  dossier: Dossier | null
  /** RFC 8785 text of the dossier as it was written, for the record. */
  text: string | null
  sha256: string | null
  evidence: EvidenceItem[]
  /** Risks that releases before left open and it says nothing of; left out until it was compared with them. */
  droppedRisks?: OpenRisk[]
  notes: ReleaseRecord['notes']
  findings: Finding[]
}

/** Resolves the evidence of a trusted dossier. */
type ReadEvidence = (dossier: Dossier) => Promise<EvidenceItem[]>

/**
 * Finds the dossier of a tag, validates it, reads its evidence and renders its notes.
 * @param sources in the order in which they are looked into.
 */
export async function readDossier(
  sources: readonly Source[],
  tag: Tagged,
  location: ReleaseLocation,
  readEvidence: ReadEvidence,
): Promise<ReadDossier> {
  // A tag that is quarantined for its name has no folder, and no dossier could repeat its name.
  if (tag.findings.length > 0) return NOTHING_READ
  const found = await findDossier(sources, location)
  const refused = { ...NOTHING_READ, source: found.source, findings: found.findings }
  if (found.bytes === null || found.findings.length > 0) return refused
  const trusted = trustDossier(found.bytes, tag)
  if ('findings' in trusted) return { ...refused, findings: trusted.findings }
  const { notes, findings } = await notesOf(trusted.dossier)
  if (findings.length > 0) return { ...refused, findings }
  return { ...refused, ...trusted, evidence: await readEvidence(trusted.dossier), notes }
}

/** The Markdown engine and the sanitizer are loaded for the first dossier that has something to render. */
async function notesOf(dossier: Dossier): Promise<Pick<ReadDossier, 'notes' | 'findings'>> {
  const { summary, releaseNotes, compatibilityNotes } = dossier
  if ((summary ?? releaseNotes ?? compatibilityNotes) === undefined) return { notes: NO_NOTES, findings: [] }
  const { renderNotes } = await import('./notes.ts')
  return renderNotes(dossier)
}

export const NO_NOTES: ReleaseRecord['notes'] = {
  summary: null,
  releaseNotes: null,
  compatibilityNotes: null,
}

/** Of a release without a dossier that could be read. */
export const NOTHING_READ: ReadDossier = {
  source: null,
  dossier: null,
  text: null,
  sha256: null,
  evidence: [],
  notes: NO_NOTES,
  findings: [],
}

/** The bytes of a dossier and where they were; none of both when there is none. */
type FoundDossier = {
  bytes: Buffer | null
  source: ReleaseRecord['dossierSource']
  /** Why what was found cannot be used. */
  findings: Finding[]
}

/**
 * Looks for a dossier in every source. The first that has it is named; two that differ are a finding, not a choice.
 */
async function findDossier(sources: readonly Source[], location: ReleaseLocation): Promise<FoundDossier> {
  const asked = await Promise.all(
    sources.map(async (source) => found(source.name, await lookUp(source, location))),
  )
  const findings = asked.flatMap((each) => each.findings)
  const places = asked.flatMap(({ source }) => source ?? [])
  const [first] = places
  const other = places.find(({ sha256 }) => sha256 !== first?.sha256)
  if (first && other) {
    findings.push(finding('dossier.disagree', { [first.source]: first.path, [other.source]: other.path }))
  }
  return { ...(asked.find(({ bytes }) => bytes !== null) ?? NOTHING), findings }
}

/** A large one is read once there is room for it: of 64 releases that are read at a time each may have one. */
async function lookUp(source: Source, location: ReleaseLocation): Promise<Lookup> {
  const { room } = location
  const largest = LIMITS.dossier.bytes
  const first = await source.dossier(location, room ? SMALL : largest)
  if (room === undefined || first.kind !== 'large' || first.size > largest) return first
  return room.inTurn(async () => {
    if (await room.take(COST * first.size)) return source.dossier(location, largest)
    return {
      kind: 'refused',
      findings: [finding('evidence.no_room', { path: first.path, max: ROOM.release })],
    }
  })
}

/** What a byte of a dossier comes to in memory: itself, its text, what is parsed from it, and the record that holds it. */
const COST = 6

/** What a dossier that was read holds of the room of its release, in bytes. */
export function roomOf({ source }: Pick<ReadDossier, 'source'>): number {
  return source !== null && source.bytes > SMALL ? COST * source.bytes : 0
}

const NOTHING: FoundDossier = { bytes: null, source: null, findings: [] }

function found(source: SourceName, lookup: Lookup): FoundDossier {
  if (lookup.kind === 'file') {
    const { bytes, path } = lookup
    return {
      bytes,
      source: { source, path, sha256: hash('sha256', bytes), bytes: bytes.length },
      findings: [],
    }
  }
  return { ...NOTHING, findings: objections(lookup, 'dossier', LIMITS.dossier.bytes) }
}
