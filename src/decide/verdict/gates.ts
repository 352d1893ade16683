import type { AssessedItem, GateOutcome, GroupOutcome } from '#model/evaluation.ts'
import type { Finding } from '#model/finding.ts'
import { finding, hasCode } from '#model/finding.ts'
import type { Gate, GateGroup } from '#model/policy.ts'
import { sortFindings } from '../lib/findings.ts'
import { instant, millis } from '../lib/time.ts'
import { overBudget, standsForBudgets } from './budgets.ts'
import { boundTo, type EvaluationContext, type Violations } from './evaluation-context.ts'
import { askedBy, isMisfit } from './fit.ts'
import { type GateResult, rules } from './rules.ts'
import { type GateWaivers, waiversOf } from './waivers.ts'

/** Judges every gate of a group. The group fails when one required gate neither passed nor is waived. */
export function judgeGroup(group: GateGroup, context: EvaluationContext): GroupOutcome & Violations {
  const judged = group.gates.map((gate) => judgeGate(gate, group, context))
  return {
    id: group.id,
    title: group.title,
    outcome: groupOutcome(judged.map((each) => each.gate)),
    gates: judged.map((each) => each.gate),
    blockers: judged.flatMap((each) => each.blockers),
    findings: judged.flatMap((each) => each.findings),
  }
}

/** True when a gate's outcome stands in the way of GO. */
export function blocks(gate: GateOutcome): boolean {
  return !gate.waived && gate.outcome !== 'passed' && gate.outcome !== 'not-applicable'
}

function groupOutcome(gates: readonly GateOutcome[]): GroupOutcome['outcome'] {
  if (gates.every((gate) => gate.outcome === 'not-applicable')) return 'none'
  if (gates.some(blocks)) return 'failed'
  return gates.some((gate) => gate.waived) ? 'waived' : 'passed'
}

function judgeGate(
  gate: Gate,
  group: GateGroup,
  context: EvaluationContext,
): Violations & { gate: GateOutcome } {
  const exemption = exempt(gate, context)
  const waiving = waiversOf(gate, context)
  const known = { id: gate.id, group: group.id, title: gate.title, requirement: gate.requirement }
  const said = [...exemption.findings, ...waiving.findings]
  if (exemption.applies === false) {
    const outcome = {
      ...known,
      outcome: 'not-applicable' as const,
      waived: false,
      items: [],
      validUntil: null,
    }
    return { gate: { ...outcome, findings: said }, blockers: [], findings: said }
  }
  const ruling = withBudgets(gate, rules[gate.rule](gate, context), context)
  const { outcome, items } = ruling
  const waived = waiving.until !== null && outcome !== 'passed' && outcome !== 'failed'
  const trouble = outcome === 'passed' ? [] : troubleOf(outcome, gate, group, ruling)
  const noticed = outcome === 'failed' ? [...said, ...waiving.overFailure] : said
  const findings = [...trouble, ...ruling.findings, ...noticed]
  const holds = waived || outcome === 'passed'
  const validUntil = holds ? endOf(ruling, waiving) : null
  const judged = { ...known, outcome, waived, items, findings, validUntil }
  return holds
    ? { gate: judged, blockers: [], findings }
    : { gate: judged, blockers: [...trouble, ...ruling.findings], findings: noticed }
}

/** A gate that stands for latency budgets fails by what they break, whatever is bound to it. */
function withBudgets(gate: Gate, ruling: GateResult, context: EvaluationContext): GateResult {
  const over = standsForBudgets(gate) ? overBudget(context) : []
  if (over.length === 0) return ruling
  return {
    ...ruling,
    outcome: 'failed',
    validUntil: null,
    findings: sortFindings([...ruling.findings, ...over]),
  }
}

/**
 * A conditional gate applies unless the dossier says, with a reason, that it does not, and binds nothing to it. Every
 * declaration about a gate must agree on that; a mandatory gate always applies.
 */
function exempt(gate: Gate, context: EvaluationContext): { applies: boolean; findings: Finding[] } {
  const said = context.dossier.gates.filter((each) => each.id === gate.id)
  const denied = said.filter((each) => each.applies === false)
  const about = (code: string) => [finding(code, { gate: gate.id, title: gate.title }, ['gates', gate.id])]
  if (denied.length === 0) return { applies: true, findings: [] }
  if (gate.requirement === 'mandatory') return { applies: true, findings: about('gate.always_applies') }
  if (denied.some((each) => each.reason === undefined))
    return { applies: true, findings: about('gate.no_reason') }
  if (denied.length < said.length) return { applies: true, findings: about('gate.contradicted') }
  if (boundTo(context, gate.id).length > 0)
    return { applies: true, findings: about('gate.bound_but_not_applicable') }
  return { applies: false, findings: [] }
}

/** A gate that applies has no proof when all that is bound to it does not count. */
const NOT_PASSED = {
  failed: 'gate.not_passed',
  missing: 'gate.missing',
  stale: 'gate.stale',
  unknown: 'gate.unknown',
  'not-applicable': 'gate.missing',
} as const

/** Why a gate did not pass. Changed bytes are told as that, file by file: to run such a gate again would hide them. */
function troubleOf(
  outcome: keyof typeof NOT_PASSED,
  gate: Gate,
  group: GateGroup,
  ruling: GateResult,
): Finding[] {
  const changed = ruling.items.flatMap((item) => {
    const about = item.findings.find((each) => hasCode(each, 'artifact.digest_mismatch'))
    if (!about) return []
    const known = { gate: gate.id, title: gate.title, group: group.title, rule: gate.rule, item: item.name }
    return [finding('gate.digest_mismatch', { ...causeIn(about), ...known }, ['gates', gate.id])]
  })
  const said = changed.length > 0 ? changed : [whyNotPassed(NOT_PASSED[outcome], gate, group, ruling)]
  return [...sortFindings(said), ...limitsBroken(ruling), ...misfits(ruling)]
}

function whyNotPassed(code: string, gate: Gate, group: GateGroup, ruling: GateResult): Finding {
  const { decisive } = ruling
  const item = decisive && decisive.outcome !== 'passed' ? decisive.name : null
  const known = { gate: gate.id, title: gate.title, group: group.title, rule: gate.rule, item }
  const args = {
    ...(item ? causeIn(decisive?.findings[0] ?? ruling.findings[0]) : { because: null }),
    ...(code === NOT_PASSED.missing ? askedBy(gate.accepts) : {}),
    ...known,
  }
  return finding(code, args, ['gates', gate.id])
}

/** What an artifact's finding was led to by, which is what a person has to look at; else the finding itself. */
function causeIn(about: Finding | undefined): Finding['args'] {
  return typeof about?.args['because'] === 'string' ? about.args : { because: about?.code ?? null }
}

/** A broken limit is a blocker of its own, and so is a part that failed: "Inspect the failed metric and threshold" [002]. */
function limitsBroken(ruling: GateResult): Finding[] {
  const named = ({ name, findings }: AssessedItem) =>
    findings.filter((each) => isLimit(each) || (isPart(each) && each.args['item'] !== name))
  return sortFindings(ruling.items.flatMap(named))
}

function isPart(each: Finding): boolean {
  return ['artifact.missing', 'artifact.not_passed'].some((code) => hasCode(each, code))
}

function isLimit(each: Finding): boolean {
  return ['metric.below_min', 'metric.above_max', 'metric.not_measured'].some((code) => hasCode(each, code))
}

/** In which way the artifact that comes nearest is not what the gate asks for, each a blocker of its own. */
function misfits({ decisive }: GateResult): Finding[] {
  return sortFindings(decisive?.findings.filter(isMisfit) ?? [])
}

/** Until when the gate holds: proof and waiver cover for each other, so the later end counts. */
function endOf(ruling: GateResult, waiving: GateWaivers): string | null {
  const ends = [
    ...(ruling.outcome === 'passed' ? [ruling.validUntil === null ? null : millis(ruling.validUntil)] : []),
    ...(waiving.until === null ? [] : [waiving.until]),
  ]
  if (ends.length === 0 || ends.includes(null)) return null
  return instant(Math.max(...ends.filter((end) => end !== null)))
}
