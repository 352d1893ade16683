import { count, day } from '#messages/format.ts'
import { makeRepository } from '#messages/links.ts'
import { say } from '../findings.ts'
import { namedInput } from '../inputs.ts'
import { changedFolders } from './folders.ts'
import type { Assessed, ReleaseInput } from './input.ts'

/** Purpose and scope: what the dossier says was meant, beside what git says was changed. */
export function scope(input: ReleaseInput) {
  const { record, services } = input
  const { dossier, notes } = record
  return {
    hasDossier: dossier !== null,
    objective: dossier?.objective ?? null,
    summary: notes.summary,
    changes: changes(input),
    folders: changedFolders(input),
    ...byDeclaration(boundaries(input)),
    other: otherFiles(input),
    affects: dossier ? affects(dossier) : null,
    owners: dossier?.owners ?? [],
    serviceOwner: services.get(record.service)?.owner ?? null,
    breaking: dossier?.breakingChanges ?? [],
    notes: dossier ? noteParts(input) : [],
    unknown: say(record.git.unknown, input.links),
  }
}

type Dossier = NonNullable<ReleaseInput['record']['dossier']>

function affects(dossier: Dossier) {
  return [
    { title: 'Affected features', items: dossier.affectedFeatures },
    { title: 'In scope', items: dossier.inScope },
    { title: 'Out of scope', items: dossier.outOfScope },
  ]
}

/**
 * Every boundary that the dossier names or the changed files touch. A mismatch is shown, in both directions; when
 * git could not tell the changed files, there is nothing to compare with.
 */
function boundaries({ record, services, links }: ReleaseInput) {
  const { dossier, git } = record
  const declared = new Map((dossier?.boundaries ?? []).map((each) => [each.service, each]))
  const computed = new Map(git.boundaries.map((each) => [each.service, each]))
  const known = git.filesChanged !== null
  return [...new Set([...declared.keys(), ...computed.keys()])].sort().map((service) => {
    const said = declared.get(service)
    const found = computed.get(service)
    return {
      service,
      href: services.has(service) ? links.service(service) : null,
      declared: said?.change ?? null,
      note: said?.note ?? null,
      files: found ? count(found.files, 'file') : known ? 'no file' : 'files unknown',
      mismatch: dossier && known ? mismatch(said?.change, found) : null,
    }
  })
}

/** What was changed without a word stands in one line: there the names are enough. */
function byDeclaration(all: ReturnType<typeof boundaries>) {
  const silent = all.filter(({ mismatch }) => mismatch === UNDECLARED)
  const few = silent.length < 3
  return {
    boundaries: few ? all : all.filter((each) => !silent.includes(each)),
    undeclared: few ? null : silent.map(({ service, files }) => `${service} (${files})`).join(', '),
  }
}

const UNDECLARED = 'not declared'

function mismatch(declared: string | undefined, found: { files: number } | undefined): string | null {
  if (found && declared === undefined) return UNDECLARED
  if (found && declared === 'none') return 'declared untouched'
  if (!found && declared !== undefined && declared !== 'none') return 'no file of it changed'
  return null
}

const PATHS_SHOWN = 3

function otherFiles({ record }: ReleaseInput) {
  const { files, paths } = record.git.other
  if (files === null || files === 0) return null
  const shown = paths.slice(0, PATHS_SHOWN)
  const more = files - shown.length
  return { title: count(files, 'file'), paths: shown, more: more > 0 ? count(more, 'more file') : null }
}

function noteParts({ record }: ReleaseInput) {
  const { dossier, notes } = record
  return [
    { title: 'Release notes', status: dossier?.releaseNotes?.status ?? null, html: notes.releaseNotes },
    {
      title: 'Compatibility notes',
      status: dossier?.compatibilityNotes?.status ?? null,
      html: notes.compatibilityNotes,
    },
  ]
}

const REGISTERS = {
  'phase-readiness': 'Phase readiness',
  'work-queue': 'Work queue',
  assumptions: 'Assumptions register',
  'tech-debt': 'Tech debt register',
} as const

/** The registers and documents that the decision rests on [003]. */
export function decisionInputs({ record: { dossier }, registers, posture, links }: Assessed) {
  const facts = { inputs: registers, at: posture.today.at }
  const named = dossier.inputs.map(({ register, id, title, url, status }) => {
    const found = id === undefined ? null : namedInput(facts, links, { register, id })
    return {
      of: REGISTERS[register],
      title: id === undefined ? title : `${id}: ${title}`,
      url: found?.href ?? url ?? null,
      status: status ?? null,
      /** What the register says of it today; of an id that it does not hold, that. */
      today: found
        ? `${found.look.word} today, ${found.owner}`
        : id === undefined
          ? null
          : 'no register holds it',
      isUnknown: id !== undefined && found === null,
    }
  })
  const sources = dossier.sourceDocs.map(({ title, url, status }) => ({
    of: 'Source document',
    title,
    url: url ?? null,
    status: status ?? null,
    today: null,
    isUnknown: false,
  }))
  return [...named, ...sources]
}

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
      pullRequests(git),
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

/** Nobody knows of a merge that its commit does not tell: none told is not none. */
function pullRequests({ commits, pullRequests }: ReleaseInput['record']['git']): string {
  if (commits === null || pullRequests.length > 0)
    return known(commits === null ? null : pullRequests.length, 'pull request')
  return 'no pull request named'
}

function known(n: number | null, singular: string, plural?: string): string {
  if (n === null) return `${plural ?? `${singular}s`} unknown`
  return plural === undefined ? count(n, singular) : count(n, `${singular} changed`, plural)
}
