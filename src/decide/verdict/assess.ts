import type { ApprovalOutcome, ArtifactOutcome, Evaluation, GroupOutcome } from '#model/evaluation.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Policy } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { sortFindings } from '../lib/findings.ts'
import { instant } from '../lib/time.ts'
import { judgeArtifacts, judgeProfile } from './artifacts.ts'
import { judgeChecklist } from './checklist.ts'
import type { Case, Complaints } from './evaluation-context.ts'
import { blocks, judgeGroup } from './gates.ts'
import { judgePackOrder } from './pack-order.ts'
import { judgeRisks } from './risks.ts'
import { judgeVerification } from './verification.ts'

/** Everything about a release at one moment but cross-checks and the end of a GO. */
export function assess(release: Case): Evaluation {
  const { policy } = release
  const groups = policy.groups.map((group) => judgeGroup(group, release))
  const artifacts = judgeArtifacts(release)
  const checklist = judgeChecklist(release, () => passedItems(groups, artifacts.artifacts))
  const approvals = judgeAllApprovals(release)
  const risks = judgeRisks(release)
  const required = groups.flatMap((group) => group.gates).filter((gate) => gate.outcome !== 'not-applicable')
  const nothing = nothingRequired(policy, required.length)
  const requirements: Step[] = [
    {
      id: 'artifacts',
      blockers: [
        ...judgeProfile(release),
        ...artifacts.blockers,
        ...judgeVerification(release, failedItems(groups, artifacts.artifacts)),
        ...judgePackOrder(release),
        ...checklist.blockers,
        ...nothing,
      ],
    },
    { id: 'approvals', blockers: approvals.blockers },
  ]
  const pending = requirements.flatMap((step) => step.blockers)
  const steps: Step[] = [...groups, ...requirements, { id: 'severity', blockers: risks.blockers }]
  const blockers = unique(steps.flatMap((step) => step.blockers))
  const others = [...groups, artifacts, checklist, approvals, risks].flatMap((each) => each.findings)
  return {
    ...opening(policy, release.at),
    decision: blockers.length > 0 ? 'no-go' : 'go',
    groups: groups.map(({ id, title, outcome, gates }) => ({ id, title, outcome, gates })),
    severity: risks.severity,
    artifacts: artifacts.artifacts,
    approvals: [...release.approvals],
    blockers,
    findings: sortFindings(others),
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

function judgeAllApprovals(release: Case): Complaints {
  const approved = (each: ApprovalOutcome) => each.outcome === 'approved'
  return {
    blockers: release.approvals.filter((each) => !approved(each)).flatMap((each) => each.findings),
    findings: release.approvals.filter(approved).flatMap((each) => each.findings),
  }
}

/** GO is a positive assertion: a policy that asks for nothing lets nothing through. */
function nothingRequired(policy: Policy, required: number): Finding[] {
  return required > 0
    ? []
    : [finding('policy.nothing_required', { policy: policy.id, version: policy.version })]
}

function passedItems(groups: readonly GroupOutcome[], artifacts: readonly ArtifactOutcome[]): Set<string> {
  const weighed = [...groups.flatMap((group) => group.gates), ...artifacts].flatMap((each) => each.items)
  return new Set(weighed.filter((item) => item.outcome === 'passed').map((item) => item.name))
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
  const weighed = [...gates, ...required].flatMap((each) => each.items)
  return new Set(weighed.filter((item) => item.outcome === 'failed').map((item) => item.name))
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
