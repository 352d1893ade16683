import type { ArtifactOutcome, GroupOutcome } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Acceptance, Policy } from '#model/policy.ts'
import type { PreparedContext } from './evaluation-context.ts'
import { judgePromotions } from './promotions.ts'

/**
 * Where a dossier and its evidence say two things at once about what happened after the decision or beside it, in no order:
 * promotions against their conditions and rules, what smoke runs found, limits that a file lowered for itself. Nothing of it
 * decides.
 */
export function contradictedClaims(context: PreparedContext): Finding[] {
  return [
    ...judgePromotions(context),
    ...context.items.flatMap((item) => loweredLimits(item, context.policy)),
  ]
}

/** Red artifacts that no gate and no requirement tells of: nobody asked for them, and nobody should miss them. */
export function unaskedFailures(
  { items }: PreparedContext,
  groups: readonly GroupOutcome[],
  artifacts: readonly ArtifactOutcome[],
): Finding[] {
  const asked = [...groups.flatMap((group) => group.gates), ...artifacts.filter((each) => each.required)]
  const told = new Set(
    asked.flatMap((each) => each.items.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name)),
  )
  return items
    .filter((item) => item.status === 'failed' && !told.has(item.name))
    .map((item) => finding('evidence.red_unasked', { item: item.name }, ['evidence', item.name]))
}

/** "Do not lower thresholds unless a reviewed benchmark-baseline update explains why" [002]: a file has none to name. */
function loweredLimits(item: EvidenceItem, policy: Policy): Finding[] {
  const asked = clausesFor(item, policy).flatMap((clause) => clause.thresholds)
  return (item.limits ?? []).flatMap(({ metric, rule, value }) => {
    const limits = asked.filter((each) => each.metric === metric).flatMap((each) => each[rule] ?? [])
    const looser = limits.filter((limit) => (rule === 'min' ? value < limit : value > limit))
    const [limit] = looser.toSorted((a, b) => (rule === 'min' ? b - a : a - b))
    if (limit === undefined) return []
    const args = { item: item.name, name: metric, value, limit }
    return [finding('evidence.limit_lowered', args, ['evidence', item.name])]
  })
}

function clausesFor(item: EvidenceItem, policy: Policy): Acceptance[] {
  const gates = policy.groups.flatMap((group) => group.gates).filter((gate) => item.gates.includes(gate.id))
  const artifacts = policy.artifacts.filter((artifact) => artifact.name === item.name)
  return [...gates, ...artifacts].flatMap((each) => each.accepts)
}
