import type { CompactList, CompactRow } from '#model/compact-list.ts'

/** What is chosen: verdicts and services; an empty set lets everything through. */
export type Choice = Record<'verdict' | 'service', ReadonlySet<string>>

type Name = keyof Choice

const NAMES: readonly Name[] = ['verdict', 'service']

/** Reads the choice from an address such as `?service=ledger&verdict=go`. */
export function readChoice(query: string): Choice {
  const parameters = new URLSearchParams(query)
  return { verdict: new Set(parameters.getAll('verdict')), service: new Set(parameters.getAll('service')) }
}

/** The same choice as a query: `?...` in a fixed order, or nothing. */
export function writeChoice(choice: Choice): string {
  const pairs = NAMES.flatMap((name) => [...choice[name]].sort().map((value) => [name, value]))
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}

/** True when nothing is chosen. */
export function isEmpty(choice: Choice): boolean {
  return NAMES.every((name) => choice[name].size === 0)
}

/** The rows that the choice lets through, in their order. */
export function chosenRows(list: CompactList, choice: Choice): CompactRow[] {
  return list.rows.filter((row) => NAMES.every((name) => admits(choice, name, valueIn(list, row, name))))
}

/** How many rows each value of a filter would have, given what the other filters let through. */
export function countValues(list: CompactList, choice: Choice, name: Name): Map<string, number> {
  const others = NAMES.filter((each) => each !== name)
  const counts = new Map<string, number>()
  for (const row of list.rows) {
    if (!others.every((each) => admits(choice, each, valueIn(list, row, each)))) continue
    const value = valueIn(list, row, name)
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}

function admits(choice: Choice, name: Name, value: string): boolean {
  return choice[name].size === 0 || choice[name].has(value)
}

function valueIn(list: CompactList, row: CompactRow, name: Name): string {
  return name === 'verdict' ? row[5] : (list.services[row[0]] ?? '')
}
