import type { Links } from '#messages/links.ts'
import { stripWords, VERDICT_WORDS, type Verdict, verdictOf } from '#messages/verdict.ts'
import type { CompactList, CompactRow } from '#model/compact-list.ts'
import type { IndexLine } from '#model/index-line.ts'
import { type ReleaseRow, type RowContext, releaseRow } from './release-row.ts'

export const PAGE_SIZE = 100

/** One page of the list of all releases. */
export interface ReleasePage {
  /** From 1. */
  number: number
  last: number
  lines: readonly IndexLine[]
}

/** Cuts the list into pages; a list of none has one empty page. */
export function releasePages(lines: readonly IndexLine[]): ReleasePage[] {
  const last = Math.max(1, Math.ceil(lines.length / PAGE_SIZE))
  return Array.from({ length: last }, (_, index) => ({
    number: index + 1,
    last,
    lines: lines.slice(index * PAGE_SIZE, (index + 1) * PAGE_SIZE),
  }))
}

/** Links to other pages: the first, the neighbors and the last; null stands for a gap. */
export function pageLinks(
  { number, last }: ReleasePage,
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

const VERDICTS = Object.keys(VERDICT_WORDS) as Verdict[]

function countBy<T>(lines: readonly IndexLine[], key: (line: IndexLine) => T): Map<T, number> {
  return new Map([...Map.groupBy(lines, key)].map(([value, members]) => [value, members.length]))
}

/** Makes the compact list, newest release first. */
export function compactList(lines: readonly IndexLine[], context: RowContext): CompactList {
  const services = [...new Set(lines.map((line) => line.service))].sort()
  const strips = [...new Set(lines.map((line) => line.strips[1]))].sort()
  const rows = lines.map((line) => {
    const row = releaseRow(line, context)
    return compactRow(row, services.indexOf(row.service), strips.indexOf(row.strip))
  })
  const words = strips.map((letters): [string, string] => [letters, stripWords(letters)])
  return { services, strips: words, verdicts: VERDICT_WORDS, rows }
}

function compactRow(row: ReleaseRow, service: number, strip: number): CompactRow {
  return [
    service,
    row.version,
    row.slug === row.version ? 0 : row.slug,
    row.purpose,
    strip,
    row.verdict,
    row.was ?? 0,
    row.type ?? 0,
    runsText(row),
    row.risks,
    row.released.slice(0, 10),
    row.mark ?? 0,
  ]
}

/** The furthest place where it runs, in words: `production`, `was in production`, `nowhere`. */
export function runsText(row: Pick<ReleaseRow, 'runs' | 'reached'>): string {
  return row.runs.at(-1) ?? (row.reached ? `was in ${row.reached}` : 'nowhere')
}
