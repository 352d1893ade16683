import { z } from 'zod'
import { Finding } from './finding.ts'
import { HttpsUrl, Instant, ObjectId, Sha256 } from './primitives.ts'

/**
 * What GitHub is asked about: releases and their assets, artifacts of workflow runs, pull requests with their reviews,
 * attestations, and whether it takes a tag for signed.
 */
export const GithubPart = z.enum(['releases', 'runs', 'approvals', 'attestations', 'tags'])
export type GithubPart = z.infer<typeof GithubPart>

/** `github` in `content/catalog.yaml`: present, GitHub is asked. */
export const GithubConfiguration = z.strictObject({
  /** `owner/name`; left out, it follows from the repository's address. */
  repository: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/, 'owner/name')
    .optional(),
  read: z.array(GithubPart).min(1).max(10).default(['releases', 'runs', 'approvals', 'attestations', 'tags']),
  patience: z
    .strictObject({
      /** Seconds that one answer may take, to its last byte. */
      answer: z.int().min(1).max(3600).default(60),
      /** Seconds to wait at most until GitHub takes requests again; beyond that the run ends, to be taken up later. */
      limit: z.int().min(0).max(3600).default(60),
      /** How often a request that failed is made again. */
      retries: z.int().min(0).max(10).default(3),
    })
    .prefault({}),
})
export type GithubConfiguration = z.infer<typeof GithubConfiguration>

/** A file at a GitHub release, by its record there. */
export const AssetFact = z.strictObject({
  name: z.string().max(300),
  bytes: z.int().min(0),
  /** Null for files that were uploaded before GitHub kept digests. */
  sha256: Sha256.nullable(),
})

export const GithubRelease = z.strictObject({
  url: HttpsUrl.nullable(),
  author: z.string().max(200).nullable(),
  publishedAt: Instant.nullable(),
  prerelease: z.boolean(),
  /** Its tag and assets can no longer be changed; null when this GitHub does not say. */
  immutable: z.boolean().nullable(),
  assets: z.array(AssetFact).max(1000),
})
export type GithubRelease = z.infer<typeof GithubRelease>

export const ReviewState = z.enum(['approved', 'changes-requested', 'commented', 'dismissed', 'pending'])

/** Who said what about which commit, and when. */
export const ReviewFact = z.strictObject({
  by: z.string().max(200),
  state: ReviewState,
  /** Null when GitHub no longer knows the commit. */
  commit: ObjectId.nullable(),
  at: Instant.nullable(),
  url: HttpsUrl.nullable(),
})
export type ReviewFact = z.infer<typeof ReviewFact>

export const PullRequestFact = z.strictObject({
  number: z.int().min(1),
  url: HttpsUrl.nullable(),
  author: z.string().max(200).nullable(),
  state: z.enum(['open', 'closed', 'merged']),
  mergedAt: Instant.nullable(),
  /** Last commit of the branch, and the commit that brought it in. */
  head: ObjectId.nullable(),
  merge: ObjectId.nullable(),
  reviews: z.array(ReviewFact).max(300),
})
export type PullRequestFact = z.infer<typeof PullRequestFact>

/** An artifact of a workflow run, by its record there. */
export const RunArtifactFact = z.strictObject({
  name: z.string().max(300),
  bytes: z.int().min(0),
  /** Digest of the zip; null for old artifacts. */
  sha256: Sha256.nullable(),
  /** It existed, and its bytes are gone. */
  expired: z.boolean(),
  expiresAt: Instant.nullable(),
})

export const RunFact = z.strictObject({
  id: z.string().max(30),
  url: HttpsUrl.nullable(),
  name: z.string().max(300).nullable(),
  /** The workflow's file in the repository; absent when GitHub does not say. */
  path: z.string().max(300).optional(),
  event: z.string().max(100),
  attempt: z.int().min(1).nullable(),
  commit: ObjectId.nullable(),
  /** GitHub's word for how it ended; null while it runs. */
  conclusion: z.string().max(100).nullable(),
  artifacts: z.array(RunArtifactFact).max(1000),
})
export type RunFact = z.infer<typeof RunFact>

/** A run, without what it keeps. */
export const CommitRun = RunFact.omit({ artifacts: true })
export type CommitRun = z.infer<typeof CommitRun>

/** Runs of a release's commits that a record names; of more it is said that there are more. */
export const MOST_COMMIT_RUNS = 200

/** An attestation that GitHub keeps. Whether its signature is good is not said here. */
export const AttestationFact = z.strictObject({
  /** Digest of what it is about. */
  subject: Sha256,
  /** Digest and size of the bundle's RFC 8785 bytes; null when GitHub only said where it is. */
  bundle: z.strictObject({ sha256: Sha256, bytes: z.int().min(0) }).nullable(),
})
export type AttestationFact = z.infer<typeof AttestationFact>

/** Whether GitHub takes a tag's signature for good, and why or why not, in GitHub's own word. */
export const TagClaim = z.strictObject({ verified: z.boolean(), reason: z.string().max(300) })
export type TagClaim = z.infer<typeof TagClaim>

/** What GitHub says about a release: claims of GitHub's, none of them a verdict. A part that was not asked for is empty. */
export const GithubFacts = z.strictObject({
  /** `owner/name`. */
  repository: z.string().max(200),
  release: GithubRelease.nullable(),
  tag: TagClaim.nullable(),
  pullRequests: z.array(PullRequestFact).max(50),
  /** Those that the dossier names. */
  runs: z.array(RunFact).max(50),
  /**
   * The runs of the released commit, and of commits with the same code that evidence was made from, those that did not end
   * well first. `complete` is false when there are more. Left out where that was not asked or not answered.
   */
  commitRuns: z
    .strictObject({ complete: z.boolean(), runs: z.array(CommitRun).max(MOST_COMMIT_RUNS) })
    .optional(),
  attestations: z.array(AttestationFact).max(1000),
  /** What GitHub did not answer, and why. */
  unknown: z.array(Finding),
})
export type GithubFacts = z.infer<typeof GithubFacts>
