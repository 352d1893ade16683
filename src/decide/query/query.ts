import { type FieldName, isMarkWord } from './fields.ts'

/** One value of a filter: equal to it, on one side of it, or between two. */
export type Test =
  | { op: '=' | '<' | '<=' | '>' | '>='; value: string }
  | { op: '..'; value: string; to: string }

/** What is asked of releases. `and` of no parts lets everything through. */
export type Query =
  | { kind: 'and'; parts: readonly Query[] }
  | { kind: 'or'; parts: readonly Query[] }
  | Single

type Single =
  | { kind: 'not'; part: Query }
  /** Any of the tests. */
  | { kind: 'filter'; field: FieldName; tests: readonly Test[] }
  | { kind: 'text'; text: string }

/** What asks for nothing in particular. */
export const EVERYTHING: Query = { kind: 'and', parts: [] }

/** All of some queries; those that are themselves a list of parts are taken apart. */
export function allOf(parts: readonly Query[]): Query {
  return joined('and', parts)
}

/** Any of some queries, at least one. */
export function anyOf(parts: readonly Query[]): Query {
  return joined('or', parts)
}

function joined(kind: 'and' | 'or', parts: readonly Query[]): Query {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]))
  const [only] = flat
  return only !== undefined && flat.length === 1 ? only : { kind, parts: flat }
}

/** The parts that all have to hold. */
export function partsOf(query: Query): readonly Query[] {
  return query.kind === 'and' ? query.parts : [query]
}

/** A query as text that is read as the same query again. */
export function printQuery(query: Query): string {
  if (query.kind === 'and') return query.parts.map((part) => inside(part, part.kind === 'or')).join(' ')
  if (query.kind === 'or') return query.parts.map((part) => inside(part, part.kind === 'and')).join(' OR ')
  return printSingle(query)
}

function printSingle(query: Single): string {
  if (query.kind === 'not')
    return `-${inside(query.part, query.part.kind === 'and' || query.part.kind === 'or')}`
  if (query.kind === 'text') return isPlainWord(query.text) ? query.text : quoted(query.text)
  return `${query.field}:${query.tests.map(printTest).join(',')}`
}

function inside(query: Query, isGroup: boolean): string {
  return isGroup ? `(${printQuery(query)})` : printQuery(query)
}

function printTest(test: Test): string {
  if (test.op === '..') return `${printValue(test.value)}..${printValue(test.to)}`
  return `${test.op === '=' ? '' : test.op}${printValue(test.value)}`
}

/** Signs that mean something in a query. */
const SIGNS = /[\s"(),:]/

function printValue(value: string): string {
  const isPlain = value !== '' && !SIGNS.test(value) && !/^[<>=]/.test(value) && !value.includes('..')
  return isPlain ? value : quoted(value)
}

/** True for a word that is looked for as it stands. */
function isPlainWord(text: string): boolean {
  if (text === '' || SIGNS.test(text) || text.startsWith('-')) return false
  return !['OR', 'AND', 'NOT'].includes(text) && !isMarkWord(text)
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, (sign) => `\\${sign}`)}"`
}
