import { z } from 'zod'
import { Instant, Line, MetricName, ObjectId } from './primitives.ts'

/**
 * Generic `metrics`: numbers any script can write. They carry no verdict; a policy's limits judge them. With
 * `checks` the file has a verdict of its own: one check that failed fails it.
 */
export const MetricsDocument = z.strictObject({
  metrics: z.record(
    MetricName,
    z.union([z.number(), z.strictObject({ value: z.number(), unit: Line.optional() })]),
  ),
  generatedAt: Instant.optional(),
  /** The commit it was measured on. */
  commit: ObjectId.optional(),
  tool: z.strictObject({ name: Line, version: Line.optional() }).optional(),
  checks: z
    .array(z.strictObject({ name: Line, passed: z.boolean() }))
    .max(10_000)
    .optional(),
})
export type MetricsDocument = z.infer<typeof MetricsDocument>
