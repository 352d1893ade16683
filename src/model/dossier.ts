import { z } from 'zod'
import {
  Approval,
  Attempt,
  ChecklistItem,
  DeclaredDecision,
  GateDeclaration,
  Promotion,
  SmokeRun,
  Waiver,
} from './dossier-acts.ts'
import { HotSpot, Kpi, Risk } from './dossier-risk.ts'
import { EvidenceReference } from './evidence.ts'
import { RegisterName } from './inputs.ts'
import {
  HttpsUrl,
  Id,
  Instant,
  Line,
  list,
  Profile,
  Prose,
  Purl,
  ReleaseType,
  ServiceId,
  Sha256,
} from './primitives.ts'

const Notes = z.strictObject({ text: Prose, status: z.enum(['complete', 'drafted']) })

const Reference = z.strictObject({ title: Line, url: HttpsUrl.optional(), status: Line.optional() })

export const BreakingChange = z.strictObject({
  what: Line,
  /** The mark on the change, `BREAKING:` by [003]. */
  label: Line.optional(),
  migrationGuide: HttpsUrl.optional(),
  /** The commits that make it, by at least seven digits of their ids. */
  commits: list(z.string().regex(/^[0-9a-f]{7,64}$/)),
})
export type BreakingChange = z.infer<typeof BreakingChange>

/** What people install: an image, an archive, a library. */
export const Package = z.strictObject({
  /** With the version, and with every qualifier that tells it from others. */
  purl: Purl,
  sha256: Sha256.optional(),
})
export type Package = z.infer<typeof Package>

export const BoundaryChange = z.strictObject({
  service: ServiceId,
  change: z.enum(['touched', 'moved', 'none']),
  note: Line.optional(),
})

/** The way of a change through GitHub, step by step [000]. */
export const Spine = z.strictObject({
  issue: z.strictObject({ url: HttpsUrl, owner: Line.optional(), at: Instant.optional() }).optional(),
  branch: z.strictObject({ name: Line, owner: Line.optional(), at: Instant.optional() }).optional(),
  pullRequest: z.strictObject({ url: HttpsUrl, number: z.int().min(1), at: Instant.optional() }).optional(),
  evidenceRun: z
    .strictObject({ url: HttpsUrl, id: Line, attempt: z.int().min(1).optional(), at: Instant.optional() })
    .optional(),
  signoff: z.strictObject({ url: HttpsUrl.optional(), at: Instant }).optional(),
  publication: z.strictObject({ url: HttpsUrl.optional(), at: Instant }).optional(),
})

/**
 * The document a service's CI puts at the tag. It declares; it decides nothing. Lists that are left out are
 * empty and single parts that are left out are shown as missing; an unknown key is an error.
 */
export const Dossier = z.strictObject({
  $schema: z.string().max(500).optional(),
  schemaVersion: z.literal(1),
  service: ServiceId,
  version: z.string().min(1).max(120),
  /** The tag it was written for; when given it must be the tag it is found at. */
  tag: z.string().min(1).max(250).optional(),
  releaseType: ReleaseType,
  profile: Profile,
  certificationClaims: list(Line),
  /** External providers the change touches, by name [002, vendor_live]. */
  affectedExternal: list(Line),
  createdAt: Instant.optional(),
  /** When the release was decided; absent = the tag's time. */
  decidedAt: Instant.optional(),
  generator: z.strictObject({ tool: Line, version: Line.optional(), runUrl: HttpsUrl.optional() }).optional(),
  declaredDecision: DeclaredDecision.optional(),

  purpose: Line.optional(),
  objective: Line.optional(),
  summary: Prose.optional(),
  affectedFeatures: list(Line),
  inScope: list(Line),
  outOfScope: list(Line),
  boundaries: list(BoundaryChange),
  owners: list(z.strictObject({ role: Line, name: Line })),

  breakingChanges: list(BreakingChange),
  releaseNotes: Notes.optional(),
  compatibilityNotes: Notes.optional(),
  sourceDocs: list(Reference),
  docStatus: Line.optional(),
  spine: Spine.optional(),
  attempts: list(Attempt, 50),

  /** What this release ships; inventories, scans of packages and statements about vulnerabilities must be about these. */
  packages: list(Package, 50),
  evidence: list(EvidenceReference, 500),
  gates: list(GateDeclaration),
  waivers: list(Waiver),
  /** Artifacts made mandatory for this release beyond the policy's [002 `--require`]. */
  require: list(Id),
  checklist: list(ChecklistItem),

  kpis: list(Kpi),
  risks: list(Risk),
  hotSpots: list(HotSpot),
  approvals: list(Approval),
  promotions: list(Promotion),
  smokeRuns: list(SmokeRun, 50),
  /** What feeds the decision: phase readiness, work queue, assumptions register [003]; `id` names an item of the catalog's. */
  inputs: list(Reference.extend({ register: RegisterName, id: Id.optional() })),
})
export type Dossier = z.infer<typeof Dossier>
