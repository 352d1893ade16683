import { count, number } from '#messages/format.ts'
import { makeRepository } from '#messages/links.ts'
import { MOST_PATHS } from '#model/public-facts.ts'
import type { CommitFact, GitFacts } from '#model/release.ts'
import type { ReleaseInput } from '../release/input.ts'
import { quoteBlocks } from './quote.ts'

/** Commits and paths that a page lists; the JSON of the release has more. */
const SHOWN = 150

export type StrangerChanges = ReturnType<typeof strangerChanges>

/** What changed since the release before, as far as the repository tells it: its own words first, then numbers, then all commits. */
export function strangerChanges(input: Pick<ReleaseInput, 'record' | 'links' | 'repositoryUrl'>) {
  const { record, links, repositoryUrl } = input
  const { git, publicFacts, service } = record
  const to = makeRepository(repositoryUrl)
  const section = publicFacts?.tree?.changelog ?? null
  return {
    counts: countsText(record),
    since:
      git.previous === null ? null : { version: git.previous, href: links.release(service, git.previous) },
    beginning: beginningText(git),
    within: publicFacts?.counted ? withinText(publicFacts.counted) : null,
    same: (publicFacts?.sameCommit ?? []).map((version) => ({
      version,
      href: links.release(service, version),
    })),
    otherName: git.otherName,
    changelog: section && {
      ...quoteBlocks(section.text),
      heading: section.heading,
      path: section.path,
      href: git.commit && to.file(git.commit, section.path),
    },
    message: messageOf(record),
    folders: folders(record),
    authors: authors(record),
    ...commitGroups(record, to),
    paths: (publicFacts?.paths ?? []).slice(0, SHOWN),
    morePaths: Math.max(
      0,
      (git.filesChanged ?? 0) - Math.min(SHOWN, publicFacts?.paths.length ?? 0, MOST_PATHS),
    ),
    owners: publicFacts?.tree?.owners ?? null,
  }
}

function messageOf({ git, publicFacts }: ReleaseInput['record']) {
  const text = [git.subject, publicFacts?.message].filter(Boolean).join('\n\n')
  return text === '' || text === git.tag ? null : quoteBlocks(text)
}

/** `87 commits, 61 pull requests, 212 files, 14 people`; of what is not known nothing. */
function countsText({ git, publicFacts }: ReleaseInput['record']): string {
  const people = publicFacts?.authors.total ?? 0
  const parts = [
    git.commits === null ? '' : count(git.commits, 'commit'),
    git.pullRequests.length > 0 ? count(git.pullRequests.length, 'pull request') : '',
    git.filesChanged === null ? '' : count(git.filesChanged, 'file'),
    people > 0 ? count(people, 'person', 'people') : '',
  ].filter(Boolean)
  const unnamed = git.commits !== null && git.commits > 0 && git.pullRequests.length === 0
  return `${parts.join(', ') || 'Nothing is known'}${unnamed ? '; no pull request is named in the subjects' : ''}`
}

/** Of a release without one before it. */
function beginningText({ previous, unknown }: GitFacts): string | null {
  if (previous !== null) return null
  return unknown.some(({ code }) => code === 'git.previous_unknown' || code === 'git.shallow')
    ? 'the release before is not known'
    : 'the first release of its service'
}

function withinText({ by, folder }: { by: string; folder: string | null }): string {
  return by === 'folder' && folder !== null
    ? `Counted in its folder, ${folder}.`
    : 'Counted inside its boundary.'
}

function folders({ git, publicFacts }: ReleaseInput['record']) {
  const rows = publicFacts?.folders ?? []
  const most = Math.max(1, ...rows.map(({ files }) => files))
  const told = rows.reduce((sum, { files }) => sum + files, 0)
  const rest = (git.filesChanged ?? told) - told
  return [
    ...rows.map(({ folder, files }) => ({
      name: folder === '.' ? 'outside of folders' : `${folder}/`,
      files: number(files),
      width: Math.max(2, Math.round((files / most) * 90)),
    })),
    ...(rest > 0
      ? [
          {
            name: 'other',
            files: number(rest),
            width: Math.max(2, Math.min(90, Math.round((rest / most) * 90))),
          },
        ]
      : []),
  ]
}

function authors({ git, publicFacts }: ReleaseInput['record']) {
  const { named, total } = publicFacts?.authors ?? { named: [], total: 0 }
  const told = named.reduce((sum, { commits }) => sum + commits, 0)
  const rest = total - named.length
  return [
    ...named.map(({ name, commits }) => ({ name, commits: number(commits) })),
    ...(rest > 0
      ? [{ name: `${number(rest)} more`, commits: number(Math.max(0, (git.commits ?? told) - told)) }]
      : []),
  ]
}

/** Words of the convention for commit messages, as people read them, in the order in which they are shown. */
const TYPES: readonly (readonly [title: string, ...words: string[]])[] = [
  ['Features', 'feat', 'feature'],
  ['Fixes', 'fix', 'bugfix', 'hotfix'],
  ['Faster', 'perf'],
  ['Reverted', 'revert'],
  ['Documentation', 'docs', 'doc'],
  ['Upkeep', 'refactor', 'style', 'test', 'tests', 'build', 'ci', 'chore', 'deps'],
]
const TYPED = /^([a-z]{2,10})(?:\([^()]{1,80}\))?!?:\s/i

/** The commits by what their subjects call them; what is merged by the forge's own words stands last. */
function commitGroups({ git }: ReleaseInput['record'], to: ReturnType<typeof makeRepository>) {
  const shown = git.latestCommits.slice(0, SHOWN)
  const groups = Map.groupBy(shown, titleOf)
  const order = [...TYPES.map(([title]) => title), 'Other changes', 'Merges']
  const rest = (git.commits ?? shown.length) - shown.length
  return {
    groups: order.flatMap((title) => {
      const commits = groups.get(title)
      return commits ? [{ title, commits: commits.map((commit) => commitRow(commit, to)) }] : []
    }),
    moreCommits: rest > 0 ? count(rest, 'older commit') : null,
    foldTitle: foldTitle(git),
  }
}

function foldTitle({ commits, pullRequests }: GitFacts): string {
  const all = commits === null ? 'The newest commits' : `All ${count(commits, 'commit')}`
  return commits === 1 ? 'The commit' : pullRequests.length > 0 ? `${all}, with their pull requests` : all
}

function titleOf({ subject }: CommitFact): string {
  if (/^merge (?:pull request|branch|remote|tag|pr )|^auto merge of /i.test(subject)) return 'Merges'
  const word = TYPED.exec(subject)?.[1]?.toLowerCase()
  return TYPES.find(([, ...words]) => word !== undefined && words.includes(word))?.[0] ?? 'Other changes'
}

function commitRow({ id, subject, author, pullRequest }: CommitFact, to: ReturnType<typeof makeRepository>) {
  return {
    subject,
    author,
    short: id.slice(0, 7),
    href: to.commit(id),
    pull: pullRequest === null ? null : { text: `#${pullRequest}`, href: to.pull(pullRequest) },
  }
}
