import { millis } from '#decide/lib/time.ts'
import { answerWithCounts, FACETS, type FacetName, facetValues } from '#decide/query/facets.ts'
import { STRIP_GROUPS } from '#decide/query/fields.ts'
import { parseQuery } from '#decide/query/parse.ts'
import { EVERYTHING } from '#decide/query/query.ts'
import { columnFrom, columnsFrom, releaseTable } from '#decide/query/table.ts'
import { CELL_NAMES, type ReleaseVerdict, VERDICT_WORDS } from '#messages/verdict.ts'
import type { Instant } from '#model/primitives.ts'
import type { ReleaseRow } from './release-list.ts'

/** A filter with its values and how many releases have each. */
export interface FacetGroup {
  name: FacetName
  title: string
  /** Whether it stands open beside the list. */
  open: boolean
  values: { value: string; label: string; count: number; verdict: ReleaseVerdict | null }[]
}

const TITLES: Record<FacetName, string> = {
  verdict: 'Verdict today',
  was: 'Verdict at release',
  service: 'Service',
  failing: 'Failing group',
  env: 'Runs in',
  type: 'Type',
  risk: 'Open risk',
  evidence: 'Evidence',
  owner: 'Owner',
  year: 'Year',
}

const OPEN: ReadonlySet<string> = new Set(['verdict', 'was', 'service', 'failing', 'env'])

/** A page of the list carries them all; of more owners the query says the name. */
const MOST = 100

/** Queries worth trying on a list, each with something to show: the first four that answer with some releases and not all. */
export function queriesToTry(rows: readonly ReleaseRow[]): { text: string; query: string }[] {
  const newest = rows[0]
  const table = releaseTable(columnsFrom(rows), 0)
  const tries = [
    { text: 'aged out in production', query: 'verdict:aged-out env:production' },
    { text: 'failing:security', query: 'failing:security' },
    { text: 'was:go -verdict:go', query: 'was:go -verdict:go' },
    ...(newest
      ? [{ text: `service:${newest.service} type:minor`, query: `service:${newest.service} type:minor` }]
      : []),
    ...(newest
      ? [
          {
            text: `released:${newest.released.slice(0, 7)}`,
            query: `released:${newest.released.slice(0, 7)}`,
          },
        ]
      : []),
    { text: 'waived', query: 'waived' },
    { text: 'latest', query: 'latest' },
  ]
  const answers = ({ query }: { query: string }) => {
    const read = parseQuery(query)
    const found = read.ok ? answerWithCounts(read.query, table).places.length : 0
    return found > 0 && found < rows.length
  }
  return tries.filter(answers).slice(0, 5)
}

/** Every filter beside the list that could narrow anything. @param at catalog time */
export function facetGroups(
  rows: readonly ReleaseRow[],
  environments: readonly { id: string; title: string }[],
  at: Instant,
): FacetGroup[] {
  const titles = { titles: [], owners: columnFrom(rows.map(({ owners }) => owners)) }
  const { counts } = answerWithCounts(EVERYTHING, releaseTable(columnsFrom(rows), millis(at), { titles }))
  const names = new Map(environments.map(({ id, title }) => [id, title]))
  return FACETS.map((name) => ({
    name,
    title: TITLES[name],
    open: OPEN.has(name),
    values: facetValues(name, counts[name])
      .slice(0, MOST)
      .map((value) => ({
        value,
        label: labelOf(name, value, names),
        count: counts[name].get(value) ?? 0,
        verdict: name === 'verdict' || name === 'was' ? (value as ReleaseVerdict) : null,
      })),
  })).filter(({ values }) => values.length > 1)
}

function labelOf(name: FacetName, value: string, environments: ReadonlyMap<string, string>): string {
  if (name === 'verdict' || name === 'was') return VERDICT_WORDS[value as ReleaseVerdict]
  if (name === 'failing')
    return CELL_NAMES[STRIP_GROUPS.indexOf(value as (typeof STRIP_GROUPS)[number])] ?? value
  if (name === 'env') return environments.get(value) ?? value
  if (name === 'risk') return RISKS[value] ?? value.toUpperCase()
  return value
}

const RISKS: Readonly<Record<string, string>> = { none: 'none', unknown: 'not known' }
