import { compareText } from '../lib/findings.ts'
import { millis } from '../lib/time.ts'
import type { ReleaseTable } from './table.ts'

/** The orders of a list, with what each is called. Columns come newest first, which settles what is alike. */
export const ORDERS = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  service: 'By service, newest first',
  blocked: 'NO-GO first',
  risk: 'Gravest risk first',
  expires: 'Runs out soonest',
} as const

export type OrderName = keyof typeof ORDERS

/** The order of a name; null for a name that none has. */
export function orderNamed(text: string | null): OrderName | null {
  return text !== null && Object.hasOwn(ORDERS, text) ? (text as OrderName) : null
}

/** Places of a table in an order; what is alike in it stays newest first. */
export function inOrderOf(order: OrderName, places: readonly number[], table: ReleaseTable): number[] {
  if (order === 'newest') return [...places]
  if (order === 'oldest') return places.toReversed()
  const { of, ranks } = rankingOf(order, table)
  // Few ranks and many places: each goes to those of its rank, which takes one look at each.
  const shelves: number[][] = Array.from({ length: ranks.length }, () => [])
  for (const place of places) shelves[ranks[of[place] ?? 0] ?? 0]?.push(place)
  return shelves.flat()
}

/** The column that decides an order, and the rank of each of its values. */
function rankingOf(
  order: Exclude<OrderName, 'newest' | 'oldest'>,
  { columns: { service, until, verdict }, words: { risk } }: ReleaseTable,
): { of: readonly number[]; ranks: number[] } {
  switch (order) {
    case 'service':
      return { of: service.of, ranks: ranksOf(service.values, compareText) }
    case 'expires':
      return { of: until.of, ranks: ranksOf(until.values, (a, b) => endOf(a) - endOf(b)) }
    case 'blocked':
      return { of: verdict.of, ranks: ranksOf(verdict.values, byPlaceIn(BLOCKED)) }
    case 'risk':
      return { of: risk.of, ranks: ranksOf(risk.values.map(gravest), byPlaceIn(RISKS)) }
  }
}

const BLOCKED = ['no-go', 'quarantined', 'aged-out', 'no-dossier', 'go']
const RISKS = ['sev-1', 'sev-2', 'sev-3', 'sev-4', 'none', 'unknown']

function gravest(list: readonly string[]): string {
  return RISKS.find((risk) => list.includes(risk)) ?? 'unknown'
}

function byPlaceIn(list: readonly string[]): (a: string, b: string) => number {
  return (a, b) => list.indexOf(a) - list.indexOf(b)
}

function endOf(until: string | null): number {
  return until === null ? Number.MAX_SAFE_INTEGER : millis(until)
}

/** The place of each value in an order of all; what is alike has one rank. */
function ranksOf<T>(values: readonly T[], compare: (a: T, b: T) => number): number[] {
  const sorted = values.map((value, place) => ({ value, place })).sort((a, b) => compare(a.value, b.value))
  const ranks: number[] = []
  let rank = 0
  for (const [at, { value, place }] of sorted.entries()) {
    const before = sorted[at - 1]
    if (before !== undefined && compare(before.value, value) !== 0) rank += 1
    ranks[place] = rank
  }
  return ranks
}
