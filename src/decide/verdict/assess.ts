import type { ApprovalOutcome, ArtifactOutcome, Evaluation, GroupOutcome } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Policy } from '#model/policy.ts'
import type { GitFacts, ReleaseRecord } from '#model/release.ts'
import { causeOf, sortFindings } from '../lib/findings.ts'
import { instant, millis } from '../lib/time.ts'
import { judgeArtifacts, judgeProfile } from './artifacts.ts'
import { judgeAttempts, judgeRuns } from './attempts.ts'
import { untoldBreaks } from './breaking.ts'
import { judgeChecklist } from './checklist.ts'
import { unaskedFailures } from './cross-checks.ts'
import { judgeDecisionTime } from './decision-time.ts'
import { provenElsewhere } from './distinct.ts'
import type { EvaluationContext, PreparedContext, Violations } from './evaluation-context.ts'
import { blocks, judgeGroup } from './gates.ts'
import { judgeReleaseType } from './release-type.ts'
import { judgeRisks } from './risks.ts'
import { distrust, unseenLists } from './verification.ts'

/** Everything about a release at one moment but cross-checks and the end of a GO. */
export function assess(prepared: PreparedContext): Evaluation {
  const context = { ...prepared, provenElsewhere: provenElsewhere(prepared) }
  const { policy } = context
  const groups = policy.groups.map((group) => judgeGroup(group, context))
  const artifacts = judgeArtifacts(context)
  const passed = () => passedItems(groups, artifacts.artifacts)
  const checklist = judgeChecklist(context, passed)
  const approvals = judgeAllApprovals(context)
  const risks = judgeRisks(context, passed)
  const attempts = judgeAttempts(context.dossier)
  const runs = judgeRuns(context)
  const times = judgeDecisionTime(context)
  const type = judgeReleaseType(context)
  const required = groups.flatMap((group) => group.gates).filter((gate) => gate.outcome !== 'not-applicable')
  const nothing = nothingRequired(policy, required.length)
  const requirements: Step[] = [
    {
      id: 'artifacts',
      blockers: [
        ...times.blockers,
        ...type.blockers,
        ...judgeProfile(context),
        ...artifacts.blockers,
        ...judgeVerification(context, failedItems(groups, artifacts.artifacts)),
        ...judgePackOrder(context),
        ...checklist.blockers,
        ...attempts.blockers,
        ...runs.blockers,
        ...judgeLog(context, groups),
        ...nothing,
      ],
    },
    { id: 'approvals', blockers: approvals.blockers },
  ]
  const pending = requirements.flatMap((step) => step.blockers)
  const steps: Step[] = [...groups, ...requirements, { id: 'severity', blockers: risks.blockers }]
  const blockers = unique(steps.flatMap((step) => step.blockers))
  const others = [...groups, times, type, artifacts, checklist, attempts, runs, approvals, risks].flatMap(
    (each) => each.findings,
  )
  return {
    ...opening(policy, context.at),
    decision: blockers.length > 0 ? 'no-go' : 'go',
    groups: groups.map(({ id, title, outcome, gates }) => ({ id, title, outcome, gates })),
    severity: risks.severity,
    artifacts: artifacts.artifacts,
    approvals: [...context.approvals],
    blockers,
    findings: sortFindings([...others, ...unaskedFailures(context, groups, artifacts.artifacts)]),
    firstFailure: steps.find((step) => step.blockers.length > 0)?.id ?? null,
    strip: strip(groups, pending.length > 0, risks.severity.outcome),
    required: required.length,
    satisfied: required.filter((gate) => !blocks(gate)).length,
  }
}

type Step = { id: string; blockers: readonly Finding[] }

/** A release without a dossier that can be read: nothing is judged, and nothing is GO. */
export function notAssessed(record: ReleaseRecord, policy: Policy, at: number): Evaluation {
  return {
    ...opening(policy, at),
    decision: 'not-assessed',
    groups: policy.groups.map(({ id, title }) => ({ id, title, outcome: 'none', gates: [] })),
    severity: { outcome: 'passed', blocking: [], fallbacks: [] },
    artifacts: [],
    approvals: [],
    blockers: [],
    findings: sortFindings(record.quarantine),
    firstFailure: null,
    strip: 'nnnnnn',
    required: 0,
    satisfied: 0,
  }
}

function opening(policy: Policy, at: number) {
  const { id, version } = policy
  return { at: instant(at), policy: { id, version }, validUntil: null, endedBy: null }
}

function judgeAllApprovals(context: EvaluationContext): Violations {
  const approved = (each: ApprovalOutcome) => each.outcome === 'approved'
  return {
    blockers: context.approvals.filter((each) => !approved(each)).flatMap((each) => each.findings),
    findings: context.approvals.filter(approved).flatMap((each) => each.findings),
  }
}

/** GO is a positive assertion: a policy that asks for nothing lets nothing through. */
function nothingRequired(policy: Policy, required: number): Finding[] {
  return required > 0
    ? []
    : [finding('policy.nothing_required', { policy: policy.id, version: policy.version })]
}

/** What the log breaks in secret blocks also where no gate asks: none has the rule, or the one that has does not apply. */
function judgeLog(context: EvaluationContext, groups: readonly Violations[]): Finding[] {
  const told = new Set(groups.flatMap((group) => group.blockers).map((each) => JSON.stringify(each)))
  return untoldBreaks(context).filter((each) => !told.has(JSON.stringify(each)))
}

function passedItems(groups: readonly GroupOutcome[], artifacts: readonly ArtifactOutcome[]): Set<string> {
  const assessed = [...groups.flatMap((group) => group.gates), ...artifacts].flatMap((each) => each.items)
  return new Set(assessed.filter((item) => item.outcome === 'passed').map((item) => item.name))
}

/** Blockers keep the order of the decision flow; what two steps complain of alike is said once. */
function unique(blockers: readonly Finding[]): Finding[] {
  const byCode = Map.groupBy(blockers, (each) => each.code)
  const said = new Set<string>()
  return blockers.filter((each) => {
    // Only findings of one code need a text to compare.
    if (byCode.get(each.code)?.length === 1) return true
    const text = JSON.stringify(each)
    return said.size < said.add(text).size
  })
}

/** Artifacts that failed a gate or requirement which stands in the way of GO. */
function failedItems(groups: readonly GroupOutcome[], artifacts: readonly ArtifactOutcome[]): Set<string> {
  const gates = groups.flatMap((group) => group.gates).filter(blocks)
  const required = artifacts.filter((artifact) => artifact.required)
  const assessed = [...gates, ...required].flatMap((each) => each.items)
  return new Set(assessed.filter((item) => item.outcome === 'failed').map((item) => item.name))
}

const LETTER = { passed: 'p', waived: 'w', failed: 'f', none: 'n' } as const

/**
 * The last group, delivery, also stands for what a release must bring besides gates: profile, artifacts, checklist,
 * approvals. So a strip without an `f` is a GO, and a GO has no `f`.
 */
function strip(groups: readonly GroupOutcome[], pending: boolean, severity: 'passed' | 'failed'): string {
  const cells = groups.map((group) => LETTER[group.outcome])
  return [...cells.slice(0, -1), pending ? 'f' : cells.at(-1), LETTER[severity]].join('')
}

/**
 * Changed bytes and a comparison that failed are in the way of GO also where the artifact is bound to nothing: what was
 * forged once is not believed for the rest. That nothing was compared is in the way only where the policy asks for it.
 * @param told names of artifacts whose failure keeps the release from GO already, by their gate or requirement.
 */
function judgeVerification(
  { items, record, policy }: EvaluationContext,
  told: ReadonlySet<string>,
): Finding[] {
  const untold = items.filter(({ name }) => !told.has(name)).flatMap(distrust)
  return sortFindings([...untold, ...items.flatMap(unseenLists), ...judgeTag(record.git, policy)])
}

/** A tag is no artifact, and its signature no approval: it only says who set it. */
function judgeTag({ tag, signature }: GitFacts, { requireVerifiedTag }: Policy): Finding[] {
  if (signature?.outcome === 'verified' || (signature?.outcome !== 'failed' && !requireVerifiedTag)) return []
  const code = signature?.outcome === 'failed' ? 'tag.verification_failed' : 'tag.not_verified'
  return [finding(code, { ...causeOf(signature?.reasons ?? []), tag }, ['tag'])]
}

/**
 * "Regenerate release-evidence-pack after the checklist is green" [002]: a pack that is older than a checklist beside it
 * was made without it. Only times that stand in the files themselves are compared, and only of what is there at the
 * moment of judging.
 */
function judgePackOrder({ items, at }: EvaluationContext): Finding[] {
  const dated = items.filter(({ timeSource, generatedAt }) => {
    return timeSource === 'content' && generatedAt !== null && millis(generatedAt) <= at
  })
  const checklists = dated.filter((item) => is(item, 'pre_release_checklist', 'dpone-pre-release-checklist'))
  const packs = dated.filter((item) => is(item, 'release_evidence_pack', 'dpone-release-evidence-pack'))
  return sortFindings(
    packs.flatMap((pack) =>
      checklists.filter((each) => momentOf(pack) < momentOf(each)).map((each) => early(pack, each)),
    ),
  )
}

function is(item: EvidenceItem, name: string, format: string): boolean {
  return item.name === name || item.format === format
}

function momentOf({ generatedAt }: EvidenceItem): number {
  return millis(generatedAt ?? '')
}

function early(pack: EvidenceItem, checklist: EvidenceItem): Finding {
  const args = {
    item: pack.name,
    checklist: checklist.name,
    packed: pack.generatedAt,
    made: checklist.generatedAt,
  }
  return finding('order.pack_before_checklist', args, ['evidence', pack.name])
}
