import { z } from 'zod'
import { HttpsUrl, Id, Line, list, MetricName, ServiceId, Severity } from './primitives.ts'

export const Risk = z.strictObject({
  id: Id,
  title: Line,
  severity: Severity,
  /** Only `mitigated` and `closed` resolve a risk, with a mitigation and its proof; `accepted` resolves none above SEV-3. */
  status: z.enum(['open', 'mitigated', 'accepted', 'closed']),
  /** What was done, or is planned, against it. */
  mitigation: Line.optional(),
  /** The artifact that shows that the mitigation holds. */
  evidence: Id.optional(),
  /** Where it can be read that the mitigation is in place: a pull request, an issue, a report. */
  link: HttpsUrl.optional(),
  owner: Line.optional(),
  /** What is still to be done, in words. */
  stillNeeds: Line.optional(),
  /** Entry of the assumptions register, such as A-014 [003]. */
  assumption: Line.optional(),
  /** An accepted runtime fallback: shown, not counted [003]. */
  acceptedFallback: z.strictObject({ owner: Line, until: z.iso.date(), reason: Line }).optional(),
  service: ServiceId.optional(),
})
export type Risk = z.infer<typeof Risk>

/** A risk that a release left open, and the version that listed it last. */
export const OpenRisk = Risk.pick({ id: true, title: true, severity: true }).extend({
  version: z.string().min(1).max(500),
})
export type OpenRisk = z.infer<typeof OpenRisk>

export const Kpi = z.strictObject({
  id: Id,
  name: Line,
  unit: Line,
  direction: z.enum(['higher-is-better', 'lower-is-better']),
  /** As declared; the value in the evidence wins and a difference is a finding. */
  value: z.number().optional(),
  baseline: z.strictObject({ release: Line, value: z.number() }).optional(),
  /** Drift in the wrong direction that is still fine, in percent of the baseline. */
  tolerance: z.number().min(0).max(1000).optional(),
  environment: Line.optional(),
  /** The machines it was measured on; a capacity number means nothing without it. */
  topology: Line.optional(),
  /** The artifact and its metric that carry the number. */
  evidence: Id.optional(),
  metric: MetricName.optional(),
})
export type Kpi = z.infer<typeof Kpi>

export const HotSpot = z.strictObject({
  id: Id,
  /** The code path or seam, in words or as a repository path. */
  path: Line,
  kind: z.enum(['expensive', 'contention', 'isolate']),
  isolateFor: list(z.enum(['testing', 'scaling', 'incident']), 3),
  service: ServiceId.optional(),
  status: z.enum(['open', 'isolating', 'resolved']),
  /** What is being done about it. */
  action: Line.optional(),
  evidence: Id.optional(),
  metric: MetricName.optional(),
  firstSeen: Line.optional(),
  resolvedIn: Line.optional(),
})
export type HotSpot = z.infer<typeof HotSpot>
