import { hash } from 'node:crypto'

/** What a GitHub of the tests knows of its one repository, `owner/product`. */
export type World = {
  releases: Release[]
  runs: Run[]
  pulls: Pull[]
  /** Whether GitHub takes a tag object for signed, by its id. */
  tags: Record<string, { verified: boolean; reason: string }>
  /** Bundles by the digest of what they are about. */
  attestations: Record<string, Bundle[]>
}

/** A bundle itself, or bytes in the storage that the API points at. */
export type Bundle = { bundle: object } | { packed: Buffer }

export type Release = { tag: string; draft?: boolean; assets: Asset[] }
export type Asset = { name: string; bytes: Buffer; digest?: string | null; size?: number }
export type Run = { id: number; commit: string; artifacts: Artifact[]; conclusion?: string; attempt?: number }
export type Artifact = { name: string; zip: Buffer; digest?: string; expired?: boolean }
export type Pull = { number: number; head: string; merge: string | null; reviews: Review[]; updated?: string }
export type Review = { by: string; state: string; commit: string }

export const AT = '2026-03-02T08:00:00Z'
const NODE = 'R_kgDOx'

/** The records of the API are made whole, so that they can be held against GitHub's own description of them. */

export function releaseRecord(origin: string, { tag, draft = false, assets }: Release, id: number) {
  const url = `${origin}/repos/owner/product/releases/${id}`
  return {
    url,
    html_url: `https://github.com/owner/product/releases/tag/${tag}`,
    assets_url: `${url}/assets`,
    upload_url: `${url}/assets{?name,label}`,
    tarball_url: null,
    zipball_url: null,
    id,
    node_id: NODE,
    tag_name: tag,
    target_commitish: 'main',
    name: tag,
    body: null,
    draft,
    prerelease: false,
    immutable: true,
    created_at: AT,
    published_at: draft ? null : AT,
    author: user('ada', 1),
    assets: assets.map((asset, n) => assetRecord(url, asset, id * 100 + n)),
  }
}

function assetRecord(url: string, { name, bytes, digest, size }: Asset, id: number) {
  return {
    url: `${url}/assets/${id}`,
    browser_download_url: `https://github.com/owner/product/releases/download/${name}`,
    id,
    node_id: NODE,
    name,
    label: null,
    state: 'uploaded',
    content_type: name.endsWith('.json') ? 'application/json' : 'application/octet-stream',
    size: size ?? bytes.length,
    digest: digest === undefined ? digestOf(bytes) : digest,
    download_count: 0,
    created_at: AT,
    updated_at: AT,
    uploader: user('ada', 1),
  }
}

export function digestOf(bytes: Buffer): string {
  return `sha256:${hash('sha256', bytes)}`
}

export function runRecord(origin: string, { id, commit, conclusion = 'success', attempt = 1 }: Run) {
  const url = `${origin}/repos/owner/product/actions/runs/${id}`
  return {
    id,
    node_id: NODE,
    name: 'Evidence',
    head_branch: 'main',
    head_sha: commit,
    path: '.github/workflows/evidence.yml',
    display_title: 'Evidence',
    run_number: 1,
    run_attempt: attempt,
    event: 'push',
    status: 'completed',
    conclusion,
    workflow_id: 1,
    url,
    html_url: `https://github.com/owner/product/actions/runs/${id}`,
    created_at: AT,
    updated_at: AT,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${url}/suite`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    artifacts_url: `${url}/artifacts`,
    workflow_url: `${url}/workflow`,
    pull_requests: [],
    head_commit: null,
  }
}

export function artifactRecord(origin: string, artifact: Artifact, id: number, run: Run) {
  const url = `${origin}/repos/owner/product/actions/artifacts/${id}`
  return {
    id,
    node_id: NODE,
    name: artifact.name,
    size_in_bytes: artifact.zip.length,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expired ?? false,
    digest: artifact.digest ?? digestOf(artifact.zip),
    created_at: AT,
    updated_at: AT,
    expires_at: '2026-05-31T08:00:00Z',
    workflow_run: { id: run.id, head_sha: run.commit },
  }
}

export function pullRecord({ number, head, merge, updated = AT }: Pull) {
  return {
    number,
    html_url: `https://github.com/owner/product/pull/${number}`,
    state: merge === null ? 'open' : 'closed',
    updated_at: updated,
    merged_at: merge === null ? null : AT,
    merge_commit_sha: merge,
    user: user('ada', 1),
    head: { sha: head },
  }
}

export function reviewRecord({ by, state, commit }: Review, n: number, pull: number) {
  return {
    user: user(by, 2),
    state,
    commit_id: commit,
    submitted_at: AT,
    html_url: `https://github.com/owner/product/pull/${pull}#pullrequestreview-${n}`,
  }
}

export function tagRecord(origin: string, sha: string, { verified, reason }: World['tags'][string]) {
  return {
    node_id: NODE,
    tag: 'v1.0.0',
    sha,
    url: `${origin}/repos/owner/product/git/tags/${sha}`,
    message: '1.0.0',
    tagger: { date: AT, email: 'ada@secret.example', name: 'Ada' },
    object: { sha, type: 'commit', url: `${origin}/repos/owner/product/git/commits/${sha}` },
    verification: { verified, reason, payload: null, signature: null, verified_at: null },
  }
}

/** The address is signed anew each time, as GitHub does it. */
export function attestationsRecord(storage: string, subject: string, bundles: readonly Bundle[]) {
  return {
    attestations: bundles.map((each, n) => ({
      repository_id: 1,
      bundle_url: `${storage}/bundle/sha256:${subject}/${n}?sig=${++signed}`,
      initiator: 'user',
      ...('bundle' in each ? { bundle: each.bundle } : {}),
    })),
  }
}

let signed = 0

function user(login: string, id: number) {
  const url = `https://api.github.com/users/${login}`
  return {
    login,
    id,
    node_id: NODE,
    avatar_url: 'https://avatars.githubusercontent.com/u/1',
    gravatar_id: '',
    url,
    html_url: `https://github.com/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: 'User',
    site_admin: false,
  }
}
