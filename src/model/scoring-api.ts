import { z } from 'zod'
import { Instant, ServiceId, Sha256 } from './primitives.ts'
import { ITEM_KINDS, SCORING_FACTORS, ScoringId } from './scoring.ts'

const Said = z.strictObject({
  /** Stable and public. */
  code: z.string(),
  sentence: z.string(),
  /** What to do; null when there is nothing to do. */
  remedy: z.string().nullable(),
})

const Named = z.strictObject({ id: ScoringId, sha256: Sha256 })

const ScoringStateName = z.enum([
  'candidate',
  'held',
  'unapproved',
  'refused',
  'approved',
  'live',
  'expired',
  'rolled-back',
  'trusted',
])

/** Where an item stands, and what each factor gives it: there is no score without its parts. */
const QueuedItem = z.strictObject({
  place: z.int().min(1),
  id: z.string(),
  kind: z.enum(ITEM_KINDS),
  title: z.string(),
  service: ServiceId,
  version: z.string().nullable(),
  /** Class of protected sign-offs that it belongs to. */
  signoff: z.string().nullable(),
  score: z.number().nullable(),
  contributions: z.partialRecord(z.enum(SCORING_FACTORS), z.number()),
  /** Its place under the prior profile; null where no other profile is live. */
  priorPlace: z.int().nullable(),
})

/** `api/v1/scoring.json`: what the scoring files come to at a moment. No verdict depends on any of it [004]. */
export const ApiScoring = z.strictObject({
  schemaVersion: z.literal(1),
  at: Instant,
  never: z.string(),
  /** What orders whose items; a cohort of null are all services that no bounded revision was made for. */
  effective: z.array(
    z.strictObject({
      cohort: z.string().nullable(),
      services: z.array(ServiceId),
      revision: ScoringId.nullable(),
      prior: ScoringId.nullable(),
      until: Instant.nullable(),
      because: z.array(Said),
    }),
  ),
  revisions: z.array(
    z.strictObject({
      id: ScoringId,
      file: z.string(),
      use: z.enum(['bounded', 'baseline']),
      state: ScoringStateName,
      since: Instant.nullable(),
      ends: z.strictObject({ at: Instant, as: z.enum(['expired', 'held']) }).nullable(),
      because: z.array(Said),
      /** The three digests that an approval names. */
      sha256: Sha256,
      manifestSha256: Sha256.nullable(),
      rollbackSha256: Sha256.nullable(),
      from: Named.nullable(),
      cohort: z.string().nullable(),
      window: z.strictObject({ from: Instant, until: Instant }).nullable(),
      prior: Named.nullable(),
      approver: z.string().nullable(),
      checks: z.array(z.strictObject({ name: z.string(), passed: z.boolean(), because: z.array(Said) })),
    }),
  ),
  queues: z.array(
    z.strictObject({
      cohort: z.string().nullable(),
      revision: ScoringId.nullable(),
      items: z.array(QueuedItem),
    }),
  ),
  refused: z.array(z.strictObject({ file: z.string(), because: z.array(Said) })),
  findings: z.array(Said),
})
export type ApiScoring = z.infer<typeof ApiScoring>
