import type { ArtifactOutcome, GroupOutcome } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding, hasCode } from '#model/finding.ts'
import type { Acceptance, Policy } from '#model/policy.ts'
import { nameKey } from '../lib/persons.ts'
import { overBudget, standsForBudgets, unmeasuredBudgets } from './budgets.ts'
import type { PreparedContext } from './evaluation-context.ts'
import { judgePromotions } from './promotions.ts'
import { strayWaivers } from './waivers.ts'

/**
 * What does not fit together inside a dossier and its evidence, in no order. Nothing of it decides; all of it is worth
 * seeing.
 */
export function crossChecks(context: PreparedContext): Finding[] {
  const gates = new Set(context.policy.groups.flatMap((group) => group.gates.map(({ id }) => id)))
  return [
    ...strayWaivers(context, gates),
    ...strayGates(context, gates),
    ...sharedBytes(context),
    ...undated(context),
    ...unreadLists(context),
    ...kpis(context),
    ...strayApprovals(context),
    ...judgePromotions(context),
    ...context.items.flatMap((item) => loweredLimits(item, context.policy)),
    ...budgets(context),
    ...approvers(context),
    ...context.cleared,
  ]
}

function strayGates(context: PreparedContext, gates: ReadonlySet<string>): Finding[] {
  const bound = context.items.flatMap((item) =>
    item.gates
      .filter((gate) => !gates.has(gate))
      .map((gate) => finding('evidence.unknown_gate', { item: item.name, gate }, ['evidence', item.name])),
  )
  const declared = context.dossier.gates
    .filter((gate) => !gates.has(gate.id))
    .map((gate) => finding('gate.not_in_policy', { gate: gate.id }, ['gates', gate.id]))
  return [...bound, ...declared]
}

/** The same bytes twice is one piece of evidence, not two. */
function sharedBytes(context: PreparedContext): Finding[] {
  const byDigest = Map.groupBy(
    context.items.filter((item) => item.sha256 !== null),
    (item) => item.sha256,
  )
  return [...byDigest].flatMap(([sha256, items]) => {
    const gates = [...new Set(items.flatMap((item) => item.gates))].sort()
    const names = [...new Set(items.map((item) => item.name))].sort()
    if (gates.length < 2 && names.length < 2) return []
    const args = { sha256, items: names, gates }
    return [finding('evidence.same_bytes', args, ['evidence', names[0] ?? ''])]
  })
}

/** Broken budgets decide at a gate that stands for them; where the policy has none that applies, they are only told. */
function budgets(context: PreparedContext): Finding[] {
  const denied = new Set(context.dossier.gates.filter((each) => each.applies === false).map(({ id }) => id))
  const gates = context.policy.groups.flatMap((group) => group.gates).filter(standsForBudgets)
  const isTold = gates.some((gate) => gate.requirement === 'mandatory' || !denied.has(gate.id))
  return [...(isTold ? [] : overBudget(context)), ...unmeasuredBudgets(context)]
}

function undated(context: PreparedContext): Finding[] {
  return context.items
    .filter((item) => item.generatedAt === null && item.status === 'passed')
    .map((item) => finding('evidence.undated', { item: item.name }, ['evidence', item.name]))
}

/** A checksum list that cannot be read, whole or in part, may be the one that contradicts the evidence beside it. */
function unreadLists(context: PreparedContext): Finding[] {
  return context.items.flatMap((item) => {
    if (item.format !== 'sha256sums' || item.status === 'missing') return []
    const isUnread =
      item.status === 'unreadable' || item.reasons.some((why) => hasCode(why, 'sha256sums.malformed'))
    const place = item.collectedFrom.path ?? item.name
    return isUnread ? [finding('list.unread', { item: item.name, place }, ['evidence', item.name])] : []
  })
}

/** A number in the dossier is a claim; the number in the evidence is the fact. */
function kpis(context: PreparedContext): Finding[] {
  return context.dossier.kpis.flatMap((kpi) => {
    if (kpi.evidence === undefined || kpi.metric === undefined) return []
    const { metrics = {} } = context.items.find((item) => item.name === kpi.evidence) ?? {}
    // A metric may be named like what every object has.
    const measured = Object.hasOwn(metrics, kpi.metric) ? metrics[kpi.metric] : undefined
    const args = { kpi: kpi.id, name: kpi.name, item: kpi.evidence, metric: kpi.metric, unit: kpi.unit }
    const path = ['kpis', kpi.id]
    if (measured === undefined) return [finding('kpi.not_measured', args, path)]
    if (kpi.value === undefined || kpi.value === measured) return []
    return [finding('kpi.differs', { ...args, declared: kpi.value, measured }, path)]
  })
}

/** An approval in a role that nobody asked for fills no quorum. A rejection there blocks, and is said where it does. */
function strayApprovals({ dossier, policy }: PreparedContext): Finding[] {
  const asked = new Set(policy.approvers.map(({ role }) => role))
  return dossier.approvals
    .filter(({ role, decision }) => decision === 'approved' && !asked.has(role))
    .map(({ role, approver }) =>
      finding('approval.unknown_role', { role, person: approver }, ['approvals', role]),
    )
}

/** Reports a person who holds two approver roles: the second role adds no second review. */
function approvers(context: PreparedContext): Finding[] {
  const people = Map.groupBy(
    context.approvals
      .filter(({ outcome }) => outcome === 'approved')
      .flatMap((each) => each.approvers.map((person) => ({ person, role: each.role }))),
    (each) => nameKey(each.person),
  )
  return [...people.values()].flatMap((acts) => {
    const roles = [...new Set(acts.map((each) => each.role))].sort()
    if (roles.length < 2) return []
    return [finding('approval.one_person', { person: acts[0]?.person ?? null, roles }, ['approvals'])]
  })
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
