import type { Dossier } from '#model/dossier.ts'
import type { ApprovalOutcome } from '#model/evaluation.ts'
import type { EvidenceItem, EvidenceReference } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import type { Policy } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { compareText } from '../lib/findings.ts'
import { judgeApprovals } from './approvals.ts'
import { type Reworks, reworkedSince, reworksOf } from './attempts.ts'
import { withAskedChecks } from './checklist-file.ts'
import type { Demands } from './proof.ts'
import { acceptSuppressions, applyVex } from './vex.ts'

/** One release before one policy at one moment: everything that a rule may look at. */
export interface EvaluationContext extends PreparedContext {
  /** What else each file proves already, by requirement and name of the artifact, where it may not prove both. */
  provenElsewhere: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/** The same before it is known which of its files may not count twice. */
export interface PreparedContext {
  record: ReleaseRecord
  dossier: Dossier
  policy: Policy
  /** Milliseconds since 1970. */
  at: number
  /** By name; what the dossier references and nobody collected is among them, as missing; cleared of what may be cleared. */
  items: readonly EvidenceItem[]
  /** The same by the gates they are offered for. */
  byGate: ReadonlyMap<string, readonly EvidenceItem[]>
  /** The latest failed attempts: evidence must be younger than those of its gate [000, node G]. */
  reworks: Reworks
  approvals: readonly ApprovalOutcome[]
  /** Which vulnerabilities were cleared or let go, by whom and why, and which statements clear nothing. */
  cleared: readonly Finding[]
}

/** What a rule adds to a decision: what keeps the release from GO, and what is only worth showing. */
export interface Violations {
  blockers: Finding[]
  findings: Finding[]
}

/** A release with all evidence that it offers, before any policy and moment. */
export type Submission = Pick<PreparedContext, 'record' | 'dossier' | 'items' | 'byGate'>

/** Gathers what a release with a dossier offers, once for all moments that it is judged at. */
export function makeSubmission(record: ReleaseRecord, dossier: Dossier): Submission {
  const items = allItems(record, dossier)
  return { record, dossier, items, byGate: groupByGate(items) }
}

/** Prepares a release for the rules of a policy at a moment, in milliseconds since 1970. */
export function makeContext(submission: Submission, policy: Policy, at: number): PreparedContext {
  const { record, dossier } = submission
  const held = withAskedChecks(submission.items, policy, dossier.releaseType)
  const accepted = acceptSuppressions(held, policy)
  const { items, findings } = applyVex(accepted.items, { packages: dossier.packages, policy, at })
  const byGate = items === submission.items ? submission.byGate : groupByGate(items)
  return {
    record,
    dossier,
    policy,
    at,
    items,
    byGate,
    reworks: reworksOf(dossier, at),
    approvals: judgeApprovals(submission, policy, at),
    cleared: [...accepted.findings, ...findings],
  }
}

/** The artifacts offered as proof for a gate. */
export function boundTo(context: PreparedContext, gate: string): readonly EvidenceItem[] {
  return context.byGate.get(gate) ?? []
}

/** The artifacts of a name; a required artifact is found by its name [002 `--artifact name=path`]. */
export function named(context: PreparedContext, name: string): EvidenceItem[] {
  return context.items.filter((item) => item.name === name)
}

/** What is asked of proof for one gate or required artifact besides its clauses, before it is known what counts twice. */
export function demandsOf(
  { at, items, policy, record, reworks }: PreparedContext,
  { id, requireVerified }: { id: string; requireVerified: boolean },
): Demands {
  return {
    at,
    reworkedSince: reworkedSince(reworks, id),
    requireVerified,
    items,
    runs: record.github?.runs ?? [],
    maxSkippedShare: policy.maxSkippedShare ?? null,
    runConclusion: policy.runConclusion ?? false,
    provenElsewhere: new Map(),
  }
}

/** Names a gate or required artifact among all of them. */
export function requirementKey(kind: 'gate' | 'artifact', id: string): string {
  return `${kind} ${id}`
}

function groupByGate(items: readonly EvidenceItem[]): Map<string, EvidenceItem[]> {
  const byGate = new Map<string, EvidenceItem[]>()
  for (const item of items)
    for (const gate of new Set(item.gates)) {
      const bound = byGate.get(gate)
      if (bound) bound.push(item)
      else byGate.set(gate, [item])
    }
  return byGate
}

function allItems(record: ReleaseRecord, dossier: Dossier): EvidenceItem[] {
  const collected = new Set(record.evidence.map((item) => item.name))
  const absent = dossier.evidence.filter((reference) => !collected.has(reference.name)).map(neverCollected)
  return [...record.evidence, ...absent].sort(
    (a, b) => compareText(a.name, b.name) || compareText(a.sha256 ?? '', b.sha256 ?? ''),
  )
}

function neverCollected(reference: EvidenceReference): EvidenceItem {
  const { name, kind, producer, gates, services, publish } = reference
  const known = { name, kind, producer, gates, services, publish, format: reference.format ?? 'unknown' }
  const bound = { purpose: reference.purpose ?? null, run: reference.run ?? null, url: reference.url ?? null }
  return {
    ...known,
    ...bound,
    dialect: null,
    tool: null,
    judgement: 'verdict',
    status: 'missing',
    reasons: [],
    counts: null,
    suites: [],
    metrics: {},
    subject: { commit: null, digests: [] },
    recorded: null,
    sha256: null,
    bytes: null,
    generatedAt: null,
    timeSource: 'unknown',
    collectedFrom: { source: 'none', path: null },
    codeMatch: 'unknown',
    verification: [],
    attestations: [],
  }
}
