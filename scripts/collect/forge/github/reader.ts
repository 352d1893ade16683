import { hash } from 'node:crypto'
import { join } from 'node:path'
import { CliError } from '#lib/cli-error.ts'
import { formatFinding } from '#lib/format-finding.ts'
import { lineOf } from '#lib/text.ts'
import type { Finding } from '#model/finding.ts'
import type { TagClaim } from '#model/github.ts'
import type { GitFacts } from '#model/release.ts'
import type { Forge, KeptBundles } from '../types.ts'
import { hasUpdatedPull, pullFacts, pullMarks, type UpdatedPulls, updatedPulls } from './approvals.ts'
import { attestationFacts, type Bundles, bundlesFrom } from './attestations.ts'
import { type Github, openGithub } from './client.ts'
import { makeDownload } from './download.ts'
import { type Releases, releaseFacts, releaseSource, releasesByTag } from './releases.ts'
import { openResponseCache, type ResponseCache } from './response-cache.ts'
import { commitRuns, hasLateRun, latestRuns, runFacts, runMarks, runSource } from './runs.ts'
import type { GithubSettings } from './settings.ts'
import { ReleaseShape, TagShape } from './shapes.ts'

/**
 * Opens GitHub and lists the releases.
 * @param cache folder for what GitHub answers.
 * @param at catalog time.
 * @throws CliError 2 when there is no such repository for this token, 75 when it should be tried later.
 */
export async function openGithubForge(settings: GithubSettings, cache: string, at: string): Promise<Forge> {
  const slug = `${settings.owner}/${settings.name}`
  const answers = openResponseCache(join(cache, hash('sha256', `${settings.api} ${slug}`).slice(0, 16)), at)
  const github = openGithub(settings, answers)
  const reads = new Set(settings.read)
  const releases = reads.has('releases') ? await listReleases(github, slug) : new Map()
  const updated: UpdatedPulls = reads.has('approvals') ? await updatedPulls(github) : new Map()
  const runs = reads.has('runs') ? await latestRuns(github, lastNewest(answers)) : null
  const keep = makeDownload(github, answers)
  const bundles = bundlesFrom(github, answers)
  return {
    scope: JSON.stringify([settings.api, slug, [...reads].sort()]),
    // Where a list was not answered each release is looked at, however often that happens.
    state: hash(
      'sha256',
      JSON.stringify([
        ...releases.values(),
        ...(updated ?? [at]),
        ...(runs?.isGap ? [at] : []),
        ...(runs?.byCommit ?? []),
      ]),
    ),
    sources: [
      ...(reads.has('releases') ? [releaseSource(releases, keep)] : []),
      ...(reads.has('runs') ? [runSource(github, keep)] : []),
    ],
    facts: async (git, read, pullRequest) => {
      const none = { unknown: [] }
      const [pulls, named, ofCommit, attestations, tag] = await Promise.all([
        reads.has('approvals') ? pullFacts(github, slug, pullRequest, read.dossier) : none,
        reads.has('runs') ? runFacts(github, read.dossier?.evidence ?? []) : none,
        // Without a dossier nothing is judged by them.
        reads.has('runs') && read.dossier !== null ? commitRuns(github, git, read.evidence) : none,
        reads.has('attestations')
          ? attestationFacts(bundles, { dossierSource: read.source, evidence: read.evidence })
          : none,
        reads.has('tags') ? tagClaim(github, git) : none,
      ])
      return {
        ...{ pullRequests: [], runs: [], attestations: [], tag: null },
        ...pulls,
        ...named,
        ...ofCommit,
        ...attestations,
        ...tag,
        repository: slug,
        release: releaseFacts(releases.get(git.tag)),
        unknown: [pulls, named, ofCommit, attestations, tag].flatMap((each): Finding[] => each.unknown),
      }
    },
    bundles: reads.has('attestations') ? keptBundles(bundles) : null,
    marksOf: (facts, record) => ({
      ...pullMarks(facts, updated),
      ...(runs ? runMarks(record, facts, runs) : {}),
    }),
    hasNews: (marks) => hasUpdatedPull(marks, updated) || (runs !== null && hasLateRun(marks, runs)),
    unanswered: 'github.failed',
    finish: () => {
      if (runs?.newest) answers.keepBytes(NEWEST_RUN, Buffer.from(`${runs.newest}`))
      answers.finish()
    },
  }
}

const NEWEST_RUN = 'newest run'

/** The newest run that the last finished collect saw. */
function lastNewest(answers: ResponseCache): number | null {
  const text = answers.findBytes(NEWEST_RUN)?.toString('utf8') ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}

/** What is not answered is told among the release's facts. */
function keptBundles(bundles: Bundles): KeptBundles {
  return {
    keeper: 'GitHub',
    about: async (sha256) => {
      const answer = await bundles(sha256)
      return answer.ok ? answer.value.flatMap(({ bundle }) => bundle ?? []) : []
    },
  }
}

async function listReleases(github: Github, slug: string): Promise<Releases> {
  const question = { what: 'the releases', route: 'GET /repos/{owner}/{repo}/releases' }
  const answer = await github.list(question, ReleaseShape)
  if (answer.ok) return releasesByTag(answer.value)
  const { reason, findings } = answer.failure
  if (reason === 'failed') throw new CliError(`${findings.map(formatFinding).join(' ')}`, 75)
  throw new CliError(`GitHub knows no repository ${slug}, or does not show it to this token.`)
}

/** Only an annotated tag can be signed. */
async function tagClaim(
  github: Github,
  { tagObject, tag }: GitFacts,
): Promise<{ tag: TagClaim | null; unknown: Finding[] }> {
  if (tagObject === null) return { tag: null, unknown: [] }
  const route = 'GET /repos/{owner}/{repo}/git/tags/{tag_sha}'
  const answer = await github.get(
    { what: `the tag ${tag}`, route, parameters: { tag_sha: tagObject } },
    TagShape,
  )
  if (!answer.ok) return { tag: null, unknown: answer.failure.findings }
  const { verification } = answer.value
  const claim = verification && { verified: verification.verified, reason: lineOf(verification.reason, 300) }
  return { tag: claim ?? null, unknown: [] }
}
