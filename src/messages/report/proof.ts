import { afterClearing } from '#decide/verdict/vex.ts'
import type { Evaluation, GateOutcome } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { ReleaseRecord } from '#model/release.ts'

/**
 * The evidence of a passed gate, in the words of the sample output of [003]: who approved, the date of a drill or review,
 * "0 critical, 0 high", a count of tests. Empty if the artifact has none of these.
 */
export function proofNote(gate: GateOutcome, record: ReleaseRecord, today: Evaluation): string {
  const passed = new Set(gate.items.filter((item) => item.outcome === 'passed').map((item) => item.name))
  const items = record.evidence
    .filter((item) => passed.has(item.name))
    .map((item) => afterClearing(item, today))
  const notes = [...new Set(items.map(noteOf))].filter((note) => note !== '').sort()
  return notes.length === 0 ? '' : ` (${notes.join('; ')})`
}

function noteOf(item: EvidenceItem): string {
  const critical = item.metrics['findings.critical']
  const high = item.metrics['findings.high']
  const cleared = item.metrics['findings.cleared']
  if (critical !== undefined && high !== undefined)
    return `${critical} critical, ${high} high${cleared ? `, ${cleared} cleared by VEX` : ''}`
  if (item.recorded) return item.generatedAt?.slice(0, 10) ?? ''
  return item.counts ? `${item.counts.passed} of ${item.counts.total} passed` : ''
}
