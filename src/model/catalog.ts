import { z } from 'zod'
import { GithubConfiguration } from './github.ts'
import { InputRegister } from './inputs.ts'
import { LedgerHead } from './ledger.ts'
import { Policy } from './policy.ts'
import { HttpsUrl, Id, Instant, Line, list, RelativePath, ServiceId } from './primitives.ts'
import { Runbook } from './runbook.ts'
import { Service } from './service.ts'
import { PublishedTrust, TrustConfiguration } from './trust.ts'

/** How much of what was published one run may change before somebody has to say that it is meant. */
export const MassChangeLimit = z.strictObject({
  /** Share of the published releases, from 0 to 1; more than this is much. */
  share: z.number().min(0).max(1).default(0.2),
  /** Fewer releases than this are never much. */
  least: z.int().min(1).max(100_000).default(5),
})
export type MassChangeLimit = z.infer<typeof MassChangeLimit>

/** What holds for a catalog that names no limit. */
export const USUAL_MASS_CHANGE: MassChangeLimit = { share: 0.2, least: 5 }

/** A place that releases are promoted to, in the order of the way. */
export const Environment = z.strictObject({
  id: Id,
  title: Line,
  /**
   * True: customers reach it, so that nothing is deployed there before it is signed off. Where no environment says so, it is
   * those whose names do, else the last.
   */
  production: z.boolean().optional(),
  /** What must hold before a release is promoted to it; a promotion that leaves one out does not show it [003]. */
  conditions: z
    .array(z.strictObject({ id: Line, title: Line.optional() }))
    .max(50)
    .optional(),
})
export type Environment = z.infer<typeof Environment>

/** `content/catalog.yaml`: what a person configures. */
export const CatalogConfiguration = z.strictObject({
  title: Line,
  /** One sentence under the title. */
  description: Line.optional(),
  /** Origin of the published site, and the path it lives under. */
  site: HttpsUrl.optional(),
  base: z
    .string()
    .regex(/^\/([A-Za-z0-9._~-]+\/)*$/, 'a path that starts and ends with /')
    .default('/'),
  /** Path (from this file) or address of the git repository; left out, the one that the catalog's folder lies in. */
  repository: z.string().min(1).max(1000).optional(),
  /** Where people browse the code; links to tags and commits are made from it. */
  repositoryUrl: HttpsUrl.optional(),
  /** Where readers report a problem; left out, the issues of `repositoryUrl`. */
  problemsUrl: HttpsUrl.optional(),
  /**
   * Dossiers and evidence from CI, from this file: a directory with `<tag>/dossier.json` or `<tag>.zip` (`.tar.gz`, `.tgz`,
   * `.tar`) in it, or one such archive with `<tag>/dossier.json` inside.
   */
  artifacts: z.string().max(1000).optional(),
  /** Present: GitHub is asked too, with the token in the environment variable `GITHUB_TOKEN`. */
  github: GithubConfiguration.optional(),
  /** Where a dossier lies in the tagged tree. `{service}` is replaced. */
  dossier: RelativePath.default('release/dossier.json'),
  /** Path (from this file) or address of the ledger as it was published last; a new one has to continue it. */
  ledger: z.string().min(1).max(1000).optional(),
  environments: list(Environment, 20),
  /** The policy that judges services that name none. */
  policy: Id.default('default'),
  /** How often the catalog is collected and published anew, in days; a page that is older says so. */
  scheduleDays: z.number().positive().max(366).default(7),
  /** Releases withdrawn, quarantined, judged otherwise or replaced in one run: more than this stops it. */
  massChange: MassChangeLimit.optional(),
  /** Who may sign what. */
  trust: TrustConfiguration.optional(),
})
export type CatalogConfiguration = z.infer<typeof CatalogConfiguration>

/** `catalog.json` beside the collected releases: what the site needs to know besides them. */
export const CatalogFacts = z.strictObject({
  schemaVersion: z.literal(1),
  title: Line,
  description: Line.nullable(),
  /** Origin and path of the published site, when configured. */
  site: HttpsUrl.nullable(),
  base: z.string(),
  repositoryUrl: HttpsUrl.nullable(),
  /** Where readers report a problem, when it is not the issues of `repositoryUrl`. */
  problemsUrl: HttpsUrl.optional(),
  policy: Id,
  /** After so many days a newer catalog should have taken the place of this one. */
  scheduleDays: z.number().positive().max(366).default(7),
  environments: z.array(Environment),
  /** Configured or guessed, in order. */
  services: z.array(Service),
  /** Every version of every policy, oldest first. */
  policies: z.array(Policy).min(1),
  /** In the order of their list. */
  runbooks: z.array(Runbook),
  /** The registers that feed decisions, in their order; absent where there are none. */
  inputs: z.array(InputRegister).optional(),
  /** Absent where nobody is trusted to sign. */
  trust: PublishedTrust.optional(),
  /** Tags that only point at the newest release of a line, such as `v1` and `latest`: no releases. By service, in order. */
  aliases: z.array(z.strictObject({ service: ServiceId, tag: z.string().max(600) })).default([]),
  /** True when services were guessed from tag names. */
  guessed: z.boolean(),
  /** Catalog time: the moment "today" means on every page. */
  at: Instant,
  /** The same moment, by the name that every published document has for it. */
  generatedAt: Instant,
  /** Before this moment a newer catalog should have taken the place of this one, by the schedule. */
  expectedBefore: Instant,
  ledger: LedgerHead,
  counts: z.strictObject({
    tags: z.int(),
    releases: z.int(),
    dossiers: z.int(),
    quarantined: z.int(),
    /** Tags that belong to no service. */
    ignored: z.int(),
  }),
})
export type CatalogFacts = z.infer<typeof CatalogFacts>
