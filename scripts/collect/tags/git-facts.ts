import { compareText } from '#decide/lib/findings.ts'
import { lineOf } from '#lib/text.ts'
import { instantOf } from '#lib/time.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { MOST_FOLDERS, MOST_PATHS, type PublicFacts } from '#model/public-facts.ts'
import type { GitFacts } from '#model/release.ts'
import type { Graph } from '../git/graph.ts'
import type { Annotation, TagTarget } from '../git/tag-object.ts'
import type { TouchedBoundaries } from '../services/boundaries.ts'
import { type BreakingSources, breakingCommits } from './breaking-commits.ts'
import { type CommitFacts, commitFacts, pullRequestOf } from './commits.ts'
import type { Counted } from './counted.ts'
import type { Predecessors } from './predecessors.ts'
import type { DatedTag } from './tagged.ts'

/** A tag with what its object says. */
export type ReadTag = DatedTag & TagTarget & { unknown: Finding[] }

/** Everything that facts are drawn from. */
export type FactSources = BreakingSources & {
  shallow: boolean
  /** The signature of a tag, verified as far as it can be; null for none. */
  signatureOf: (tag: ReadTag) => Promise<GitFacts['signature']>
  /** The part of the repository that a release counts in; null for all of it. */
  countedOf: (tag: ReadTag) => Promise<Counted | null>
  /** Tags of the same service that came earlier and lead to the same commit. */
  sameCommit: (tag: ReadTag) => readonly ReadTag[]
}

/** What git says of a release, what anybody can see there besides, and the pull request of the tagged commit. */
export type ToldByGit = {
  git: GitFacts
  seen: Omit<PublicFacts, 'tree'>
  pullRequest: number | null
}

/** The time of a tag: the tagger's, else its commit's. A tag without one stands at the beginning of time. */
export function timeOfTag(
  graph: Graph,
  { annotation, target }: TagTarget,
): { released: string; unknown: Finding[] } {
  const commit = target === null ? undefined : graph.number.get(target.id)
  const own = annotation === null ? null : instantOf(annotation.seconds)
  const released = own ?? (commit === undefined ? null : instantOf(graph.seconds[commit] ?? null))
  if (released !== null) return { released, unknown: [] }
  return { released: '1970-01-01T00:00:00Z', unknown: [finding('git.no_time', {})] }
}

/**
 * Tags in the order in which they came, first to last: a tag is not earlier than the commits behind it, and never later than
 * a tag of a commit that has its own behind it, whatever its clock says; else its time decides, then its name. An old commit
 * that is tagged again years later moves nothing but that tag. Linear in commits and tags.
 */
export function inOrderOfTags(graph: Graph, tags: readonly ReadTag[]): ReadTag[] {
  const byCommit = Map.groupBy(tags, ({ target }) => graph.number.get(target?.id ?? '') ?? null)
  const committed = new Float64Array(graph.ids.length)
  // Parents come before children.
  for (const [place, parents] of graph.parents.entries()) {
    const own = (graph.seconds[place] ?? 0) * 1000
    committed[place] = parents.reduce((most, parent) => Math.max(most, committed[parent] ?? 0), own)
  }
  const keys = new Map<ReadTag, { time: number; place: number }>()
  const limits = new Float64Array(graph.ids.length).fill(Number.POSITIVE_INFINITY)
  for (let place = graph.ids.length - 1; place >= 0; place -= 1) {
    const after = limits[place] ?? Number.POSITIVE_INFINITY
    const times = (byCommit.get(place) ?? []).map((tag) => {
      const time = Math.min(after, Math.max(committed[place] ?? 0, Date.parse(tag.released)))
      keys.set(tag, { time, place })
      return time
    })
    const limit = Math.min(after, ...times)
    for (const parent of graph.parents[place] ?? []) limits[parent] = Math.min(limits[parent] ?? limit, limit)
  }
  const keyOf = (tag: ReadTag) => keys.get(tag) ?? { time: Date.parse(tag.released), place: -1 }
  return tags.toSorted((a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)]
    return (
      one.time - other.time ||
      one.place - other.place ||
      Date.parse(a.released) - Date.parse(b.released) ||
      compareText(a.tag, b.tag)
    )
  })
}

/**
 * What git says about a tag and about the way to it from the release before. When its code was committed is told as far
 * as the tag tells it: evidence may know of an earlier commit with the same code.
 */
export async function gitFacts(
  sources: FactSources,
  tag: ReadTag,
  before: Predecessors<ReadTag>,
): Promise<ToldByGit> {
  const { graph } = sources
  const commit = commitOf(graph, tag)
  const unknown = [...tag.unknown, ...(before.isUnknown ? [finding('git.previous_unknown')] : [])]
  const counted = await sources.countedOf(tag)
  const files = await filesOf(sources, tag, before, unknown)
  const own = files === null || counted === null ? files : files.filter(counted.holds)
  const { authors, ...commits } = await commitsOf(sources, commit, before, unknown, counted)
  const git = {
    tag: tag.tag,
    ...annotationFacts(tag),
    signature: await sources.signatureOf(tag),
    ...committed(graph, tag),
    codeCommittedAt: committed(graph, tag).committedAt,
    taggedAt: tag.released,
    previous: before.previous?.version ?? null,
    previousStable: before.previousStable?.version ?? null,
    changedPaths: null,
    ...commits,
    breaking: await breakingOf(sources, commit, tag, before),
    filesChanged: own === null ? null : own.length,
    ...(files === null ? NO_FILES : touchedBy(sources, files, counted)),
    unknown,
  }
  // A commit that the release before had already was brought in by that one.
  const isNew = commit !== null && !before.isUnknown && before.previous?.target?.id !== tag.target?.id
  const seen = {
    message: tag.annotation?.body ?? null,
    sameCommit: sources
      .sameCommit(tag)
      .map(({ version }) => version)
      .slice(-20),
    counted: counted?.said ?? null,
    ...namedFiles(own ?? [], counted?.said.folder ?? null),
    authors,
    key: { own: tag.annotation?.key ?? null, before: before.previous?.annotation?.key ?? null },
  }
  return { git, seen, pullRequest: isNew ? pullRequestOf(graph, commit) : null }
}

/** By boundary; what lies in the counted folder is nobody else's. */
function touchedBy({ sortPaths }: FactSources, files: readonly string[], counted: Counted | null) {
  const sorted = sortPaths(files)
  if (counted?.said.folder === undefined || counted.said.folder === null) return sorted
  return { ...sorted, other: sortPaths(files.filter((path) => !counted.holds(path))).other }
}

/** The changed files by name and by folder. @param within the folder that they are counted in. */
function namedFiles(files: readonly string[], within: string | null): Pick<PublicFacts, 'folders' | 'paths'> {
  const skipped = within === null ? 0 : within.length + 1
  const folders = new Map<string, number>()
  for (const path of files) {
    const end = path.indexOf('/', skipped)
    const folder = end < 0 ? '.' : path.slice(0, end)
    folders.set(folder, (folders.get(folder) ?? 0) + 1)
  }
  const sorted = [...folders].map(([folder, number]) => ({ folder, files: number }))
  sorted.sort((a, b) => b.files - a.files || compareText(a.folder, b.folder))
  return { folders: sorted.slice(0, MOST_FOLDERS), paths: files.toSorted().slice(0, MOST_PATHS) }
}

/** What is left to say about a tag of which git's own facts could not be read: its name and its time. */
export function bareFacts(tag: ReadTag): GitFacts {
  return {
    tag: tag.tag,
    tagKind: 'lightweight',
    tagObject: null,
    tagger: null,
    subject: null,
    otherName: null,
    signature: null,
    commit: null,
    committedAt: null,
    codeCommittedAt: null,
    taggedAt: tag.released,
    previous: null,
    previousStable: null,
    changedPaths: null,
    commits: null,
    pullRequests: [],
    latestCommits: [],
    ...NOBODY,
    breaking: { total: null, commits: [] },
    filesChanged: null,
    ...NO_FILES,
    unknown: [],
  }
}

/** The commit that a tag leads to, and its committer's time. */
export function committed(graph: Graph, tag: TagTarget): Pick<GitFacts, 'commit' | 'committedAt'> {
  const commit = commitOf(graph, tag)
  if (commit === null) return { commit: null, committedAt: null }
  return { commit: graph.ids[commit] ?? null, committedAt: instantOf(graph.seconds[commit] ?? null) }
}

/**
 * Since when the released code is there. A dossier in the tree is written before the commit that holds it, so a commit
 * that evidence was made from, and that differs in the dossier alone, is when its code was committed.
 */
export function codeCommittedAt(
  { graph }: Pick<FactSources, 'graph'>,
  { committedAt }: Pick<GitFacts, 'committedAt'>,
  evidence: readonly Pick<EvidenceItem, 'codeMatch' | 'subject'>[],
): GitFacts['codeCommittedAt'] {
  const same = evidence.filter(({ codeMatch }) => codeMatch === 'dossier-only')
  const commits = new Set(same.map(({ subject }) => graph.number.get(subject.commit ?? '')))
  const times = [...commits].map((commit) => instantOf(graph.seconds[commit ?? -1] ?? null))
  return [committedAt, ...times].filter((at) => at !== null).sort()[0] ?? null
}

const NOBODY: Pick<GitFacts, 'contributors'> = { contributors: { names: [], complete: true } }

const NO_FILES: TouchedBoundaries = { boundaries: [], other: { files: null, paths: [] } }

function annotationFacts({ annotation, id, tag }: ReadTag) {
  if (annotation === null) {
    return { tagKind: 'lightweight' as const, tagObject: null, tagger: null, subject: null, otherName: null }
  }
  const otherName = otherNameOf(annotation, tag)
  return {
    tagKind: 'annotated' as const,
    tagObject: id,
    tagger: annotation.tagger === null ? null : lineOf(annotation.tagger, 200),
    subject: annotation.subject === null ? null : lineOf(annotation.subject, 300),
    otherName: otherName === null ? null : lineOf(otherName, 300),
  }
}

/** What a tag object calls itself, where that is not the tag's name. A name that must not be shown is not compared. */
export function otherNameOf({ name }: Annotation, tag: string): string | null {
  return name === null || name === tag || tag.startsWith('base64:') ? null : name
}

function commitOf(graph: Graph, tag: TagTarget): number | null {
  return (tag.target && graph.number.get(tag.target.id)) ?? null
}

async function commitsOf(
  { graph, shallow }: FactSources,
  commit: number | null,
  { previous, isUnknown }: Predecessors<ReadTag>,
  unknown: Finding[],
  counted: Counted | null,
): Promise<CommitFacts> {
  const base = previous === null ? null : commitOf(graph, previous)
  if (commit === null || isUnknown || (previous !== null && base === null)) {
    if (commit !== null && previous !== null)
      unknown.push(finding('git.previous_without_commit', { previous: previous.version }))
    // Without a release before to count from, everybody who ever contributed may have.
    const { contributors } = commit === null ? NOBODY : await commitFacts(graph, null, commit)
    const authors = { total: 0, named: [] }
    return { commits: null, pullRequests: [], latestCommits: [], contributors, authors }
  }
  const facts = await commitFacts(graph, base, commit, counted)
  if (facts.commits === null)
    unknown.push(finding(shallow ? 'git.shallow' : 'git.missing_objects', { fact: 'commits' }))
  return facts
}

/** Whoever runs the last stable release is whom a later one breaks something for; without one, the release before. */
async function breakingOf(
  sources: FactSources,
  commit: number | null,
  { service }: ReadTag,
  { previousStable, previous, isUnknown }: Predecessors<ReadTag>,
): Promise<GitFacts['breaking']> {
  const from = previousStable ?? previous
  const base = from === null ? null : commitOf(sources.graph, from)
  // In a cut-off clone the release before may only be missing.
  const isFirst = from === null && !isUnknown && !sources.shallow
  if (commit === null || (base === null && !isFirst)) return { total: null, commits: [] }
  return breakingCommits(sources, base, commit, service)
}

/** Paths that changed since the release before; everything for a first release. */
async function filesOf(
  { graph, differences, emptyTree, shallow }: FactSources,
  tag: ReadTag,
  { previous, isUnknown }: Predecessors<ReadTag>,
  unknown: Finding[],
): Promise<readonly string[] | null> {
  const after = treeOf(graph, tag)
  if (after === null) {
    unknown.push(finding(tag.target === null ? 'git.missing_objects' : 'git.no_commit', { fact: 'tree' }))
    return null
  }
  if (isUnknown) return null
  const before = previous === null ? emptyTree : treeOf(graph, previous)
  // In a cut-off clone the release before may only be missing: everything would then be called changed.
  if (previous === null && shallow) unknown.push(finding('git.shallow', { fact: 'files' }))
  if (before === null || (previous === null && shallow)) return null
  const paths = await differences.between(before, after)
  if (paths === null) unknown.push(finding('git.missing_objects', { fact: 'files' }))
  return paths
}

/** The tree of a tag: its commit's, or the tree that it points at itself. */
export function treeOf(graph: Graph, { target }: TagTarget): string | null {
  if (target === null) return null
  if (target.type === 'tree') return target.id
  const commit = graph.number.get(target.id)
  return commit === undefined ? null : (graph.trees[commit] ?? null)
}
