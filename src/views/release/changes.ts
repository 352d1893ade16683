import { count, day } from '../format.ts'
import { makeRepository } from '../repository.ts'
import type { ReleaseInput } from './input.ts'

/** Commits that a page lists; the repository has the rest. */
const SHOWN = 3
const PULLS_SHOWN = 12

/** What git says was changed since the release before. A number that cannot be known is said to be unknown. */
export function changes({ record, repositoryUrl, links }: ReleaseInput) {
  const { git, service } = record
  const to = makeRepository(repositoryUrl)
  const latest = git.latestCommits.slice(0, SHOWN)
  const hidden = (git.commits ?? latest.length) - latest.length
  return {
    since: git.previous && { version: git.previous, href: links.release(service, git.previous) },
    counts: [
      known(git.commits, 'commit'),
      known(git.filesChanged, 'file', 'files changed'),
      known(git.commits === null ? null : git.pullRequests.length, 'pull request'),
    ],
    pulls: git.pullRequests
      .slice(0, PULLS_SHOWN)
      .map((number) => ({ text: `#${number}`, href: to.pull(number) })),
    morePulls: Math.max(0, git.pullRequests.length - PULLS_SHOWN),
    commits: latest.map((commit, i) => ({
      short: commit.id.slice(0, 7),
      href: to.commit(commit.id),
      subject: commit.subject,
      // Said once for commits in a row by the same person on the same day.
      by: byLine(commit) === byLine(latest[i - 1]) ? null : byLine(commit),
    })),
    moreCommits: hidden > 0 ? count(hidden, 'older commit') : null,
  }
}

function byLine(commit: ReleaseInput['record']['git']['latestCommits'][number] | undefined): string | null {
  return commit ? `${commit.author}, ${day(commit.at)}` : null
}

function known(n: number | null, singular: string, plural?: string): string {
  if (n === null) return `${plural ?? `${singular}s`} unknown`
  return plural === undefined ? count(n, singular) : count(n, `${singular} changed`, plural)
}
