import { z } from 'zod'
import { Finding } from './finding.ts'
import { Id, Instant, Line } from './primitives.ts'

export const Decision = z.enum(['go', 'no-go', 'not-assessed'])
export type Decision = z.infer<typeof Decision>

export const Outcome = z.enum(['passed', 'failed', 'missing', 'stale', 'unknown', 'not-applicable'])
export type Outcome = z.infer<typeof Outcome>

/** One bound artifact, as assessed for one gate or requirement. */
export const AssessedItem = z.strictObject({
  /** Name of the evidence item. */
  name: Id,
  outcome: Outcome,
  /** Why it does not count, when it does not. */
  findings: z.array(Finding),
  /** First moment at which it is too old; null = never. */
  freshUntil: Instant.nullable(),
})
export type AssessedItem = z.infer<typeof AssessedItem>

export const GateOutcome = z.strictObject({
  id: Id,
  group: Id,
  title: Line,
  requirement: z.enum(['mandatory', 'conditional']),
  outcome: Outcome,
  /** True when a waiver in force covers the outcome: shown as waived, never as passed. */
  waived: z.boolean(),
  items: z.array(AssessedItem),
  findings: z.array(Finding),
  validUntil: Instant.nullable(),
})
export type GateOutcome = z.infer<typeof GateOutcome>

export const GroupOutcome = z.strictObject({
  id: Id,
  title: Line,
  /** `none` = the policy has no gate in this group. */
  outcome: z.enum(['passed', 'waived', 'failed', 'none']),
  gates: z.array(GateOutcome),
})
export type GroupOutcome = z.infer<typeof GroupOutcome>

export const ArtifactOutcome = z.strictObject({
  name: Id,
  title: Line,
  required: z.boolean(),
  outcome: Outcome,
  items: z.array(AssessedItem),
  findings: z.array(Finding),
  validUntil: Instant.nullable(),
})
export type ArtifactOutcome = z.infer<typeof ArtifactOutcome>

export const ApprovalOutcome = z.strictObject({
  role: Id,
  title: Line,
  outcome: z.enum([
    'approved',
    'missing',
    'stale-binding',
    'too-early',
    'rejected',
    'self-approved',
    'unknown-person',
    'not-distinct',
    'not-verified',
    'unproven',
  ]),
  approvers: z.array(Line),
  findings: z.array(Finding),
})
export type ApprovalOutcome = z.infer<typeof ApprovalOutcome>

/** Six letters, the five groups in order and the SEV rule: p passed, w waived, f failed, n nothing to report. */
export const Strip = z.string().regex(/^[pwfn]{6}$/)

/** What the core makes of (release, policy, at). */
export const Evaluation = z.strictObject({
  decision: Decision,
  at: Instant,
  policy: z.strictObject({ id: Id, version: Line }),
  groups: z.array(GroupOutcome),
  severity: z.strictObject({
    outcome: z.enum(['passed', 'failed']),
    blocking: z.array(Id),
    fallbacks: z.array(Id),
  }),
  artifacts: z.array(ArtifactOutcome),
  approvals: z.array(ApprovalOutcome),
  blockers: z.array(Finding),
  /** Worth showing, not in the way of GO. */
  findings: z.array(Finding),
  /** The first failing step of the decision flow: a group's id, `artifacts`, `approvals` or `severity`. */
  firstFailure: Id.nullable(),
  /** First moment at which a GO no longer holds, and what ends it; null for no end or no GO. */
  validUntil: Instant.nullable(),
  endedBy: Line.nullable(),
  strip: Strip,
  /** Gates counted: required ones and those of them that passed or are waived. */
  required: z.int().min(0),
  satisfied: z.int().min(0),
})
export type Evaluation = z.infer<typeof Evaluation>

/** How a release stands today: its decision, with a GO that ran out since told apart from what was never one. */
export const Standing = z.enum([...Decision.options, 'aged-out'])
export type Standing = z.infer<typeof Standing>

/** How a release can stand once its GO has ended. */
export const AfterGo = z.enum(['aged-out', 'no-go'])
export type AfterGo = z.infer<typeof AfterGo>

/** Both verdicts of a release, and what the dossier claimed [000, one posture]. */
export const Posture = z.strictObject({
  atRelease: Evaluation,
  today: Evaluation,
  /** Today's decision; `aged-out` = GO at release, and only proof, an approval or a waiver ran out since. */
  standing: Standing,
  /**
   * When today's GO ends, how it stands from then on, and what ends it; null where no GO ends. Unlike `today.validUntil`
   * it heeds versions of the policy that are to come.
   */
  ends: z.strictObject({ at: Instant, as: AfterGo, by: Line }).nullable(),
  /** Differences between the declared and the recomputed decision, and tags set while NO-GO. */
  findings: z.array(Finding),
  declared: z.enum(['GO', 'NO-GO', 'inconclusive']).nullable(),
})
export type Posture = z.infer<typeof Posture>
