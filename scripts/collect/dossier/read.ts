import type { Dossier } from '#model/dossier.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import type { ReleaseRecord } from '#model/release.ts'
import type { Home, Source } from '../sources/source.ts'
import type { Tagged } from '../tags/tagged.ts'
import { findDossier } from './find.ts'
import { renderNotes } from './notes.ts'
import { trustDossier } from './validate.ts'

/** All that a dossier adds to a record. `findings` that are not empty put the release into quarantine. */
export type ReadDossier = {
  source: ReleaseRecord['dossierSource']
  dossier: Dossier | null
  /** RFC 8785 text of the dossier as it was written, for the record. */
  text: string | null
  sha256: string | null
  evidence: EvidenceItem[]
  notes: ReleaseRecord['notes']
  findings: Finding[]
}

/** Resolves the evidence of a trusted dossier. */
export type ReadEvidence = (dossier: Dossier) => Promise<EvidenceItem[]>

/**
 * Finds, reads and judges the dossier of a tag.
 */
export async function readDossier(
  sources: readonly Source[],
  tag: Tagged,
  home: Home,
  readEvidence: ReadEvidence,
): Promise<ReadDossier> {
  const nothing = {
    source: null,
    dossier: null,
    text: null,
    sha256: null,
    evidence: [],
    notes: NO_NOTES,
    findings: [],
  }
  // A tag that is quarantined for its name has no folder, and no dossier could repeat its name.
  if (tag.findings.length > 0) return nothing
  const found = await findDossier(sources, home)
  const refused = { ...nothing, source: found.source, findings: found.findings }
  if (found.bytes === null || found.findings.length > 0) return refused
  const trusted = trustDossier(found.bytes, tag)
  if ('findings' in trusted) return { ...refused, findings: trusted.findings }
  const evidence = await readEvidence(trusted.dossier)
  return { ...refused, ...trusted, evidence, notes: await renderNotes(trusted.dossier) }
}

export const NO_NOTES: ReleaseRecord['notes'] = {
  summary: null,
  releaseNotes: null,
  compatibilityNotes: null,
}
