import { z } from 'zod'
import { Dossier } from './dossier.ts'
import { OpenRisk } from './dossier-risk.ts'
import { EvidenceItem, SourceName } from './evidence.ts'
import { Finding } from './finding.ts'
import { GithubFacts } from './github.ts'
import { ApproverFact } from './people.ts'
import { Id, Instant, Line, ObjectId, ServiceId, Sha256 } from './primitives.ts'
import { PublicFacts } from './public-facts.ts'
import { LatencyBudget } from './service.ts'
import { TagSignature } from './verification.ts'

/** A number, or null when it cannot be known; why is said in `GitFacts.unknown`. Never 0 for unknown. */
const Known = z.int().min(0).nullable()

/** Contributors of a release that are named; of more it is said that there are more. */
export const MOST_CONTRIBUTORS = 1000

export const CommitFact = z.strictObject({
  id: ObjectId,
  /** First line of its message, shortened, control characters removed. */
  subject: z.string().max(300),
  author: z.string().max(200),
  at: Instant,
  /** The pull request at the end of the subject, `(#123)`. */
  pullRequest: z.int().min(1).nullable(),
})
export type CommitFact = z.infer<typeof CommitFact>

/** A commit whose message says that it breaks what people rely on. */
export const BreakingCommit = z.strictObject({
  id: ObjectId,
  subject: z.string().max(300),
  /** What breaks, in the words of the message: of its `BREAKING CHANGE`, else of its subject. */
  what: z.string().max(300),
  pullRequest: z.int().min(1).nullable(),
})
export type BreakingCommit = z.infer<typeof BreakingCommit>

/** Files changed since the previous release that belong to one service's boundary. */
export const BoundaryFact = z.strictObject({ service: ServiceId, files: z.int().min(1) })

/** What git says about a tag. Nothing of it needs a dossier, nothing of it is a verdict. */
export const GitFacts = z.strictObject({
  /** The tag's name, exactly. */
  tag: z.string().min(1).max(500),
  tagKind: z.enum(['annotated', 'lightweight']),
  /** The tag object of an annotated tag. */
  tagObject: ObjectId.nullable(),
  /** Null when the tag points at no commit. */
  commit: ObjectId.nullable(),
  /** Name only, never an address; null for lightweight tags. */
  tagger: z.string().max(200).nullable(),
  /** First line of an annotated tag's message; a lightweight tag has none (its commit's is not the tag's). */
  subject: z.string().max(300).nullable(),
  /** The name that the tag object gives itself, when it is not the tag's: it was put under another name. */
  otherName: z.string().max(300).nullable(),
  /** Null when the tag carries no signature; of a lightweight tag nothing can be verified. */
  signature: TagSignature.nullable(),
  /** Tagger's time, or the commit's for a lightweight tag; UTC. */
  taggedAt: Instant,
  committedAt: Instant.nullable(),
  /** Since when the released code is there: `committedAt`, or the time of an earlier commit with the same code. */
  codeCommittedAt: Instant.nullable(),
  /** Version of the release before this one in its service, and of the last one that was no pre-release. */
  previous: z.string().nullable(),
  previousStable: z.string().nullable(),
  commits: Known,
  filesChanged: Known,
  pullRequests: z.array(z.int().min(1)).max(5000),
  /** Newest first, at most 300; `commits` counts them all. */
  latestCommits: z.array(CommitFact).max(300),
  /**
   * What the log says that it breaks since the last stable release, over all commits, newest first and at most 200; those
   * that only touch services which are released on their own are left out. A first release breaks nothing. `total` is
   * null when the log is not all here.
   */
  breaking: z.strictObject({ total: Known, commits: z.array(BreakingCommit).max(200) }),
  /**
   * Of a docs-patch: the files that it changes since the last stable release, without the dossier's own and those of
   * services that are released on their own; the first 500 in order. Null of any other release, and when unknown.
   */
  changedPaths: z
    .strictObject({ paths: z.array(z.string().max(4096)).max(500), complete: z.boolean() })
    .nullable(),
  /** Who wrote or committed what is new since the previous release, and the tagged commit: names only, in order. */
  contributors: z.strictObject({
    names: z.array(z.string().max(200)).max(MOST_CONTRIBUTORS),
    /** False: there are more, or they cannot be known. */
    complete: z.boolean(),
  }),
  boundaries: z.array(BoundaryFact),
  /** Changed files that belong to no service: how many, and the first 50 names. */
  other: z.strictObject({ files: Known, paths: z.array(z.string()).max(50) }),
  unknown: z.array(Finding),
})
export type GitFacts = z.infer<typeof GitFacts>

/** Where the dossier's bytes were found. */
export const DossierSource = z.strictObject({
  source: SourceName,
  path: z.string().max(600),
  /** Digest of the raw bytes. */
  sha256: Sha256,
  bytes: z.int().min(0),
})

export const ReleaseState = z.enum(['dossier', 'no-dossier', 'quarantined'])
export type ReleaseState = z.infer<typeof ReleaseState>

/** What the catalog asks of a promotion to one environment. */
export const EnvironmentRule = z.strictObject({
  id: Id,
  production: z.boolean(),
  conditions: z.array(Line).max(50),
})
export type EnvironmentRule = z.infer<typeof EnvironmentRule>

/** One release as collected: the file `content/releases/<service>/<slug>.json`, RFC 8785 bytes. */
export const ReleaseRecord = z.strictObject({
  schemaVersion: z.literal(1),
  service: ServiceId,
  /** The version inside the tag (`1.4.0` of `ledger/v1.4.0`), or the rest of a tag that holds no version. */
  version: z.string().min(1).max(500),
  /** False for tags that are not semantic versions: they stand in a section of their own, ordered by date. */
  semantic: z.boolean(),
  prerelease: z.boolean(),
  state: ReleaseState,
  git: GitFacts,
  dossierSource: DossierSource.nullable(),
  /** Digest of the dossier's RFC 8785 bytes without `approvals`: what approvals bind to. */
  dossierSha256: Sha256.nullable(),
  /** Exactly as found (after strict reading); null when there is none or it is quarantined. */
  dossier: Dossier.nullable(),
  evidence: z.array(EvidenceItem),
  /**
   * Risks that the releases before left open and of which this dossier says nothing, or which it lists with a lower severity
   * and no word on why, the gravest first; left out where there are none.
   */
  droppedRisks: z.array(OpenRisk).max(500).optional(),
  /** How many more there are, none graver than those; left out where these are all. */
  droppedRisksMore: z.int().min(1).optional(),
  /** The dossier's notes as sanitized HTML. */
  notes: z.strictObject({
    summary: z.string().nullable(),
    releaseNotes: z.string().nullable(),
    compatibilityNotes: z.string().nullable(),
  }),
  /** The latency budgets of its service, as configured when it was collected; left out where there are none. */
  latencyBudgets: z.array(LatencyBudget).max(50).optional(),
  /**
   * Of the environments that its dossier promotes to, those of which the catalog asked something when it was collected: that
   * it is signed off before (`production`), and conditions by their ids. Left out where there are none.
   */
  environments: z.array(EnvironmentRule).max(220).optional(),
  /** What anybody can see in the repository; left out by older programs. No decision reads it. */
  publicFacts: PublicFacts.optional(),
  /** What GitHub says; left out where it is not asked. */
  github: GithubFacts.optional(),
  /** Who approved, by `people.yaml`; left out where a catalog names nobody. */
  approvers: z.array(ApproverFact).max(200).optional(),
  /** Why it is quarantined; empty otherwise. */
  quarantine: z.array(Finding),
})
export type ReleaseRecord = z.infer<typeof ReleaseRecord>

/**
 * A record as the collector wrote it, which a digest proves → the record with the defaults of its dossier. Only the
 * dossier is parsed: it is kept as it was found, while all else was written in full.
 * @throws ZodError for a dossier that this version of the program would not have written.
 */
export function readStoredRecord(written: unknown): ReleaseRecord {
  const record = written as ReleaseRecord
  return record.dossier === null ? record : { ...record, dossier: Dossier.parse(record.dossier) }
}

/** `ledger@1.4.0`: how a release is named everywhere. */
export function releaseId(release: { service: string; version: string }): string {
  return `${release.service}@${release.version}`
}

/** A line of text for a title: the dossier's purpose, else an annotated tag's subject. */
export function releaseTitle(record: ReleaseRecord): string | null {
  return record.dossier?.purpose ?? record.git.subject
}
