import type { Dossier } from '#model/dossier.ts'
import type { OpenRisk, Risk } from '#model/dossier-risk.ts'
import type { Evaluation } from '#model/evaluation.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Policy } from '#model/policy.ts'
import { canonical } from '../lib/canonical.ts'
import { compareText, sortFindings } from '../lib/findings.ts'
import { DAY_MS, millis } from '../lib/time.ts'
import { isProven } from './checklist.ts'
import { decisionTime } from './decision-time.ts'
import type { EvaluationContext, Violations } from './evaluation-context.ts'

/**
 * The severity rule [003]: a risk of a blocking severity blocks while it is open, merely accepted, or said to be mitigated
 * or closed without a word on how and something that shows it. An accepted runtime fallback that the policy allows and
 * that has not ended is shown and not counted; its end is the start of that day in UTC. A risk that a release before left
 * open, and of which this dossier says nothing, counts as open.
 * @param passed gives the names of the artifacts that passed somewhere in this evaluation.
 */
export function judgeRisks(
  context: EvaluationContext,
  passed: () => ReadonlySet<string>,
): Violations & { severity: Evaluation['severity'] } {
  const risks = context.dossier.risks.toSorted(inOrder).map((risk) => judgeRisk(risk, context, passed))
  const blocking = risks.filter(({ trouble }) => trouble !== null)
  const fallbacks = risks.filter(({ isCovered }) => isCovered)
  const dropped = context.record.droppedRisks ?? []
  const isGrave = ({ severity }: OpenRisk) => context.policy.blockingSeverities.includes(severity)
  const forgotten = dropped.filter(isGrave)
  const unnamed = droppedUnnamed(context)
  return {
    severity: {
      outcome: blocking.length + forgotten.length + unnamed.length > 0 ? 'failed' : 'passed',
      blocking: unique([...blocking.map(({ risk }) => risk.id), ...forgotten.map(({ id }) => id)]),
      fallbacks: unique(fallbacks.map(({ risk }) => risk.id)),
    },
    blockers: [
      ...blocking.flatMap(({ risk, trouble }) => (trouble ? [aboutRisk(trouble, risk)] : [])),
      ...forgotten.map(aboutDropped),
      ...unnamed,
    ],
    findings: sortFindings([
      ...blocking.flatMap(({ risk }) =>
        fallbackTrouble(risk, context).map((code) => aboutFallback(code, risk, context)),
      ),
      ...dropped.filter((risk) => !isGrave(risk)).map(aboutDropped),
    ]),
  }
}

/**
 * Carries risks from a release to the next: what a release leaves open stays open until a later dossier lists it as closed,
 * whether or not one in between forgets it.
 * @param before what the release before left open.
 * @returns what this release leaves open, and what of that it says nothing of.
 */
export function carryRisks(
  dossier: Pick<Dossier, 'risks'> | null,
  version: string,
  before: readonly OpenRisk[],
): { open: OpenRisk[]; dropped: OpenRisk[] } {
  if (dossier === null) return { open: [...before], dropped: [] }
  const dropped = before.filter((each) => !dossier.risks.some((risk) => tellsOf(risk, each)))
  const lost = new Set(dropped.map(({ id }) => id))
  const own = new Map(
    dossier.risks
      .filter((risk) => isOpen(risk) && !lost.has(risk.id))
      .toSorted(inOrder)
      .toReversed()
      .map(({ id, title, severity }) => [id, { id, title, severity, version }]),
  )
  return { open: [...dropped, ...own.values()].sort((a, b) => compareText(a.id, b.id)), dropped }
}

/** A risk that was graver before needs a word on what made it less grave. */
function tellsOf(risk: Risk, before: OpenRisk): boolean {
  return risk.id === before.id && (risk.severity <= before.severity || risk.mitigation !== undefined)
}

function aboutDropped({ id, title, severity, version }: OpenRisk): Finding {
  return finding('risk.dropped', { risk: id, title, severity, version }, ['risks', id])
}

/** How grave those are that found no room nobody knows: that is doubt. */
function droppedUnnamed({ record: { droppedRisksMore: count } }: EvaluationContext): Finding[] {
  return count === undefined ? [] : [finding('risk.dropped_more', { count }, ['risks'])]
}

function inOrder(a: Risk, b: Risk): number {
  return (
    compareText(a.severity, b.severity) || compareText(a.id, b.id) || compareText(canonical(a), canonical(b))
  )
}

interface JudgedRisk {
  risk: Risk
  /** Why it blocks; null when it does not. */
  trouble: string | null
  /** An accepted fallback holds for it. */
  isCovered: boolean
}

function judgeRisk(risk: Risk, context: EvaluationContext, passed: () => ReadonlySet<string>): JudgedRisk {
  const isBlocking = context.policy.blockingSeverities.includes(risk.severity)
  const isCovered =
    isOpen(risk) && risk.acceptedFallback !== undefined && fallbackTrouble(risk, context).length === 0
  if (!isBlocking || isCovered) return { risk, trouble: null, isCovered }
  const trouble = isOpen(risk) ? UNRESOLVED[risk.severity] : unshown(risk, context, passed)
  return { risk, trouble, isCovered }
}

function isOpen({ status }: Risk): boolean {
  return status === 'open' || status === 'accepted'
}

/** "Closed" is a word: it counts with what was done, and with an artifact that passed or a link that shows it. */
function unshown(risk: Risk, context: EvaluationContext, passed: () => ReadonlySet<string>): string | null {
  if (risk.mitigation === undefined) return 'risk.no_mitigation'
  if (risk.evidence !== undefined)
    return isProven(risk.evidence, context, passed()) ? null : 'risk.proof_not_passed'
  return risk.link === undefined ? 'risk.no_proof' : null
}

/** Why an accepted fallback does not count; nothing for one that does, and where none is needed. */
function fallbackTrouble(risk: Risk, { policy, record, at }: EvaluationContext): string[] {
  const end = fallbackEnd(risk)
  if (end === null || !isOpen(risk)) return []
  const { severities, maxDays } = policy.fallbacks ?? UNLIMITED
  const latest = millis(decisionTime(record)) + Math.round(maxDays * DAY_MS)
  return [
    ...(severities.includes(risk.severity) ? [] : ['risk.fallback_not_allowed']),
    ...(end <= latest ? [] : ['risk.fallback_too_long']),
    ...(at < end ? [] : ['risk.fallback_expired']),
  ]
}

/** Of a version of a policy that says nothing of fallbacks. */
const UNLIMITED: NonNullable<Policy['fallbacks']> = {
  severities: ['SEV-1', 'SEV-2', 'SEV-3', 'SEV-4'],
  maxDays: Number.POSITIVE_INFINITY,
}

/** When an accepted fallback ends, in milliseconds; null without one. */
export function fallbackEnd(risk: Risk): number | null {
  return risk.acceptedFallback ? Date.parse(`${risk.acceptedFallback.until}T00:00:00Z`) : null
}

const UNRESOLVED = {
  'SEV-1': 'risk.unresolved_sev1',
  'SEV-2': 'risk.unresolved_sev2',
  'SEV-3': 'risk.unresolved_sev3',
  'SEV-4': 'risk.unresolved_sev4',
} as const satisfies Record<Risk['severity'], string>

function aboutRisk(code: string, risk: Risk): Finding {
  const { id, title, severity, status, owner, acceptedFallback, evidence } = risk
  const known = { risk: id, title, severity, status, owner: owner ?? null, item: evidence ?? null }
  return finding(code, { ...known, until: acceptedFallback?.until ?? null }, ['risks', id])
}

function aboutFallback(code: string, risk: Risk, { policy }: EvaluationContext): Finding {
  const { severities, maxDays } = policy.fallbacks ?? UNLIMITED
  const told = aboutRisk(code, risk)
  const limits = {
    allowed: severities.toSorted(),
    days: Number.isFinite(maxDays) ? maxDays : null,
  }
  return { ...told, args: { ...told.args, ...limits } }
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort()
}
