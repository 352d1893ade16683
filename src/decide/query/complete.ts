import { FACETS, facetValues } from './facets.ts'
import { type FieldName, fieldNamed, fieldNames, fieldOf } from './fields.ts'
import { printQuery } from './query.ts'
import type { ReleaseTable } from './table.ts'

/** A way to go on with a query that is being typed. */
export interface Completion {
  /** What takes the place of the letters from `from` to the end of what was typed. */
  text: string
  from: number
  about: string
}

const MOST = 8

/** Ways to go on at the end of a text: filters by what was typed of their name, values of the one that stands there. */
export function completionsOf(typed: string, table: ReleaseTable): Completion[] {
  // The last stretch without a blank: what stands in quotation marks is not completed.
  if ((typed.split('"').length - 1) % 2 === 1) return []
  const [last = ''] = /[^\s(]*$/.exec(typed.slice(-200)) ?? []
  const word = last.replace(/^-/, '')
  const colon = word.indexOf(':')
  if (colon < 0) return word === '' ? [] : namesFor(word, typed.length - word.length)
  const field = fieldNamed(word.slice(0, colon))
  const value = word.slice(Math.max(colon, word.lastIndexOf(',')) + 1).toLowerCase()
  if (field === null) return []
  const from = typed.length - value.length
  const { words, about, example } = fieldOf(field)
  const known = words ?? (isOffered(field) ? valuesOf(field, table) : null)
  if (known === null)
    return value === '' ? [{ text: example.slice(example.indexOf(':') + 1), from, about }] : []
  return known
    .filter((each) => each.toLowerCase().includes(value) && each.toLowerCase() !== value)
    .slice(0, MOST)
    .map((each) => ({ text: written(each), from, about }))
}

function namesFor(word: string, from: number): Completion[] {
  const wanted = word.toLowerCase()
  return fieldNames()
    .filter((name) => name.startsWith(wanted))
    .slice(0, MOST)
    .map((name) => ({ text: `${name}:`, from, about: fieldOf(name).about }))
}

/** Of what is written freely, such as a version, an example says more than a list. */
function isOffered(field: FieldName): boolean {
  return field === 'gate' || field === 'reached' || FACETS.some((facet) => facet === field)
}

function valuesOf(field: FieldName, { words }: ReleaseTable): string[] {
  const { values, of } = words[field]
  const counts = new Map<string, number>()
  for (const place of of)
    for (const word of values[place] ?? []) counts.set(word, (counts.get(word) ?? 0) + 1)
  return facetValues(field, counts)
}

/** A value as it stands in a query. */
function written(value: string): string {
  const printed = printQuery({ kind: 'filter', field: 'service', tests: [{ op: '=', value }] })
  return printed.slice('service:'.length)
}
