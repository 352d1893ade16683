import { alarmsOf } from '#decide/history/alarms.ts'
import { rejudgedSince } from '#decide/ledger/ledger.ts'
import { compareText } from '#decide/lib/findings.ts'
import { inOrder, isVersion } from '#decide/lib/order.ts'
import { utc } from '#decide/lib/time.ts'
import type { Links } from '#messages/links.ts'
import { type ReleaseVerdict, shownStrip, VERDICT_WORDS, verdictOf } from '#messages/verdict.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import { releaseId } from '#model/release.ts'
import { ReleaseColumns } from '#model/release-list.ts'
import { slug } from '#model/slug.ts'
import type { CatalogSummary } from '#model/summary.ts'
import { verdictToday } from './turning.ts'

/** A release in a list. */
export type ReleaseRow = { [Name in keyof ReleaseColumns]: ReleaseColumns[Name][number] }

/** What rows need besides their index line; made once for all lists. */
export interface RowContext {
  /** Ids of the environments that a release runs in today, in the order of the way. */
  runsIn: (release: { service: string; version: string }) => readonly string[]
  /** What the ledger holds of each release, oldest first, by `service@version`. */
  entries: ReadonlyMap<string, readonly LedgerEntry[]>
  /** Purpose by `service/slug`. */
  titles: ReadonlyMap<string, string>
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

/** What a list says of a release. A new column begins in `ReleaseColumns`, see components/release-rows.ts. */
export function releaseRow(line: IndexLine, context: RowContext): ReleaseRow {
  const { service, version, state } = line
  const { verdict, ends } = verdictToday(line)
  const before = verdictOf(state, line.atRelease)
  return {
    service,
    version,
    purpose: context.titles.get(`${service}/${slug(version)}`) ?? '',
    marks: marksOf(line, context),
    strip: shownStrip(line.strips, verdict),
    verdict,
    was: before === verdict ? null : before,
    until: ends?.at ?? null,
    endsAs: line.today === 'go' ? line.endsAs : null,
    type: line.type,
    runsIn: context.runsIn(line).at(-1) ?? null,
    reached: line.environment,
    risks: state === 'dossier' ? line.risks : null,
    released: utc(line.released).slice(0, 10),
  }
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
function marksOf(line: IndexLine, { entries }: Pick<RowContext, 'entries'>): ReleaseRow['marks'] {
  const own = entries.get(releaseId(line)) ?? []
  const alarms = alarmsOf(line, own)
  return [
    ...(alarms.includes('tampered') ? (['tampered'] as const) : []),
    ...(alarms.includes('moved') ? (['tag moved'] as const) : []),
    ...(rejudgedSince(own).length > 0 ? (['rejudged'] as const) : []),
    ...(isVersion(line.version) ? [] : (['no version'] as const)),
    ...(line.prerelease ? (['pre-release'] as const) : []),
  ]
}

/** The rows as the browser loads them, column by column, in their order. */
export function releaseColumns(rows: readonly ReleaseRow[]): ReleaseColumns {
  const columns = ReleaseColumns.keyof().options.map((name) => [name, rows.map((row) => row[name])])
  return ReleaseColumns.parse(Object.fromEntries(columns))
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

/** A filter: its values with how many releases have each, values of none left out. */
export interface Facet {
  name: 'verdict' | 'service'
  title: string
  values: { value: string; label: string; count: number }[]
}

/** The filters of the list; one that could not narrow anything is left out. */
export function facets(
  lines: readonly IndexLine[],
  services: readonly { id: string; name: string }[],
): Facet[] {
  const verdicts = countBy(lines, (line) => verdictOf(line.state, line.today))
  const owners = countBy(lines, (line) => line.service)
  const all: Facet[] = [
    {
      name: 'verdict',
      title: 'Verdict today',
      values: VERDICTS.map((value) => ({
        value,
        label: VERDICT_WORDS[value],
        count: verdicts.get(value) ?? 0,
      })),
    },
    {
      name: 'service',
      title: 'Service',
      values: services.map(({ id }) => ({ value: id, label: id, count: owners.get(id) ?? 0 })),
    },
  ]
  return all
    .map((facet) => ({ ...facet, values: facet.values.filter((value) => value.count > 0) }))
    .filter((facet) => facet.values.length > 1)
}

const VERDICTS = Object.keys(VERDICT_WORDS) as ReleaseVerdict[]

function countBy<T>(lines: readonly IndexLine[], key: (line: IndexLine) => T): Map<T, number> {
  return new Map([...Map.groupBy(lines, key)].map(([value, members]) => [value, members.length]))
}
