import { z } from 'zod'
import { HotSpot, Kpi } from './dossier-risk.ts'
import { Id, Instant, ServiceId } from './primitives.ts'

/** A measured number through the releases of a service, oldest version first; at most the newest 60. */
export const KpiTrend = Kpi.pick({ id: true, name: true, unit: true, direction: true }).extend({
  points: z.array(z.strictObject({ version: z.string(), value: z.number() })).max(60),
})
export type KpiTrend = z.infer<typeof KpiTrend>

/** A hot spot as the newest release that names it sees it, and its way there. */
export const HotSpotTrend = HotSpot.pick({
  id: true,
  path: true,
  kind: true,
  isolateFor: true,
  status: true,
}).extend({
  action: z.string().nullable(),
  /** The service whose releases carry it, and the newest of them that names it. */
  carrier: ServiceId,
  version: z.string(),
  firstSeen: z.string(),
  resolvedIn: z.string().nullable(),
  /** Releases in which it was not resolved, and how many of those run somewhere today. */
  releases: z.int().min(0),
  running: z.int().min(0),
})
export type HotSpotTrend = z.infer<typeof HotSpotTrend>

/** What all releases together say about one service; written by the index step into `summary.json`. */
export const ServiceHistory = z.strictObject({
  service: ServiceId,
  /** What runs where: the last promotion that reached the environment and was not rolled back. */
  running: z.array(z.strictObject({ environment: Id, version: z.string(), at: Instant })),
  kpis: z.array(KpiTrend),
  /** Hot spots inside its boundary, whoever released them; open ones first. */
  hotSpots: z.array(HotSpotTrend),
  /** Releases of any service that changed files inside its boundary: how many, and the newest 20. */
  touched: z.strictObject({
    releases: z.int().min(0),
    newest: z
      .array(z.strictObject({ service: ServiceId, version: z.string(), files: z.int().min(1) }))
      .max(20),
  }),
})
export type ServiceHistory = z.infer<typeof ServiceHistory>
