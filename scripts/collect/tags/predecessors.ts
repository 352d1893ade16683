import { isVersion, versionOf } from '#decide/lib/order.ts'
import { isCounted, orderFor, type ReadVersion } from '#decide/lib/versions.ts'
import type { Graph } from '../git/graph.ts'
import type { TagTarget } from '../git/tag-object.ts'
import type { DatedTag } from './tagged.ts'

/** What came before a release in its service. */
export type Predecessors<T> = {
  previous: T | null
  previousStable: T | null
  /** True when others came before it, and nobody can tell which of them it follows. */
  isUnknown: boolean
}

type GraphTag = DatedTag & Pick<TagTarget, 'target'>

/**
 * Finds the release before each one: of those of its service that came before it, the one with the highest lower
 * version. Where all that came before have higher numbers, or three stable ones on the way to it that came after that
 * lower one, the numbers were begun anew, and it is the last one on the way to it. What comes later changes nothing about it. Tags that are no versions form a section of their own, in the
 * order in which they came. The second base is the last release that was no pre-release.
 * @param tags in the order in which they came.
 */
export function predecessors<T extends GraphTag>(graph: Graph, tags: readonly T[]): Map<T, Predecessors<T>> {
  const services = Map.groupBy(tags, ({ service }) => service.id)
  const sections = [...services.values()].flatMap((own) => {
    const [first] = own
    const parts = Map.groupBy(own, ({ version }) => isVersion(version))
    // Names that are no versions came before no version; versions came before them.
    return [...parts].map(([isOfVersions, section]) => ({
      section,
      first: isOfVersions ? section[0] : first,
    }))
  })
  return new Map(sections.flatMap(({ section, first }) => chained(graph, section, first)))
}

/** @param first the first tag of the service: all but it have something before them. */
function chained<T extends GraphTag>(
  graph: Graph,
  section: readonly T[],
  first: T | undefined,
): [T, Predecessors<T>][] {
  const [all, stable] = [earlierOf(graph, section), earlierOf(graph, section)]
  return section.map((tag) => {
    const read = versionOf(tag)
    const previous = all.before(tag, read)
    const previousStable = stable.before(tag, read)
    const found = { previous, previousStable, isUnknown: previous === null && tag !== first }
    all.add(tag, read)
    if (!tag.prerelease) stable.add(tag, read)
    return [tag, found]
  })
}

/** The tags of one service so far, by version. */
function earlierOf<T extends GraphTag>(graph: Graph, section: readonly T[]) {
  const compare = orderFor(section.map(versionOf).filter((read) => read !== null))
  const ordered: Earlier<T>[] = []
  const known = new Set<T>()
  let looks = 0
  /** How many of them are lower; of tags that are no versions, all. */
  const lower = (read: ReadVersion | null) => {
    if (read === null) return ordered.length
    let [from, to] = [0, ordered.length]
    while (from < to) {
      const middle = (from + to) >> 1
      const other = ordered[middle]?.read
      if (other && compare(other, read) < 0) from = middle + 1
      else to = middle
    }
    return from
  }
  return {
    before: (tag: T, read: ReadVersion | null): T | null => {
      const at = lower(read)
      const found = ordered[at - 1] ?? null
      const higher = found && read ? higherSince(found, read, ordered, at) : []
      // Numbers are begun anew once or twice, and each look costs a walk through the history.
      const isDoubtful = found === null ? known.size > 0 : higher.length >= FEWEST
      if (!isDoubtful || looks === MOST_LOOKS) return found?.tag ?? null
      looks += 1
      const isBehind = tagsBehind(graph, tag)
      if (found !== null && higher.filter((each) => isBehind(each.tag)).length < FEWEST) return found.tag
      return section.findLast((each) => known.has(each) && isBehind(each)) ?? null
    },
    add: (tag: T, read: ReadVersion | null) => {
      ordered.splice(lower(read), 0, { tag, read, came: known.size })
      known.add(tag)
    },
  }
}

const MOST_LOOKS = 20

/** So many higher stable versions on the way to a lower one are a scheme that was left; one or two are mistakes. */
const FEWEST = 3

/** A tag that came before, with its place among those. */
interface Earlier<T> {
  tag: T
  read: ReadVersion | null
  came: number
}

/**
 * The stable versions that are higher than one and came after the highest lower one, where that is of another major
 * version: 12.0.0 is lower than 2015.1.0, which came long after 0.9.0.
 */
function higherSince<T extends GraphTag>(
  found: Earlier<T>,
  read: ReadVersion,
  ordered: readonly Earlier<T>[],
  at: number,
): Earlier<T>[] {
  if (found.read?.numbers[1] === read.numbers[1]) return []
  return ordered.slice(at).filter(({ tag, came }) => came > found.came && !tag.prerelease)
}

/** Says of tags whether the commit of another one has theirs behind it. */
function tagsBehind(graph: Graph, { target }: GraphTag): (tag: GraphTag) => boolean {
  const own = graph.number.get(target?.id ?? '')
  if (own === undefined) return () => false
  const behind = new Set([own])
  // A set takes what is added while it is walked.
  for (const commit of behind) for (const parent of graph.parents[commit] ?? []) behind.add(parent)
  return (tag) => behind.has(graph.number.get(tag.target?.id ?? '') ?? -1)
}

/**
 * Finds the tags of a tag's service that came before it and lead to the same commit, the last twenty of them.
 * @param tags in the order in which they came.
 */
export function earlierAtCommit<T extends GraphTag>(tags: readonly T[]): (tag: T) => readonly T[] {
  const groups = Map.groupBy(tags, ({ service, target }) => `${service.id} ${target?.id ?? ''}`)
  return (tag) => {
    const group = groups.get(`${tag.service.id} ${tag.target?.id ?? ''}`) ?? []
    const at = tag.target === null ? 0 : group.indexOf(tag)
    return group.slice(Math.max(0, at - 20), Math.max(0, at))
  }
}

/**
 * Tells apart what a number behind a dash counts: `1.2.3-1` comes after 1.2.3 where that was released already, as Debian
 * counts its revisions; where it was not, it is a candidate for it, as semver says.
 * @param tags in the order in which they came.
 */
export function tellCounted<T extends DatedTag>(tags: readonly T[]): T[] {
  const released = new Set<string>()
  return tags.map((tag) => {
    const of = (version: string) => `${tag.service.id} ${version}`
    const isAfter = isCounted(tag.version) && released.has(of(tag.version.replace(/-\d+$/, '')))
    released.add(of(tag.version))
    return isAfter ? { ...tag, prerelease: false } : tag
  })
}
