import { z } from 'zod'
import { AfterGo, Decision, Evaluation, Posture, Standing } from './evaluation.ts'
import { EvidenceStatus, SourceName } from './evidence.ts'
import { Finding } from './finding.ts'
import { LedgerFacts, LedgerHead, RejudgeReason } from './ledger.ts'
import { HttpsUrl, Instant, Line, ReleaseType, ServiceId, Sha256 } from './primitives.ts'
import { ReleaseState } from './release.ts'
import { Runbook } from './runbook.ts'

/** What every API document begins with. */
export const ApiDocument = {
  schemaVersion: z.literal(1),
  /** Catalog time: the moment "today" means. */
  generatedAt: Instant,
  /** Before this moment newer documents should have taken the place of these. */
  expectedBefore: Instant,
  /** State of the ledger that it was made with: documents with different heads are of different publications. */
  ledger: LedgerHead,
}

/** Address inside the site, from its origin: `/catalog/api/v1/...`. */
export const SiteAddress = z.string().regex(/^\/[^\s]*$/)

/** How a release is told apart from what it was when it was published first. */
const Change = z.enum(['commit', 'tag-object', 'tag', 'dossier'])

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
  /** Today's blockers, or why it is quarantined: the first eight codes; all of them stand in the evaluation. */
  codes: z.array(z.string()).max(8),
  /** What became another since it was first published: a moved tag, an edited dossier. Empty for nothing. */
  changed: z.array(Change),
  /** What has to be heard before its verdict: changed bytes of its evidence, a moved tag. Empty for nothing. */
  alarms: z.array(z.enum(['tampered', 'moved'])),
  /** Why it is judged otherwise than when it was first published. Empty when it is not. */
  rejudged: z.array(RejudgeReason.exclude(['not-recorded'])),
  /** SHA-256 of the record's bytes. */
  digest: Sha256,
  page: SiteAddress,
  record: SiteAddress,
  /** Null without a dossier: there is nothing to evaluate. */
  evaluation: SiteAddress.nullable(),
})
export type ApiRelease = z.infer<typeof ApiRelease>

const ServiceLinks = z.strictObject({
  id: ServiceId,
  name: Line,
  releases: z.int().min(0),
  page: SiteAddress,
  self: SiteAddress,
  latest: SiteAddress,
  /** Its newest stable release that is GO today. */
  latestGo: SiteAddress,
})

/** A release whose tag is gone, as it was published last. */
export const ApiWithdrawn = z.strictObject({
  ...LedgerFacts.shape,
  /** Catalog time of the run that found the tag gone. */
  withdrawn: Instant,
  page: SiteAddress,
})
export type ApiWithdrawn = z.infer<typeof ApiWithdrawn>

/** `api/v1/index.json`: everything there is, newest release first. */
export const ApiIndex = z.strictObject({
  ...ApiDocument,
  title: Line,
  site: HttpsUrl.nullable(),
  total: z.int().min(0),
  runbooks: SiteAddress,
  /** All releases column by column, as queries look at them. */
  columns: SiteAddress,
  /** The GOs that end, soonest first. */
  expiring: SiteAddress,
  /** What public facts show of all releases. */
  baseline: SiteAddress,
  services: z.array(ServiceLinks),
  releases: z.array(ApiRelease),
  /** By the order in which they were withdrawn. */
  withdrawn: z.array(ApiWithdrawn),
})
export type ApiIndex = z.infer<typeof ApiIndex>

const ReleaseName = z.strictObject({ service: ServiceId, version: z.string(), page: SiteAddress })

/** `api/v1/runbooks.json`: which runbook serves which codes, in the order of their list. */
export const ApiRunbooks = z.strictObject({
  ...ApiDocument,
  runbooks: z.array(
    z.strictObject({
      ...Runbook.pick({ slug: true, title: true, summary: true, codes: true }).shape,
      page: SiteAddress,
      /** Releases that it keeps from GO today, and the newest 20 of them. */
      releases: z.int().min(0),
      newest: z.array(ReleaseName).max(20),
    }),
  ),
})
export type ApiRunbooks = z.infer<typeof ApiRunbooks>

/** `api/v1/services/<id>.json`: one service and its releases, newest version first. */
export const ApiService = z.strictObject({
  ...ApiDocument,
  ...ServiceLinks.shape,
  owner: Line.nullable(),
  kind: z.enum(['deployable', 'bounded-context', 'external']),
  running: z.array(
    z.strictObject({
      environment: z.string(),
      version: z.string(),
      since: Instant,
      /** Codes of what was found of its promotion there and of the smoke runs after it. */
      codes: z.array(z.string()),
    }),
  ),
  total: z.int().min(0),
  versions: z.array(ApiRelease),
})
export type ApiService = z.infer<typeof ApiService>

/** `api/v1/services/<id>/latest.json`: its newest stable release by version; null when it has none. */
export const ApiLatest = z.strictObject({ ...ApiDocument, service: ServiceId, latest: ApiRelease.nullable() })
export type ApiLatest = z.infer<typeof ApiLatest>

/** `api/v1/expiring.json`: every release that is GO today and will not be for ever, the one that ends first before all. */
export const ApiExpiring = z.strictObject({
  ...ApiDocument,
  total: z.int().min(0),
  releases: z.array(ApiRelease),
})
export type ApiExpiring = z.infer<typeof ApiExpiring>

/** `api/v1/digests/<2 hex>.json`: every file that was judged and whose digest begins so, in the order of the digests. */
export const ApiDigests = z.strictObject({
  ...ApiDocument,
  files: z.array(
    z.strictObject({
      sha256: Sha256,
      /** `dossier`: the bytes as found; `record`: what this catalog publishes of a release. */
      what: z.enum(['evidence', 'dossier', 'record']),
      service: ServiceId,
      version: z.string(),
      /** Name of the evidence item, and how it was read; null for the others. */
      name: z.string().nullable(),
      status: EvidenceStatus.nullable(),
      /** Gates that the item is offered as proof for. */
      gates: z.array(z.string()),
    }),
  ),
})
export type ApiDigests = z.infer<typeof ApiDigests>

const SaidFinding = z.strictObject({
  ...Finding.shape,
  sentence: z.string(),
  /** What to do; null when there is nothing to do. */
  remedy: z.string().nullable(),
  /** Address of its runbook, from this document. */
  runbook: z.string().nullable(),
  /** Of which of the two evaluations it is. */
  atRelease: z.boolean(),
  today: z.boolean(),
})

const Outcome = Evaluation.pick({ decision: true, policy: true, validUntil: true, endedBy: true })

/** `api/v1/releases/<service>/<version>/evaluation.json`: why a release is GO or not, at release and today. */
export const ApiEvaluation = z.strictObject({
  schemaVersion: z.literal(1),
  service: ServiceId,
  version: z.string(),
  state: ReleaseState,
  /** SHA-256 of the bytes of the record that was evaluated. */
  digest: Sha256,
  /** How far it can be repeated from bytes: files of evidence, those published here, and where the others are kept. */
  repeatable: z.strictObject({
    files: z.int().min(0),
    published: z.int().min(0),
    elsewhere: z.partialRecord(SourceName, z.int().min(1)),
  }),
  ...Posture.pick({ declared: true, standing: true, ends: true }).shape,
  /** `at`: when the release was decided. */
  atRelease: Outcome.extend({ at: Instant }),
  today: Outcome,
  blockers: z.array(SaidFinding),
  /** Worth knowing, not in the way of GO. */
  findings: z.array(SaidFinding),
})
export type ApiEvaluation = z.infer<typeof ApiEvaluation>
