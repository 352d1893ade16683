import { emptyReading } from '#formats/reading.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'

/** An artifact whose digest a list confirms. `by` names the list. */
export function agreeing(item: EvidenceItem, by: string): EvidenceItem {
  return withComparison(item, by, 'verified', [])
}

/** An artifact for which a list gives another digest: nothing that it says counts any more. */
export function differing(item: EvidenceItem, by: string, listed: string): EvidenceItem {
  const why = finding('evidence.list_differs', { by: by.slice(0, 200), listed, found: item.sha256 })
  return tampered(withComparison(item, by, 'failed', [why]), [why])
}

/** An artifact whose bytes are not the ones that somebody vouched for: nothing that was read of them is kept. */
export function tampered(item: EvidenceItem, reasons: Finding[]): EvidenceItem {
  const { vulnerabilities: _, statements: __, topology: ___, ...rest } = item
  const { generatedAt: ____, ...nothing } = emptyReading(item.format)
  return { ...rest, ...nothing, subject: item.subject, status: 'tampered', reasons }
}

function withComparison(
  item: EvidenceItem,
  by: string,
  outcome: 'verified' | 'failed',
  reasons: Finding[],
): EvidenceItem {
  const comparison = { source: 'sums' as const, outcome, name: by.slice(0, 300), reasons }
  return { ...item, verification: [...item.verification, comparison] }
}
