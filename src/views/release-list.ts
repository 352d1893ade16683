import { alarmsOf } from '#decide/history/alarms.ts'
import { rejudgedSince } from '#decide/ledger/ledger.ts'
import { compareText } from '#decide/lib/findings.ts'
import { inOrder, isVersion, latestStable } from '#decide/lib/order.ts'
import { utc } from '#decide/lib/time.ts'
import type { Links } from '#messages/links.ts'
import { shownStrip, verdictOf } from '#messages/verdict.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import { releaseId } from '#model/release.ts'
import type { ListedRelease, ReleaseMark } from '#model/release-columns.ts'
import type { ReleaseTraits } from '#model/release-traits.ts'
import type { SearchLine } from '#model/search.ts'
import { slug } from '#model/slug.ts'
import type { CatalogSummary } from '#model/summary.ts'
import { verdictToday } from './turning.ts'

/** A release in a list: with what it is for, empty where nothing says it, who answers for it, and its commit. */
export type ReleaseRow = ListedRelease & { purpose: string; owners: string[]; commit: string | null }

/** What rows need besides their index line; made once for all lists. */
export interface RowContext {
  /** Ids of the environments that a release runs in today, in the order of the way. */
  runsIn: (release: { service: string; version: string }) => readonly string[]
  /** What the ledger holds of each release, oldest first, by `service@version`. */
  entries: ReadonlyMap<string, readonly LedgerEntry[]>
  /** Purpose, and what it is looked for by, by `service/slug`. */
  titles: ReadonlyMap<string, string>
  traits: ReadonlyMap<string, ReleaseTraits>
  /** The newest stable release of each service. */
  latest: ReadonlySet<IndexLine>
}

/** Makes what rows need from what was collected. @param releasesOf the index lines by service */
export function makeRowContext(
  summary: Pick<CatalogSummary, 'services'>,
  search: readonly Pick<SearchLine, 'service' | 'version' | 'title' | 'traits'>[],
  entries: RowContext['entries'],
  releasesOf: ReadonlyMap<string, readonly IndexLine[]>,
): RowContext {
  const key = ({ service, version }: { service: string; version: string }) => `${service}/${slug(version)}`
  const latest = [...releasesOf.values()].map(latestStable).filter((line) => line !== null)
  return {
    runsIn: makeRunsIn(summary),
    entries,
    titles: new Map(search.map((each) => [key(each), each.title])),
    traits: new Map(search.map((each) => [key(each), each.traits])),
    latest: new Set(latest),
  }
}

/** Of a release that nothing was noted of. */
const NO_TRAITS: ReleaseTraits = {
  owners: [],
  gates: [],
  severities: [],
  evidence: [],
  waived: false,
  reused: false,
  againstRules: false,
  commit: null,
}

/** Makes the lookup of where releases run, once for all pages. */
export function makeRunsIn({ services }: Pick<CatalogSummary, 'services'>): RowContext['runsIn'] {
  const environments = new Map<string, string[]>()
  for (const { service, running } of services)
    for (const { environment, version } of running) {
      const key = `${service}@${version}`
      environments.set(key, [...(environments.get(key) ?? []), environment])
    }
  return ({ service, version }) => environments.get(`${service}@${version}`) ?? []
}

/** What a list says of a release. A new column begins in `ListedRelease`, see components/release-rows.ts. */
export function releaseRow(line: IndexLine, context: RowContext): ReleaseRow {
  const { service, version, state } = line
  const { verdict, ends } = verdictToday(line)
  const before = verdictOf(state, line.atRelease)
  const { waived: _, reused: __, againstRules: ___, ...traits } = traitsFor(line, context)
  return {
    service,
    version,
    marks: marksOf(line, context),
    strip: shownStrip(line.strips, verdict),
    verdict,
    was: before === verdict ? null : before,
    until: ends?.at ?? null,
    endsAs: line.today === 'go' ? line.endsAs : null,
    type: line.type,
    runsIn: [...context.runsIn(line)],
    reached: line.environment,
    released: utc(line.released).slice(0, 10),
    purpose: context.titles.get(`${service}/${slug(version)}`) ?? '',
    ...traits,
  }
}

function traitsFor({ service, version }: IndexLine, { traits }: RowContext): ReleaseTraits {
  return traits.get(`${service}/${slug(version)}`) ?? NO_TRAITS
}

/** The order of lists: newest first by the tag's time, then by name. */
export function newestFirst(lines: readonly IndexLine[]): IndexLine[] {
  const key = ({ service, version }: IndexLine) => `${service}/${slug(version)}`
  return lines.toSorted((a, b) => compareText(b.released, a.released) || compareText(key(a), key(b)))
}

/** Releases by service, newest version first; tags that are no versions stand last. */
export function byService(lines: readonly IndexLine[]): Map<string, readonly IndexLine[]> {
  const grouped = Map.groupBy(lines, (line) => line.service)
  return new Map([...grouped].map(([service, members]) => [service, inOrder(members).reverse()]))
}

/** Releases whose tag is gone, by name: no list has a row of them, and each should lead to what the ledger remembers. */
export function withdrawnLinks(
  { entries }: Pick<RowContext, 'entries'>,
  links: Links,
  service: string | null = null,
) {
  return [...entries.values()]
    .flatMap((of) => of.at(-1) ?? [])
    .filter((entry) => entry.act === 'withdrawn' && (service === null || entry.service === service))
    .map((entry) => ({ name: releaseId(entry), href: links.release(entry.service, entry.version) }))
    .sort((a, b) => compareText(a.name, b.name))
}

/** Marked, not hidden: what is no ordinary release. */
function marksOf(line: IndexLine, context: RowContext): ReleaseMark[] {
  const own = context.entries.get(releaseId(line)) ?? []
  const { waived, reused, againstRules } = traitsFor(line, context)
  const alarms = alarmsOf(line, own)
  return [
    ...(alarms.includes('tampered') ? (['tampered'] as const) : []),
    ...(alarms.includes('moved') ? (['tag moved'] as const) : []),
    ...(rejudgedSince(own).length > 0 ? (['rejudged'] as const) : []),
    ...(isVersion(line.version) ? [] : (['no version'] as const)),
    ...(line.prerelease ? (['pre-release'] as const) : []),
    ...(waived ? (['waived'] as const) : []),
    ...(reused ? (['reused'] as const) : []),
    ...(againstRules ? (['against rules'] as const) : []),
    ...(context.latest.has(line) ? (['latest'] as const) : []),
  ]
}

export const PAGE_SIZE = 100

/** One page of the list of all releases. */
export interface ListPage {
  /** From 1. */
  number: number
  last: number
  lines: readonly IndexLine[]
}

/** Cuts the list into pages; a list of none has one empty page. */
export function listPages(lines: readonly IndexLine[]): ListPage[] {
  const last = Math.max(1, Math.ceil(lines.length / PAGE_SIZE))
  return Array.from({ length: last }, (_, index) => ({
    number: index + 1,
    last,
    lines: lines.slice(index * PAGE_SIZE, (index + 1) * PAGE_SIZE),
  }))
}

/** Links to other pages: the first, the neighbors and the last; null stands for a gap. */
export function pageLinks(
  { number, last }: ListPage,
  links: Links,
): ({ number: number; href: string } | null)[] {
  const shown = [...new Set([1, number - 1, number, number + 1, last])].filter((n) => n >= 1 && n <= last)
  return shown.flatMap((n, index) => {
    const gap = index > 0 && n - (shown[index - 1] ?? n) > 1
    return [...(gap ? [null] : []), { number: n, href: links.releasesPage(n) }]
  })
}
