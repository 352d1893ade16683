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

/** Not signed, signed by a key that was not checked here, by one that was, or with a signature that is not good. */
export const SigningKind = z.enum(['none', 'claimed', 'verified', 'failed'])
export type SigningKind = z.infer<typeof SigningKind>

/** What anybody can see of the releases of a service. No decision reads it. */
export const SeenHistory = z.strictObject({
  /** Oldest version first, the newest 60: of each requirement of the baseline, in their order, one letter. */
  baseline: z
    .array(z.strictObject({ version: z.string(), outcomes: z.string().regex(/^[musa]{1,40}$/) }))
    .max(60),
  /** Releases in all, and those with a signature that is not known to be wrong. */
  total: z.int().min(0),
  signed: z.int().min(0),
  /** Since which release, by time, each is signed, and by the key of the newest; null when the newest is not. */
  signedSince: z.string().nullable(),
  keySince: z.string().nullable(),
})
export type SeenHistory = z.infer<typeof SeenHistory>

/** How many releases meet a requirement of the baseline, and how many do not. */
export const BaselineCounts = z.strictObject({
  id: z.string(),
  met: z.int().min(0),
  unmet: z.int().min(0),
  unshown: z.int().min(0),
  unasked: z.int().min(0),
})
export type BaselineCounts = z.infer<typeof BaselineCounts>

/** What all releases together say about one service; written by the index step into `summary.json`. */
export const ServiceHistory = z.strictObject({
  service: ServiceId,
  /** What runs where: the last promotion that reached the environment and was not rolled back. */
  running: z.array(
    z.strictObject({
      environment: Id,
      version: z.string(),
      at: Instant,
      /** Codes of what was found of its promotion there and of the smoke runs after it; left out where there are none. */
      codes: z.array(z.string()).max(20).optional(),
    }),
  ),
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
  seen: SeenHistory,
})
export type ServiceHistory = z.infer<typeof ServiceHistory>
