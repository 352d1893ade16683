import { z } from 'zod'
import { Id, Line, ServiceId } from './primitives.ts'
import { BaselineCounts, ServiceHistory } from './service-history.ts'

const ReleaseName = z.strictObject({ service: ServiceId, version: z.string() })

const Step = z.enum([
  'released',
  'withIntent',
  'withEvidence',
  'withDossier',
  'passed',
  'refused',
  'reworked',
  'promoted',
])
/** A number of the release process. */
export type CountedStep = z.infer<typeof Step>

/** `content/releases/summary.json`, written by the index step: what pages say about all releases together. */
export const CatalogSummary = z.strictObject({
  schemaVersion: z.literal(1),
  /** Gates not satisfied today, over the releases with a dossier: how many, and the newest 20. */
  gates: z.array(
    z.strictObject({ policy: Id, gate: Id, failing: z.int().min(1), newest: z.array(ReleaseName).max(20) }),
  ),
  /** What keeps releases from GO today, by the runbook that serves it: how many releases, and the newest 20. */
  runbooks: z.array(
    z.strictObject({ slug: Line, releases: z.int().min(1), newest: z.array(ReleaseName).max(20) }),
  ),
  /** How many releases reached each step of the release state diagram A-G [000]. */
  steps: z.strictObject({
    /** Every tag. */
    released: z.int().min(0),
    /** With an issue, a branch or a pull request. */
    withIntent: z.int().min(0),
    /** With at least one readable piece of evidence. */
    withEvidence: z.int().min(0),
    withDossier: z.int().min(0),
    /** GO at release. */
    passed: z.int().min(0),
    /** NO-GO at release. */
    refused: z.int().min(0),
    /** With a failed attempt. */
    reworked: z.int().min(0),
    /** Reached an environment. */
    promoted: z.int().min(0),
  }),
  /** The releases that each of those numbers counts: the newest 20. Left out for a number that is 0. */
  stepReleases: z.partialRecord(Step, z.array(ReleaseName).max(20)).optional(),
  /** Which releases name an item of a register: how many, and the newest 20; left out where none does. */
  inputs: z
    .array(z.strictObject({ id: Id, releases: z.int().min(1), newest: z.array(ReleaseName).max(20) }))
    .optional(),
  /** How many of all releases meet which requirement of the baseline, in their order. */
  baseline: z.array(BaselineCounts),
  /** One for every service, in the catalog's order. */
  services: z.array(ServiceHistory),
})
export type CatalogSummary = z.infer<typeof CatalogSummary>
