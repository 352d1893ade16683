import type { BreakingChange } from '#model/dossier.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Gate } from '#model/policy.ts'
import { sortFindings } from '../lib/findings.ts'
import type { EvaluationContext } from './evaluation-context.ts'
import { type AssessedEvidence, aggregate, type Proof } from './proof.ts'

/**
 * "clean OR documented breaking changes with BREAKING: label + migration guide" [003]. A listed change without label or
 * guide fails the gate whatever the check says. The second way needs the check to have run on this code and to have been
 * read: a list of changes alone is narrated, not evidence.
 * @param assessed what is bound to the gate.
 */
export function judgeBreaking(
  gate: Gate,
  assessed: readonly AssessedEvidence[],
  context: EvaluationContext,
): Proof & { findings: Finding[] } {
  const changes = context.dossier.breakingChanges
  const findings = sortFindings(
    changes
      .filter((change) => !isDocumented(change))
      .map(({ what }) => finding('gate.undocumented', { gate: gate.id, what }, ['breakingChanges'])),
  )
  const proof = aggregate(assessed)
  if (findings.length > 0) return { ...proof, outcome: 'failed', validUntil: null, findings }
  const usable = assessed.filter((each) => each.isUsable)
  const isToldOf = changes.length > 0 && usable.length > 0 && !assessed.some((each) => each.isCorrupt)
  if (proof.outcome !== 'failed' || !isToldOf) return { ...proof, findings }
  const asPassed = usable.map((each) => ({ ...each, item: { ...each.item, outcome: 'passed' as const } }))
  const { validUntil, decisive } = aggregate(asPassed)
  return { outcome: 'passed', items: proof.items, validUntil, decisive, findings }
}

function isDocumented({ label, migrationGuide }: BreakingChange): boolean {
  return label !== undefined && /^BREAKING(:|$)/.test(label) && migrationGuide !== undefined
}
