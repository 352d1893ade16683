import { renderNotes } from '#collect/dossier/notes.ts'
import { pathAt } from '#collect/evidence/find-checksums.ts'
import { readingDifference } from '#decide/ledger/proving.ts'
import { firstDifference } from '#decide/lib/difference.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { type ReleaseRecord, releaseId } from '#model/release.ts'
import { BY_OTHERS, type MadeAgain } from './made-again.ts'
import type { AuditStep } from './published-place.ts'

/**
 * Compares what a record says of its published artifacts with what their bytes say, read again by the same readers. What
 * only the repository knows may have taken from it: it never made it pass.
 */
export function readingFaults(release: string, again: readonly MadeAgain[]): Finding[] {
  return again.flatMap(({ item, made }) => {
    if (made === null) return []
    const isPartial = isNew('list.not_compared', item.reasons, made.reasons)
    const isOpen = bareSignature(item, made)
    const differs = readingDifference(item, made, { isPartial, isOpen })
    return differs ? [finding('ledger.reading_differs', { release, item: item.name, ...differs })] : []
  })
}

/** What came of checking the signatures of one release again. */
export type SignaturesAgain = { checked: number; unchecked: number; faults: Finding[] }

/**
 * Compares what a record says of signatures, and of what vouches for its published artifacts, with what comes of checking
 * them again. A signature whose bytes are not published, or those of the bare file that it signs, stays unchecked.
 */
export function signatureFaults(
  release: string,
  { dossier }: ReleaseRecord,
  again: readonly MadeAgain[],
): SignaturesAgain {
  const published = again.flatMap(({ item, made }) => (made === null ? [] : item.name))
  const places = (dossier?.evidence ?? []).flatMap(
    (reference) => (published.includes(reference.name) ? pathAt(reference) : null) ?? [],
  )
  const found = again.flatMap(({ item, made }) => (made ? item.collectedFrom.path : null) ?? [])
  const said = new Set([...published, ...places, ...found, 'GitHub'])
  const faults: Finding[] = []
  let checked = 0
  let unchecked = 0
  for (const { item, made } of again) {
    const isOpen = made === null || bareSignature(item, made)
    if (isOpen) unchecked += item.attestations.length
    if (isOpen) continue
    checked += made.attestations.length
    const differs = firstDifference(vouchedFor(item, said), vouchedFor(made, said))
    if (differs) faults.push(finding('ledger.signature_differs', { release, item: item.name, ...differs }))
  }
  return { checked, unchecked, faults }
}

/** What follows from published signatures and lists alone. */
function vouchedFor({ attestations, verification }: EvidenceItem, said: ReadonlySet<string>) {
  const isMade = ({ source, name }: EvidenceItem['verification'][number]) =>
    BY_OTHERS.has(source) && (name === null || said.has(name))
  return { attestations, verification: verification.filter(isMade) }
}

/** True when a signature is over a file that is not published. */
function bareSignature(item: EvidenceItem, made: EvidenceItem): boolean {
  const reasons = [item, made].map((each) => each.attestations.flatMap((one) => one.reasons))
  return isNew('attestation.no_artifact', reasons[0] ?? [], reasons[1] ?? [])
}

function isNew(code: string, before: readonly Finding[], after: readonly Finding[]): boolean {
  const has = (reasons: readonly Finding[]) => reasons.some((each) => each.code === code)
  return has(after) && !has(before)
}

/** Compares the notes of every release with its dossier's Markdown, made safe again. */
export async function auditNotes(
  records: ReadonlyMap<string, { record: ReleaseRecord }>,
): Promise<AuditStep> {
  const faults: Finding[] = []
  let checked = 0
  for (const { record } of records.values()) {
    if (record.dossier === null) continue
    checked += 1
    const differs = firstDifference(record.notes, (await renderNotes(record.dossier)).notes)
    if (differs) faults.push(finding('ledger.notes_differ', { release: releaseId(record), ...differs }))
  }
  return { name: 'notes', checked, faults }
}
