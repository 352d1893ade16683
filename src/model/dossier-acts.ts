import { z } from 'zod'
import { HttpsUrl, Id, Instant, Line, list, ObjectId, Sha256 } from './primitives.ts'

export const DeclaredDecision = z.strictObject({
  decision: z.enum(['GO', 'NO-GO', 'inconclusive']),
  at: Instant.optional(),
  by: Line.optional(),
})

/** One round through the release gate; a failed one must be followed by fresher evidence [000, node G]. */
export const Attempt = z.strictObject({
  n: z.int().min(1),
  evidenceRunAt: Instant,
  result: z.enum(['passed', 'failed']),
  failedGates: list(Id),
  rework: HttpsUrl.optional(),
  note: Line.optional(),
})

/** What the dossier says about a gate. Whether the gate passed is not for it to say. */
export const GateDeclaration = z.strictObject({
  id: Id,
  /** For conditional gates; absent means it applies. */
  applies: z.boolean().optional(),
  /** Needed with `applies: false`. */
  reason: Line.optional(),
  note: Line.optional(),
})

export const Waiver = z.strictObject({
  gate: Id,
  owner: Line,
  reason: Line,
  /** First moment at which it no longer holds. */
  until: Instant,
  ref: HttpsUrl.optional(),
})
export type Waiver = z.infer<typeof Waiver>

/** A tick. It counts for nothing unless it names an artifact that passed [002]. */
export const ChecklistItem = z.strictObject({
  area: Line,
  name: Id,
  required: z.boolean(),
  result: z.boolean(),
  requiredProof: Line.optional(),
  evidence: Id.optional(),
})
export type ChecklistItem = z.infer<typeof ChecklistItem>

export const Approval = z.strictObject({
  role: Id,
  approver: Line,
  decision: z.enum(['approved', 'rejected']),
  at: Instant,
  /** What was approved: the dossier's canonical digest without `approvals`, and the code. */
  binds: z.strictObject({ dossierSha256: Sha256, commit: ObjectId.optional() }),
  ref: HttpsUrl.optional(),
  comment: Line.optional(),
})
export type Approval = z.infer<typeof Approval>

export const Promotion = z.strictObject({
  from: Id.optional(),
  to: Id,
  at: Instant.optional(),
  by: Line.optional(),
  result: z.enum(['reached', 'blocked', 'rolled-back']),
  method: Line.optional(),
  via: Line.optional(),
  conditions: list(
    z.strictObject({ id: Line, title: Line.optional(), status: z.enum(['met', 'not-met', 'unknown']) }),
  ),
  /** What breaks the rule of the release branch [003]: pushed to it, edited by hand on it, committed past its hooks. */
  directPush: z.boolean().optional(),
  handEdited: z.boolean().optional(),
  noVerify: z.boolean().optional(),
})

export const SmokeRun = z.strictObject({
  environment: Id,
  at: Instant.optional(),
  /** The version the environment reported about itself. */
  buildVersion: Line.optional(),
  steps: list(
    z.strictObject({
      actor: Line,
      target: Line,
      action: Line,
      result: z.enum(['passed', 'failed', 'skipped']),
      detail: Line.optional(),
    }),
  ),
})
