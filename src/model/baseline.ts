import { z } from 'zod'
import { Id, ServiceId } from './primitives.ts'

/**
 * What public facts show of one requirement: it is met; it is not, and something would show it; nobody can tell from here; or
 * who could tell was not asked. Never a verdict.
 */
export const BaselineOutcome = z.enum(['met', 'unmet', 'unshown', 'unasked'])
export type BaselineOutcome = z.infer<typeof BaselineOutcome>

/** The outcomes of a release in one text, a letter a requirement in the order of the list: met, unmet, shown not, asked not. */
export const BaselineStrip = z.string().regex(/^[musa]{1,40}$/)

/** `api/v1/baseline.json`: what public facts show of every service's newest releases. */
export const BaselineDocument = z.strictObject({
  schemaVersion: z.literal(1),
  /** `osps` are ids of the OpenSSF OSPS Baseline. */
  requirements: z.array(
    z.strictObject({
      id: Id,
      title: z.string(),
      osps: z.array(z.string()),
      met: z.int().min(0),
      releases: z.int().min(0),
    }),
  ),
  services: z.array(
    z.strictObject({
      service: ServiceId,
      /** Newest first. */
      releases: z.array(z.strictObject({ version: z.string(), outcomes: BaselineStrip })),
    }),
  ),
})
export type BaselineDocument = z.infer<typeof BaselineDocument>
