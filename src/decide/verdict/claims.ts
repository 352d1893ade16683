import type { Dossier } from '#model/dossier.ts'
import type { ArtifactOutcome, GroupOutcome } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Acceptance, Policy } from '#model/policy.ts'
import type { PreparedContext } from './evaluation-context.ts'

/**
 * Where a dossier and its evidence say two things at once about what happened after the decision or beside it, in no order:
 * smoke runs of another version, promotions against their conditions, limits that a file lowered for itself. Nothing of it
 * decides.
 */
export function contradictedClaims(context: PreparedContext): Finding[] {
  const { dossier, record } = context
  return [
    ...dossier.smokeRuns.flatMap((run) => otherBuild(run, record.version)),
    ...dossier.promotions.flatMap(unmet),
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

type SmokeRun = Dossier['smokeRuns'][number]

/** True when an environment says that it runs this version; a leading `v` and build metadata make no difference. */
export function isBuildOf(reported: string, version: string): boolean {
  return plain(reported) === plain(version)
}

function plain(text: string): string {
  return text.replace(/^v(?=\d)/, '').replace(/\+.*$/, '')
}

/** A smoke run that passed on another build is about that one. */
function otherBuild({ environment, buildVersion, steps }: SmokeRun, version: string): Finding[] {
  const isGreen = steps.some((step) => step.result === 'passed')
  if (!isGreen || buildVersion === undefined || isBuildOf(buildVersion, version)) return []
  const args = { environment, reported: buildVersion, version }
  return [finding('smoke.other_version', args, ['smokeRuns', environment])]
}

/** A promotion that took place although its conditions did not hold, or against the rules of the release branch [003]. */
function unmet({ to, result, conditions, directPush, noVerify }: Dossier['promotions'][number]): Finding[] {
  if (result !== 'reached') return []
  const open = conditions.filter((each) => each.status !== 'met').map((each) => each.id)
  const path = ['promotions', to]
  return [
    ...(open.length > 0
      ? [finding('promotion.unmet', { environment: to, conditions: open.sort() }, path)]
      : []),
    ...(directPush ? [finding('promotion.direct_push', { environment: to }, path)] : []),
    ...(noVerify ? [finding('promotion.no_verify', { environment: to }, path)] : []),
  ]
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
