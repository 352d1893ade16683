import { lineOf } from '#lib/text.ts'
import type { EvidenceItem, EvidenceReference } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { type CommitRun, MOST_COMMIT_RUNS, type RunFact } from '#model/github.ts'
import type { GitFacts, ReleaseRecord } from '#model/release.ts'
import { ARCHIVE_LIMITS } from '#parse/limits.ts'
import { archiveReader, type ReadFromArchive } from '../../sources/archive-cache.ts'
import { ABSENT, type Lookup, type Source } from '../../sources/source.ts'
import type { ForgeFacts, Marks } from '../types.ts'
import { cutAt, type Github, type GithubResponse } from './client.ts'
import type { Download } from './download.ts'
import {
  ArtifactShape,
  address,
  LatestRunsShape,
  objectId,
  RunShape,
  readInstant,
  sha256Hex,
} from './shapes.ts'

/** Artifacts that workflow runs keep for a while: a file by its path inside of one, or the only file of it. */
export function runSource(github: Github, keep: Download): Source {
  const inside = archiveReader()
  return {
    name: 'run',
    dossier: async () => ABSENT,
    evidence: async (_, { artifact, path, run }, most) => {
      if (artifact === undefined || path === undefined || !isRunId(run?.id)) return null
      return artifactOf(github, keep, inside, { artifact, path, run: run.id, most })
    },
  }
}

/** GitHub numbers its runs; other services may name theirs as they like. */
function isRunId(id: string | undefined): id is string {
  return id !== undefined && /^[1-9][0-9]{0,19}$/.test(id)
}

async function artifactOf(
  github: Github,
  keep: Download,
  inside: ReadFromArchive,
  { artifact, path, run, most }: { artifact: string; path: string; run: string; most: number },
): Promise<Lookup> {
  const answer = await artifactsOf(github, run)
  if (!answer.ok) return { kind: 'refused', status: 'missing', findings: answer.failure.findings }
  // A run that was started again has one for each attempt; the last one counts.
  const found = answer.value.filter(({ name }) => name === artifact).sort((a, b) => b.id - a.id)[0]
  if (found === undefined) return ABSENT
  const sha256 = sha256Hex(found.digest)
  if (found.expired) return expired(artifact, sha256)
  const question = {
    what: `the artifact ${artifact} of run ${run}`,
    route: 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
    parameters: { artifact_id: found.id, archive_format: 'zip' },
  }
  const key = `artifact ${found.id} ${found.digest}`
  const recorded = { question, source: 'run' as const, path: artifact, key, sha256, bytes: null }
  const lookup = await inside(key, () => keep(recorded, ARCHIVE_LIMITS.bytes), path, most)
  const isGone = lookup.kind === 'refused' && lookup.findings.some(({ code }) => code === 'github.gone')
  return isGone ? expired(artifact, sha256) : lookup
}

/** It existed, its digest may be known, and its bytes are gone: that proves nothing. */
function expired(artifact: string, sha256: string | null): Lookup {
  return {
    kind: 'refused',
    status: 'missing',
    findings: [finding('evidence.expired', { artifact, sha256 })],
  }
}

function artifactsOf(github: Github, run: string): Promise<GithubResponse<ArtifactShape[]>> {
  const what = `the artifacts of run ${run}`
  const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts'
  return github.list({ what, route, parameters: { run_id: run } }, ArtifactShape)
}

/** The runs that are asked about one by one at most. */
const MOST_RUNS = 50

/** What GitHub says about the runs that a dossier's evidence names, with the artifacts that they keep. */
export async function runFacts(
  github: Github,
  references: readonly EvidenceReference[],
): Promise<{ runs: RunFact[]; unknown: Finding[] }> {
  const ids = [...new Set(references.map(({ run }) => run?.id))].filter(isRunId)
  const asked = ids.slice(0, MOST_RUNS)
  const given = await Promise.all(asked.map((id) => runFact(github, id)))
  return {
    runs: given.flatMap((each) => (each.ok ? [each.value] : [])),
    unknown: [
      ...given.flatMap((each) => (each.ok ? [] : each.failure.findings)),
      ...cutAt(MOST_RUNS, ids.length, 'runs that the dossier names'),
    ],
  }
}

async function runFact(github: Github, id: string): Promise<GithubResponse<RunFact>> {
  const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}'
  const run = await github.get({ what: `run ${id}`, route, parameters: { run_id: id } }, RunShape)
  if (!run.ok) return run
  const artifacts = await artifactsOf(github, id)
  if (!artifacts.ok) return artifacts
  const kept = artifacts.value.map(artifactFact).sort((a, b) => (a.name < b.name ? -1 : 1))
  return { ok: true, value: { ...factOf(run.value), id, artifacts: kept } }
}

/** Commits with the code of one release that are asked about at most. */
const MOST_COMMITS = 5

/**
 * Every run that GitHub knows of the released code: of the tagged commit, and of those that evidence was made from and that
 * hold the same code. A dossier names the runs that it likes; these are all of them.
 */
export async function commitRuns(
  github: Github,
  { commit }: Pick<GitFacts, 'commit'>,
  evidence: readonly Pick<EvidenceItem, 'codeMatch' | 'subject'>[],
): Promise<{ commitRuns?: NonNullable<ForgeFacts['commitRuns']>; unknown: Finding[] }> {
  const commits = commitsOf(commit, evidence)
  const asked = commits.slice(0, MOST_COMMITS)
  const given = await Promise.all(asked.map((each) => runsOf(github, each)))
  const failed = given.flatMap((each) => (each.ok ? [] : each.failure.findings))
  if (failed.length > 0) return { unknown: failed }
  const runs = new Map(given.flatMap((each) => (each.ok ? each.value : [])).map((run) => [run.id, run]))
  const sorted = [...runs.values()].sort((a, b) => weightOf(a) - weightOf(b) || Number(a.id) - Number(b.id))
  const unknown = [
    ...cutAt(MOST_COMMITS, commits.length, 'commits of this release that runs were looked for at'),
    ...cutAt(MOST_COMMIT_RUNS, sorted.length, 'runs of this release that the record names'),
  ]
  const complete = unknown.length === 0
  return { commitRuns: { complete, runs: sorted.slice(0, MOST_COMMIT_RUNS) }, unknown }
}

/** The tagged commit, and those with the same code that evidence was made from. */
function commitsOf(
  commit: string | null,
  evidence: readonly Pick<EvidenceItem, 'codeMatch' | 'subject'>[],
): string[] {
  const made = evidence.filter(({ codeMatch }) => codeMatch === 'dossier-only')
  const all = [commit, ...made.map(({ subject }) => subject.commit)]
  return [...new Set(all.filter((each) => each !== null))]
}

/** What did not end well is never what is cut. */
function weightOf({ conclusion, attempt }: CommitRun): number {
  return conclusion === 'success' && attempt === 1 ? 1 : 0
}

async function runsOf(github: Github, commit: string): Promise<GithubResponse<CommitRun[]>> {
  const question = {
    what: `the runs of commit ${commit.slice(0, 12)}`,
    route: 'GET /repos/{owner}/{repo}/actions/runs',
    parameters: { head_sha: commit },
  }
  const runs = await github.list(question, RunShape)
  return runs.ok ? { ok: true, value: runs.value.map(factOf) } : runs
}

/** The newest runs of a repository: how far each had come, by commit. */
export type LatestRuns = {
  byCommit: ReadonlyMap<string, readonly string[]>
  /** Id of the newest one; null without any. */
  newest: number | null
  /** True when there may be others since the last look that are not among them. */
  isGap: boolean
}

const UNANSWERED: LatestRuns = { byCommit: new Map(), newest: null, isGap: true }

/** Pages of a hundred runs that are looked at in any case, since older runs are started again; and at most. */
const [FEWEST_PAGES, MOST_RUN_PAGES] = [3, 10]

/**
 * Asks which runs are the newest, back to those of the last look: a run that begins after a release was read, and one that
 * is started again, is among them.
 * @param last id of the newest run at the last look; null for none.
 * @returns a gap when there is no answer: then nobody can tell, and each release with runs is asked about again.
 */
export async function latestRuns(github: Github, last: number | null): Promise<LatestRuns> {
  const runs: RunShape[] = []
  for (let page = 1; page <= MOST_RUN_PAGES; page += 1) {
    const question = {
      what: 'the newest runs',
      route: 'GET /repos/{owner}/{repo}/actions/runs',
      parameters: { per_page: 100, page },
    }
    const answer = await github.get(question, LatestRunsShape)
    if (!answer.ok) return UNANSWERED
    runs.push(...answer.value.workflow_runs)
    const isAll = runs.length >= answer.value.total_count || answer.value.workflow_runs.length === 0
    const isKnown = last !== null && runs.some(({ id }) => id <= last)
    if (isAll || (isKnown && page >= FEWEST_PAGES)) return latestOf(runs, false)
  }
  return latestOf(runs, last !== null)
}

function latestOf(runs: readonly RunShape[], isGap: boolean): LatestRuns {
  const byCommit = new Map<string, string[]>()
  for (const run of runs.toSorted((a, b) => a.id - b.id)) {
    const known = byCommit.get(run.head_sha)
    if (known) known.push(stateOf(run))
    else byCommit.set(run.head_sha, [stateOf(run)])
  }
  return { byCommit, newest: runs.reduce((most, { id }) => Math.max(most, id), -1), isGap }
}

function stateOf({ id, run_attempt, conclusion }: RunShape): string {
  return `${id}.${run_attempt ?? 0}.${encodeURIComponent(conclusion ?? '')}`
}

/** How far the newest runs of a release had come as it was read, by commit; nothing of one whose runs are not asked for. */
export function runMarks(
  { git, evidence }: Pick<ReleaseRecord, 'git' | 'evidence'>,
  facts: ForgeFacts,
  { byCommit }: LatestRuns,
): Marks {
  if (facts.commitRuns === undefined) return {}
  const commits = commitsOf(git.commit, evidence).slice(0, MOST_COMMITS)
  return Object.fromEntries(commits.map((each) => [`runs ${each}`, (byCommit.get(each) ?? []).join(' ')]))
}

/** True when a run of a release began, ended or was started again since it was read, or nobody can tell. */
export function hasLateRun(marks: Marks, { byCommit, isGap }: LatestRuns): boolean {
  return Object.entries(marks).some(([name, said]) => {
    if (!name.startsWith('runs ')) return false
    const known = new Set(said.split(' '))
    return isGap || (byCommit.get(name.slice(5)) ?? []).some((each) => !known.has(each))
  })
}

function factOf({ id, html_url, name, path, event, run_attempt, head_sha, conclusion }: RunShape): CommitRun {
  return {
    id: `${id}`,
    url: address(html_url),
    name: name ? lineOf(name, 300) : null,
    ...(path ? { path: lineOf(path, 300) } : {}),
    event: lineOf(event, 100),
    attempt: run_attempt ?? null,
    commit: objectId(head_sha),
    conclusion: conclusion && lineOf(conclusion, 100),
  }
}

function artifactFact({ name, size_in_bytes, digest, expired: isExpired, expires_at }: ArtifactShape) {
  return {
    name: lineOf(name, 300),
    bytes: size_in_bytes,
    sha256: sha256Hex(digest),
    expired: isExpired,
    expiresAt: readInstant(expires_at),
  }
}
