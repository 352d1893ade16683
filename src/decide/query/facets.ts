import { compareText } from '../lib/findings.ts'
import { type Matches, matchesOf } from './evaluate.ts'
import { type FieldName, fieldOf } from './fields.ts'
import { allOf, partsOf, type Query } from './query.ts'
import type { ReleaseTable, WordColumn } from './table.ts'

/** The filters that stand beside a list with counts, in their order. */
export const FACETS = [
  'verdict',
  'was',
  'service',
  'failing',
  'env',
  'type',
  'risk',
  'evidence',
  'owner',
  'year',
] as const satisfies readonly FieldName[]

export type FacetName = (typeof FACETS)[number]

/** What a query lets through, and how many releases each value of each facet would have. */
export interface FacetedAnswer {
  /** Places in the table, in its order. */
  places: number[]
  counts: Readonly<Record<FacetName, ReadonlyMap<string, number>>>
}

/** A part of a query that a facet shows as ticked boxes: `service:ledger,markets`. */
type Ticked = Extract<Query, { kind: 'filter' }>

/**
 * Answers a query with the counts of all facets. What is ticked in a facet narrows the others and not itself, so that its
 * counts say what ticking one more would add.
 */
export function answerWithCounts(query: Query, table: ReleaseTable): FacetedAnswer {
  const parts = partsOf(query).map((part) => ({ facet: facetOf(part), matches: matchesOf(part, table) }))
  const refused = new Uint16Array(table.total)
  for (const { matches } of parts)
    for (let n = 0; n < refused.length; n += 1) if (matches[n] === 0) refused[n] = (refused[n] ?? 0) + 1
  const places: number[] = []
  for (let n = 0; n < refused.length; n += 1) if (refused[n] === 0) places.push(n)
  const count = (facet: FacetName) => {
    const own = parts.filter((part) => part.facet === facet).map(({ matches }) => matches)
    return countsOf(table.words[facet], own.length === 0 ? places : refusedOnlyBy(own, refused))
  }
  return { places, counts: Object.fromEntries(FACETS.map((facet) => [facet, count(facet)])) as never }
}

/** Places that nothing else refuses. */
function refusedOnlyBy(own: readonly Matches[], refused: Uint16Array): number[] {
  const places: number[] = []
  for (let n = 0; n < refused.length; n += 1) {
    let refusals = 0
    for (const matches of own) if (matches[n] === 0) refusals += 1
    if (refused[n] === refusals) places.push(n)
  }
  return places
}

function countsOf({ values, of }: WordColumn, places: readonly number[]): Map<string, number> {
  const byValue = new Uint32Array(values.length)
  for (const n of places) {
    const value = of[n] ?? 0
    byValue[value] = (byValue[value] ?? 0) + 1
  }
  const found = new Map<string, number>()
  for (const [place, list] of values.entries())
    for (const word of list) found.set(word, (found.get(word) ?? 0) + (byValue[place] ?? 0))
  return found
}

/** The values of a facet in the order in which they are offered: that of their list, else the most frequent first. */
export function facetValues(facet: FieldName, counts: ReadonlyMap<string, number>): string[] {
  const { words } = fieldOf(facet)
  if (words) return words.filter((word) => counts.has(word))
  if (facet === 'year') return [...counts.keys()].sort().reverse()
  return [...counts].sort(([a, m], [b, n]) => n - m || compareText(a, b)).map(([word]) => word)
}

function facetOf(part: Query): FacetName | null {
  return isTicked(part) ? (part.field as FacetName) : null
}

function isTicked(part: Query): part is Ticked {
  if (part.kind !== 'filter' || !FACETS.some((facet) => facet === part.field)) return false
  return part.tests.every(({ op, value }) => op === '=' && !value.endsWith('*'))
}

/** The values that are ticked in a facet. */
export function tickedIn(query: Query, facet: FacetName): Set<string> {
  const own = partsOf(query).filter((part) => isTicked(part) && part.field === facet) as Ticked[]
  return new Set(own.flatMap(({ tests }) => tests.map(({ value }) => value)))
}

/** The same query with the given values of a facet ticked instead; none takes the filter out. */
export function withTicked(query: Query, facet: FacetName, values: readonly string[]): Query {
  const others = partsOf(query).filter((part) => facetOf(part) !== facet)
  if (values.length === 0) return allOf(others)
  const tests = values.map((value) => ({ op: '=' as const, value: value.toLowerCase() }))
  return allOf([...others, { kind: 'filter', field: facet, tests }])
}

/** The same query without one of the parts that all have to hold. */
export function withoutPart(query: Query, at: number): Query {
  return allOf(partsOf(query).filter((_, place) => place !== at))
}
