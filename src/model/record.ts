import { z } from 'zod'
import { RecordedAct } from './evidence.ts'
import { Day, HttpsUrl, Instant, Line, MetricName, ObjectId, RelativePath, Sha256 } from './primitives.ts'

/**
 * A `record`: the dated statement of a person who reviewed, drilled, verified or signed something off. Dashboards,
 * runbooks and threat models have no tool output; this is their evidence. A tick without it counts for nothing [002].
 */
export const RecordDocument = z.strictObject({
  /** Version of this format. */
  record: z.literal(1),
  act: RecordedAct.shape.act,
  title: Line,
  /** What it was about, such as `backup and restore`; a gate may ask for it. */
  topic: Line.optional(),
  /** Who answers for it. */
  owner: z.strictObject({ name: Line, role: Line.optional() }),
  /** When it was done; a day means its first moment in UTC. */
  date: z.union([Instant, Day]),
  /** What it was done to. */
  subject: z.strictObject({
    what: Line,
    ref: z.union([HttpsUrl, RelativePath]).optional(),
    sha256: Sha256.optional(),
    commit: ObjectId.optional(),
  }),
  result: z.enum(['passed', 'failed']),
  statement: z.string().min(1).max(5000).optional(),
  metrics: z.record(MetricName, z.number()).optional(),
})
export type RecordDocument = z.infer<typeof RecordDocument>
