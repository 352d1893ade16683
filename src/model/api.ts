import { z } from 'zod'
import { AfterGo, Decision, Standing } from './evaluation.ts'
import { LedgerHead } from './ledger.ts'
import { HttpsUrl, Instant, Line, ReleaseType, ServiceId, Sha256 } from './primitives.ts'
import { ReleaseState } from './release.ts'
import { Runbook } from './runbook.ts'

/** What every API document begins with. */
const Document = {
  schemaVersion: z.literal(1),
  /** Catalog time: the moment "today" means. */
  generatedAt: Instant,
  /** State of the ledger that it was made with: documents with different heads are of different publications. */
  ledger: LedgerHead,
}

/** Address inside the site, from its origin: `/catalog/api/v1/...`. */
const Address = z.string().regex(/^\/[^\s]*$/)

export const ApiRelease = z.strictObject({
  service: ServiceId,
  version: z.string(),
  state: ReleaseState,
  prerelease: z.boolean(),
  /** False for a tag that is no semantic version. */
  semantic: z.boolean(),
  released: Instant,
  type: ReleaseType.nullable(),
  /** Today's `aged-out` was GO at release, and only proof, an approval or a waiver ran out since. */
  decisions: z.strictObject({ atRelease: Decision, today: Standing }),
  /** First moment at which today's GO no longer holds, and how it stands from then on. */
  validUntil: Instant.nullable(),
  endsAs: AfterGo.nullable(),
  blockers: z.int().min(0),
  /** SHA-256 of the record's bytes. */
  digest: Sha256,
  page: Address,
  record: Address,
})
export type ApiRelease = z.infer<typeof ApiRelease>

const ServiceLinks = z.strictObject({
  id: ServiceId,
  name: Line,
  releases: z.int().min(0),
  page: Address,
  self: Address,
  latest: Address,
})

/** `api/v1/index.json`: everything there is, newest release first. */
export const ApiIndex = z.strictObject({
  ...Document,
  title: Line,
  site: HttpsUrl.nullable(),
  total: z.int().min(0),
  runbooks: Address,
  services: z.array(ServiceLinks),
  releases: z.array(ApiRelease),
})
export type ApiIndex = z.infer<typeof ApiIndex>

const ReleaseName = z.strictObject({ service: ServiceId, version: z.string(), page: Address })

/** `api/v1/runbooks.json`: which runbook serves which codes, in the order of their list. */
export const ApiRunbooks = z.strictObject({
  ...Document,
  runbooks: z.array(
    z.strictObject({
      ...Runbook.pick({ slug: true, title: true, summary: true, codes: true }).shape,
      page: Address,
      /** Releases that it keeps from GO today, and the newest 20 of them. */
      releases: z.int().min(0),
      newest: z.array(ReleaseName).max(20),
    }),
  ),
})
export type ApiRunbooks = z.infer<typeof ApiRunbooks>

/** `api/v1/services/<id>.json`: one service and its releases, newest version first. */
export const ApiService = z.strictObject({
  ...Document,
  ...ServiceLinks.shape,
  owner: Line.nullable(),
  kind: z.enum(['deployable', 'bounded-context', 'external']),
  running: z.array(z.strictObject({ environment: z.string(), version: z.string(), since: Instant })),
  total: z.int().min(0),
  versions: z.array(ApiRelease),
})
export type ApiService = z.infer<typeof ApiService>

/** `api/v1/services/<id>/latest.json`: its newest stable release by version; null when it has none. */
export const ApiLatest = z.strictObject({ ...Document, service: ServiceId, latest: ApiRelease.nullable() })
export type ApiLatest = z.infer<typeof ApiLatest>
