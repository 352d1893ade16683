import { z } from 'zod'
import { Finding } from './finding.ts'
import { ApproverFact } from './people.ts'
import { HttpsUrl, Id, Instant, Line, list, RelativePath, ServiceId, Sha256 } from './primitives.ts'

/** A version of the scoring profile, such as `2026.3`; also the last part of its address. */
export const ScoringId = z
  .string()
  .regex(/^[0-9a-z][0-9a-z_-]*(\.[0-9a-z_-]+)*$/, 'lower-case letters, digits, inner dots and hyphens')
  .max(40)

/** What an item of the review queue is weighed by [004]. */
export const SCORING_FACTORS = ['blast-radius', 'signing-surface', 'canary-drift'] as const
export type ScoringFactor = (typeof SCORING_FACTORS)[number]

const Weight = z.int().min(0).max(100)
const Value = z.int().min(0).max(10)

/** Where a value is another than one of its own revision: that revision, and its hash. */
const Named = z.strictObject({ id: ScoringId, sha256: Sha256 })

/**
 * What the hash of a revision covers: all that decides the order. An approval names that hash, so that an edit of any of
 * it leaves the approval behind [004].
 */
export const ScoringProfile = z.strictObject({
  id: ScoringId,
  /** `bounded`: for one cohort and one window. `baseline`: orders every queue that no bounded one does. */
  use: z.enum(['bounded', 'baseline']),
  summary: Line,
  author: Line,
  made: Instant,
  /** The revision that it was made from. */
  from: Named.nullable(),
  /** What each factor contributes at most; an item of value 10 gets it whole. */
  weights: z.strictObject({ 'blast-radius': Weight, 'signing-surface': Weight, 'canary-drift': Weight }),
})
export type ScoringProfile = z.infer<typeof ScoringProfile>

const Cohort = z.strictObject({ id: Id, services: z.array(ServiceId).min(1).max(200) })

/** From a moment on, until before another. */
const Window = z.strictObject({ from: Instant, until: Instant })
export type ScoringWindow = z.infer<typeof Window>

/** What may go wrong under a profile, each watched against a trigger. */
export const GUARDRAILS = [
  'protected-signoffs-missed',
  'protected-signoff-age',
  'canary-findings-missed',
  'false-negatives',
] as const
const GuardrailName = z.enum(GUARDRAILS)
export type GuardrailName = z.infer<typeof GuardrailName>

const Guardrail = z.strictObject({
  guardrail: GuardrailName,
  /** This much or more is a breach. */
  trigger: z.number().min(0),
  unit: Line,
  /** How often it is looked at, in hours; not looked at for longer, it proves nothing. */
  everyHours: z
    .int()
    .min(1)
    .max(24 * 366),
})

/** What exactly is to become live: the revision, for whom, and what shows that it is worth it. */
const Manifest = z.strictObject({
  revision: Sha256,
  /** One: a manifest of several is refused. */
  cohorts: z.array(Cohort).max(20),
  /** The file of its replay, from the folder of the scoring files. */
  replay: z.strictObject({ path: RelativePath, sha256: Sha256 }).optional(),
})

/** The way back: which trusted profile is restored, and at which triggers. */
const RollbackPacket = z.strictObject({ to: Named, guardrails: z.array(Guardrail).max(20) })

/** What a release manager said yes to. It approves no release. */
const ScoringApproval = z.strictObject({
  approver: Line,
  role: Id,
  at: Instant,
  /** Hash of the revision; of its manifest and of its rollback packet where it has them. */
  revision: Sha256,
  manifest: Sha256.optional(),
  rollback: Sha256.optional(),
  cohort: Id.optional(),
  window: Window.optional(),
  /** What gets noisier or quieter, and is accepted. */
  tradeOff: Line.optional(),
})
export type ScoringApproval = z.infer<typeof ScoringApproval>

const ScoringAct = z.strictObject({
  act: z.enum(['activate', 'extend', 'rollback', 'expire']),
  at: Instant,
  by: Line,
  /** Of an activation: for whom. */
  cohort: Id.optional(),
  /** Of an extension: the new end. */
  until: Instant.optional(),
  reason: Line.optional(),
})
export type ScoringAct = z.infer<typeof ScoringAct>

const Observation = z.strictObject({
  guardrail: GuardrailName,
  at: Instant,
  value: z.number().min(0),
  source: Line,
})

/** How often something happened in so many days. */
const Rate = z.strictObject({ count: z.int().min(0), days: z.number().positive().max(3660) })
const BeforeAndNow = z.strictObject({ before: Rate, now: Rate })

/** `content/scoring/<id>.yaml`: one revision with its packet and everything that happened to it [004]. */
export const ScoringRevision = z.strictObject({
  schemaVersion: z.literal(1),
  profile: ScoringProfile,
  manifest: Manifest.optional(),
  window: Window.optional(),
  rollback: RollbackPacket.optional(),
  approvals: list(ScoringApproval, 50),
  history: list(ScoringAct, 200),
  observations: list(Observation, 2000),
  /** Counted by people in the window, and as long before it. */
  outcomes: z
    .strictObject({ overrides: BeforeAndNow.optional(), missedHighBlast: BeforeAndNow.optional() })
    .optional(),
})
export type ScoringRevision = z.infer<typeof ScoringRevision>

/** What a revision is replayed against [004]. */
export const REPLAY_SOURCES = [
  'regression-history',
  'canary-outcomes',
  'board-overrides',
  'missed-reviews',
] as const

export const ITEM_KINDS = [
  'build-regression',
  'dependency-anomaly',
  'canary-finding',
  'rollout-caveat',
] as const
const ItemKind = z.enum(ITEM_KINDS)

const Count = z.int().min(0).max(1_000_000)
const ReadItems = z.strictObject({ read: Count, nothing: Count })

/**
 * `content/scoring/replay/<id>.yaml`: what replay and shadow analysis showed of one revision. Three tables that are never
 * added up: there is no place for a sum in it [004].
 */
export const ScoringReplay = z.strictObject({
  schemaVersion: z.literal(1),
  /** Hash of the revision that was replayed, and of the one it is held against. */
  revision: Sha256,
  against: Sha256,
  period: Window,
  sources: z
    .array(z.strictObject({ source: z.enum(REPLAY_SOURCES), name: Line, records: z.int().min(1) }))
    .max(50),
  /** Of so many sign-offs of a protected class, how many were seen in time. */
  protectedSignoffs: z
    .array(z.strictObject({ class: Line, of: z.int().min(1), before: Count, now: Count }))
    .max(50),
  /** Of so many regressions, how many were missed. */
  missedRegressions: z
    .array(
      z.strictObject({
        blastRadius: z.enum(['high', 'medium', 'low']),
        of: z.int().min(1),
        before: Count,
        now: Count,
      }),
    )
    .max(3),
  /** Of the items that were read, in how many nothing was found. */
  falsePositives: z
    .array(z.strictObject({ kind: ItemKind, before: ReadItems, now: ReadItems }))
    .max(ITEM_KINDS.length),
})
export type ScoringReplay = z.infer<typeof ScoringReplay>

/** `content/scoring/items/<name>.yaml`: something that people should look at. */
export const ScoringItem = z.strictObject({
  schemaVersion: z.literal(1),
  id: Id,
  kind: ItemKind,
  title: Line,
  service: ServiceId,
  version: Line.optional(),
  raised: Instant,
  /** The class of protected sign-offs that it belongs to. */
  signoff: Line.optional(),
  factors: z.strictObject({ 'blast-radius': Value, 'signing-surface': Value, 'canary-drift': Value }),
  source: HttpsUrl.optional(),
  /** Read by somebody: from then on it is in no queue. */
  reviewed: z.strictObject({ by: Line, at: Instant }).optional(),
})
export type ScoringItem = z.infer<typeof ScoringItem>

/** A revision as it was read, with its digests recomputed: each over the RFC 8785 text of its part. */
const RegistryEntry = z.strictObject({
  file: z.string(),
  sha256: Sha256,
  manifestSha256: Sha256.nullable(),
  rollbackSha256: Sha256.nullable(),
  document: ScoringRevision,
  /** What lies where the manifest says that its replay is; null where the manifest names none. */
  replay: z
    .strictObject({
      /** Of its bytes; null when there is no such file. */
      sha256: Sha256.nullable(),
      document: ScoringReplay.nullable(),
      /** Why it cannot be read. */
      findings: z.array(Finding),
    })
    .nullable(),
})
export type RegistryEntry = z.infer<typeof RegistryEntry>

/** `content/scoring.json`, also `api/v1/scoring/registry.json`: every scoring file as it was collected. */
export const ScoringRegistry = z.strictObject({
  schemaVersion: z.literal(1),
  /** When it was read, UTC: nothing that is said to happen later has happened. */
  at: Instant,
  /** By file. */
  revisions: z.array(RegistryEntry),
  items: z.array(z.strictObject({ file: z.string(), document: ScoringItem })),
  /** Files that mean nothing as they are. */
  refused: z.array(z.strictObject({ file: z.string(), findings: z.array(Finding) })),
  /** Who approves, as the catalog knows them; null when it names nobody. */
  approvers: z.array(ApproverFact).nullable(),
})
export type ScoringRegistry = z.infer<typeof ScoringRegistry>
