import { hash } from 'node:crypto'
import { join } from 'node:path'
import { CliError } from '#lib/cli-error.ts'
import { formatFinding } from '#lib/format-finding.ts'
import { lineOf } from '#lib/text.ts'
import type { Finding } from '#model/finding.ts'
import type { GithubFacts, TagClaim } from '#model/github.ts'
import type { GitFacts } from '#model/release.ts'
import type { ReadDossier } from '../../dossier/read.ts'
import type { Source } from '../../sources/source.ts'
import { pullFacts } from './approvals.ts'
import { attestationFacts, type Bundles, bundlesFrom } from './attestations.ts'
import { type Github, openGithub } from './client.ts'
import { makeKeeper } from './download.ts'
import { type Releases, releaseFacts, releaseSource, releasesByTag } from './releases.ts'
import { openAnswers } from './response-cache.ts'
import { runFacts, runSource } from './runs.ts'
import type { GithubSettings } from './settings.ts'
import { ReleaseShape, TagShape } from './shapes.ts'
import { type UpdatedPulls, updatedPulls } from './updated-pulls.ts'

/** GitHub, as a run of the collector sees it. */
export type GithubReader = {
  /** Which GitHub is asked about what: when it differs, everything is read again. */
  scope: string
  /** Digest of all that was listed: when it differs from the last run's, releases are looked at. */
  state: string
  sources: readonly Source[]
  /** When pull requests were updated last, to see reviews that come in late. */
  pulls: UpdatedPulls
  facts: (git: GitFacts, read: ReadDossier) => Promise<GithubFacts>
  /** The attestations about bytes, for whoever checks signatures; null when they are not to be read. */
  bundles: Bundles | null
  /** Everything was asked. */
  finish: () => void
}

/**
 * Opens GitHub and lists the releases.
 * @param cache folder for what GitHub answers.
 * @param at catalog time.
 * @throws CliError 2 when there is no such repository for this token, 75 when it should be tried later.
 */
export async function openReader(settings: GithubSettings, cache: string, at: string): Promise<GithubReader> {
  const slug = `${settings.owner}/${settings.name}`
  const answers = openAnswers(join(cache, hash('sha256', `${settings.api} ${slug}`).slice(0, 16)), at)
  const github = openGithub(settings, answers)
  const reads = new Set(settings.read)
  const releases = reads.has('releases') ? await listReleases(github, slug) : new Map()
  const pulls = reads.has('approvals') ? await updatedPulls(github) : new Map()
  const keep = makeKeeper(github, answers)
  const bundles = bundlesFrom(github, answers)
  return {
    scope: JSON.stringify([settings.api, slug, [...reads].sort()]),
    state: hash('sha256', JSON.stringify([...releases.values(), ...pulls])),
    pulls,
    sources: [
      ...(reads.has('releases') ? [releaseSource(releases, keep)] : []),
      ...(reads.has('runs') ? [runSource(github, keep)] : []),
    ],
    facts: async (git, read) => {
      const none = { unknown: [] }
      const [pulls, runs, attestations, tag] = await Promise.all([
        reads.has('approvals') ? pullFacts(github, slug, git, read.dossier) : none,
        reads.has('runs') ? runFacts(github, read.dossier?.evidence ?? []) : none,
        reads.has('attestations')
          ? attestationFacts(bundles, { dossierSource: read.source, evidence: read.evidence })
          : none,
        reads.has('tags') ? tagClaim(github, git) : none,
      ])
      return {
        ...{ pullRequests: [], runs: [], attestations: [], tag: null },
        ...pulls,
        ...runs,
        ...attestations,
        ...tag,
        repository: slug,
        release: releaseFacts(releases.get(git.tag)),
        unknown: [pulls, runs, attestations, tag].flatMap((each): Finding[] => each.unknown),
      }
    },
    bundles: reads.has('attestations') ? bundles : null,
    finish: answers.finish,
  }
}

async function listReleases(github: Github, slug: string): Promise<Releases> {
  const question = { what: 'the releases', route: 'GET /repos/{owner}/{repo}/releases' }
  const told = await github.list(question, ReleaseShape)
  if (told.ok) return releasesByTag(told.value)
  const { reason, findings } = told.failure
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
  const told = await github.get(
    { what: `the tag ${tag}`, route, parameters: { tag_sha: tagObject } },
    TagShape,
  )
  if (!told.ok) return { tag: null, unknown: told.failure.findings }
  const { verification } = told.value
  const claim = verification && { verified: verification.verified, reason: lineOf(verification.reason, 300) }
  return { tag: claim ?? null, unknown: [] }
}
