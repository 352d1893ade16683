import { z } from 'zod'
import { ApiDocument, SiteAddress } from './api.ts'
import { HttpsUrl, Line, ServiceId } from './primitives.ts'
import { BaselineOutcome } from './public-facts.ts'
import { BaselineCounts, SeenHistory } from './service-history.ts'

/** `api/v1/baseline.json`: how many of all releases meet which public requirement. It is no verdict. */
export const ApiBaseline = z.strictObject({
  ...ApiDocument,
  /** Releases that are counted: all of them. */
  total: z.int().min(0),
  requirements: z.array(
    z.strictObject({
      ...BaselineCounts.shape,
      title: Line,
      /** Requirements of the OpenSSF OSPS Baseline that it answers to, with their public text. */
      osps: z.array(z.strictObject({ id: Line, url: HttpsUrl })),
    }),
  ),
  services: z.array(
    z.strictObject({
      id: ServiceId,
      page: SiteAddress,
      self: SiteAddress,
      /** Its newest version, and how many of the requirements it meets; null when it has no release. */
      newest: z.strictObject({ version: z.string(), met: z.int().min(0) }).nullable(),
    }),
  ),
})
export type ApiBaseline = z.infer<typeof ApiBaseline>

/** `api/v1/services/<id>/baseline.json`: what public facts show of its newest 60 releases, the newest version first. */
export const ApiServiceBaseline = z.strictObject({
  ...ApiDocument,
  service: ServiceId,
  ...SeenHistory.pick({ total: true, signed: true, signedSince: true, keySince: true }).shape,
  releases: z.array(
    z.strictObject({
      version: z.string(),
      page: SiteAddress,
      met: z.int().min(0),
      /** By the id of the requirement. */
      outcomes: z.record(z.string(), BaselineOutcome),
    }),
  ),
})
export type ApiServiceBaseline = z.infer<typeof ApiServiceBaseline>
