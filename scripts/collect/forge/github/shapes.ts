import { z } from 'zod'
import { HttpsUrl, Instant, ObjectId, Sha256 } from '#model/primitives.ts'

/** What of GitHub's answers is used, as its OpenAPI description has it. Everything else is passed over. */

const Text = z.string().max(10_000)
const Account = z.object({ login: Text }).nullable()
const Id = z.int().min(0)

/** `sha256:…`, null for what was uploaded before GitHub kept digests. */
const Digest = z.string().max(200).nullish()

export const AssetShape = z.object({
  id: Id,
  name: Text,
  size: Id,
  digest: Digest,
  state: Text,
  updated_at: Text,
})
export type AssetShape = z.infer<typeof AssetShape>

export const ReleaseShape = z.object({
  id: Id,
  tag_name: Text,
  html_url: Text,
  draft: z.boolean(),
  prerelease: z.boolean(),
  immutable: z.boolean().optional(),
  published_at: Text.nullable(),
  author: Account,
  assets: z.array(AssetShape).max(1000),
})
export type ReleaseShape = z.infer<typeof ReleaseShape>

export const RunShape = z.object({
  id: Id,
  html_url: Text,
  name: Text.nullish(),
  path: Text.nullish(),
  event: Text,
  run_attempt: z.int().min(1).optional(),
  head_sha: Text,
  conclusion: Text.nullable(),
})
export type RunShape = z.infer<typeof RunShape>

/** A page of the runs of a repository, the newest first. */
export const LatestRunsShape = z.object({ total_count: Id, workflow_runs: z.array(RunShape).max(100) })

export const ArtifactShape = z.object({
  id: Id,
  name: Text,
  size_in_bytes: Id,
  digest: Digest,
  expired: z.boolean(),
  expires_at: Text.nullable(),
})
export type ArtifactShape = z.infer<typeof ArtifactShape>

export const PullShape = z.object({
  number: z.int().min(1),
  html_url: Text,
  state: Text,
  merged_at: Text.nullable(),
  merge_commit_sha: Text.nullable(),
  user: Account,
  head: z.object({ sha: Text }),
})
export type PullShape = z.infer<typeof PullShape>

/** The pull requests that were updated last. */
export const UpdatedPullsShape = z.array(z.object({ number: z.int().min(1), updated_at: Text })).max(100)

export const ReviewShape = z.object({
  user: Account,
  state: Text,
  commit_id: Text.nullable(),
  submitted_at: Text.optional(),
  html_url: Text,
})
export type ReviewShape = z.infer<typeof ReviewShape>

/** The bundle itself, or only where it is. */
const KeptBundleShape = z.object({
  bundle: z.record(z.string(), z.unknown()).nullish(),
  bundle_url: Text.nullish(),
})

export const AttestationsShape = z.object({ attestations: z.array(KeptBundleShape).max(1000) })

export const TagShape = z.object({
  verification: z.object({ verified: z.boolean(), reason: Text }).optional(),
})

/** Text of GitHub's → a value of ours, or null for one that is none. */
function safely<T>(schema: z.ZodType<T>): (text: string | null | undefined) => T | null {
  return (text) => schema.safeParse(text).data ?? null
}

export const readInstant = safely(Instant)
export const address = safely(HttpsUrl)
export const objectId = safely(ObjectId)

/** The hex digits of `sha256:…`. */
export function sha256Hex(digest: string | null | undefined): string | null {
  return digest?.startsWith('sha256:') ? safely(Sha256)(digest.slice(7)) : null
}
