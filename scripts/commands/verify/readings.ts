import { renderNotes } from '#collect/dossier/notes.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { readEvidence } from '#formats/read-evidence.ts'
import type { EvidenceItem, Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { type ReleaseRecord, releaseId } from '#model/release.ts'
import type { AuditStep } from './published-place.ts'
import { firstDifference } from './statements.ts'

/**
 * Compares what a record says of a published artifact with what its bytes say, read again by the same readers. What the
 * repository, checksum lists and signatures added may only have taken from it: never made it pass.
 * @param format that the dossier declares; null = recognized by content.
 */
export function readingFault(
  release: string,
  item: EvidenceItem,
  bytes: Buffer,
  format: string | null,
): Finding | null {
  const reading = readEvidence(bytes, format)
  const [found, expected] = [own(item), own(reading)]
  const differs = canonical(found) === canonical(expected) ? null : firstDifference(found, expected)
  if (differs) return finding('ledger.reading_differs', { release, item: item.name, ...differs })
  const isPassed = item.status === 'passed' && !COULD_PASS.has(reading.status)
  const status = { at: 'status', found: '"passed"', expected: JSON.stringify(reading.status) }
  return isPassed ? finding('ledger.reading_differs', { release, item: item.name, ...status }) : null
}

/** A signature that is checked by the collector makes a claim proof. */
const COULD_PASS = new Set<Reading['status']>(['passed', 'unverified'])

/** What follows from the bytes alone. */
function own(read: Reading | EvidenceItem) {
  const { format, dialect, tool, judgement, counts, suites, metrics, recorded } = read
  return { format, dialect, tool, judgement, counts, suites, metrics, recorded }
}

/** The format that a dossier declares for one of its artifacts. */
export function declaredFormat({ dossier }: ReleaseRecord, name: string): string | null {
  return dossier?.evidence.find((each) => each.name === name)?.format ?? null
}

/** Compares the notes of every release with its dossier's Markdown, made safe again. */
export function auditNotes(records: ReadonlyMap<string, { record: ReleaseRecord }>): AuditStep {
  const faults: Finding[] = []
  let checked = 0
  for (const { record } of records.values()) {
    if (record.dossier === null) continue
    checked += 1
    const differs = firstDifference(record.notes, renderNotes(record.dossier))
    if (differs) faults.push(finding('ledger.notes_differ', { release: releaseId(record), ...differs }))
  }
  return { name: 'notes', checked, faults }
}
