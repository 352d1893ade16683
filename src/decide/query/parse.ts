import { readVersion } from '../lib/versions.ts'
import { type FieldName, fieldNamed, fieldNames, fieldOf, isMarkWord, wordsNear } from './fields.ts'
import { isDistance, isMoment } from './moments.ts'
import { allOf, anyOf, type Query, type Test } from './query.ts'
import { type Token, tokensOf } from './tokens.ts'

/** Why a text is no query, and where. */
export interface QueryFault {
  code:
    | 'too_long'
    | 'too_deep'
    | 'open_quote'
    | 'open_group'
    | 'closed_group'
    | 'nothing_after'
    | 'unknown_field'
    | 'no_value'
    | 'unknown_word'
    | 'no_date'
    | 'no_number'
    | 'no_version'
    | 'no_commit'
    | 'no_order'
    | 'mixed_range'
  /** Where it begins, from 1, and how long it is. */
  column: number
  length: number
  /** What stands there. */
  word: string
  field?: FieldName
  /** What may be meant. */
  near?: readonly string[]
}

export type ParsedQuery = { ok: true; query: Query } | { ok: false; fault: QueryFault }

const LONGEST = 1000
const DEEPEST = 20

/** Thrown and caught in here: a fault ends the reading wherever it is met. */
class Fault extends Error {
  readonly fault: QueryFault
  constructor(fault: QueryFault) {
    super(fault.code)
    this.fault = fault
  }
}

/** What is left to read. */
interface Reader {
  tokens: readonly Token[]
  at: number
}

/**
 * Reads a query: filters such as `service:ledger`, words and "phrases" that all have to hold; `-` or `NOT` before what must
 * not, `OR` between what may, parentheses around what belongs together. Whatever cannot be read is a fault with its
 * place: never a query that lets everything through.
 */
export function parseQuery(text: string): ParsedQuery {
  try {
    if (text.length > LONGEST)
      throw new Fault({ code: 'too_long', column: LONGEST + 1, length: text.length - LONGEST, word: '' })
    const lexed = tokensOf(text)
    if (!lexed.ok) throw new Fault({ code: 'open_quote', ...lexed.open })
    const reader: Reader = { tokens: lexed.tokens, at: 0 }
    const query = readAny(reader, 0)
    const rest = reader.tokens[reader.at]
    if (rest) throw faultAt('closed_group', rest)
    return { ok: true, query }
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.fault }
    throw error
  }
}

function faultAt(
  code: QueryFault['code'],
  token: Token,
  more: Pick<QueryFault, 'field' | 'near'> = {},
): Fault {
  return new Fault({ code, column: token.column, length: token.text.length, word: token.text, ...more })
}

function readAny(reader: Reader, depth: number): Query {
  const parts = [readAll(reader, depth)]
  for (let or = reader.tokens[reader.at]; or?.kind === 'or'; or = reader.tokens[reader.at]) {
    reader.at += 1
    const isEmpty = (query: Query | undefined) => query?.kind === 'and' && query.parts.length === 0
    const next = readAll(reader, depth)
    if (isEmpty(parts.at(-1)) || isEmpty(next)) throw faultAt('nothing_after', or)
    parts.push(next)
  }
  return anyOf(parts)
}

function readAll(reader: Reader, depth: number): Query {
  const parts: Query[] = []
  for (let token = reader.tokens[reader.at]; token; token = reader.tokens[reader.at]) {
    if (token.kind === 'or' || token.kind === 'close') break
    parts.push(readOne(reader, depth))
  }
  return allOf(parts)
}

function readOne(reader: Reader, depth: number): Query {
  const token = reader.tokens[reader.at]
  if (token === undefined) throw new Error('There is nothing to read.')
  if (depth >= DEEPEST) throw faultAt('too_deep', token)
  reader.at += 1
  if (token.kind === 'not') return { kind: 'not', part: readNegated(reader, token, depth) }
  if (token.kind === 'open') return readGroup(reader, token, depth)
  if (token.kind === 'text' && token.value.trim() === '') throw faultAt('no_value', token)
  if (token.kind === 'text') return { kind: 'text', text: token.value }
  if (token.kind === 'filter') return readFilter(token)
  if (token.kind !== 'word') throw faultAt('closed_group', token)
  if (isMarkWord(token.value))
    return { kind: 'filter', field: 'is', tests: [{ op: '=', value: token.value.toLowerCase() }] }
  return { kind: 'text', text: token.value }
}

function readNegated(reader: Reader, token: Token, depth: number): Query {
  const next = reader.tokens[reader.at]
  if (next === undefined || next.kind === 'or' || next.kind === 'close') throw faultAt('nothing_after', token)
  return readOne(reader, depth + 1)
}

function readGroup(reader: Reader, open: Token, depth: number): Query {
  const query = readAny(reader, depth + 1)
  if (reader.tokens[reader.at]?.kind !== 'close') throw faultAt('open_group', open)
  reader.at += 1
  if (query.kind === 'and' && query.parts.length === 0) throw faultAt('nothing_after', open)
  return query
}

function readFilter(token: Extract<Token, { kind: 'filter' }>): Query {
  const field = fieldNamed(token.name)
  const name: Token = { kind: 'word', column: token.column, text: token.name, value: token.name }
  if (field === null) throw faultAt('unknown_field', name, { near: wordsNear(token.name, fieldNames()) })
  if (token.values.length === 0) throw faultAt('no_value', token, { field })
  return { kind: 'filter', field, tests: token.values.map((value) => readTest(field, value)) }
}

type ValueToken = Extract<Token, { kind: 'filter' }>['values'][number]

function readTest(field: FieldName, token: ValueToken): Test {
  const { op, value, to } = token
  const place: Token = { kind: 'word', column: token.column, text: token.text, value }
  if (value === '' || to === '') throw faultAt('no_value', place, { field })
  if (op !== '=' && !isOrdered(field)) throw faultAt('no_order', place, { field })
  const first = readValue(field, value, place)
  if (op !== '..') return { op, value: first }
  const last = readValue(field, to ?? '', place)
  if (isDistance(first) !== isDistance(last) && fieldOf(field).kind === 'date')
    throw faultAt('mixed_range', place, { field })
  return { op, value: first, to: last }
}

function isOrdered(field: FieldName): boolean {
  return ['number', 'date', 'version'].includes(fieldOf(field).kind)
}

/** A value in the spelling that is compared. */
function readValue(field: FieldName, text: string, place: Token): string {
  const { kind, words = [] } = fieldOf(field)
  const value = text.toLowerCase()
  if (kind === 'word' && !words.includes(value))
    throw faultAt('unknown_word', place, { field, near: near(value, words) })
  if (kind === 'date' && !isMoment(value)) throw faultAt('no_date', place, { field })
  if (kind === 'number' && !/^\d{1,9}$/.test(value)) throw faultAt('no_number', place, { field })
  if (kind === 'commit' && !/^[0-9a-f]{4,64}$/.test(value)) throw faultAt('no_commit', place, { field })
  if (kind === 'version' && place.text !== text && readVersion(text) === null)
    throw faultAt('no_version', place, { field })
  return value
}

/** All words, where nothing is near and they are few. */
function near(value: string, words: readonly string[]): readonly string[] {
  const found = wordsNear(value, words)
  return found.length > 0 ? found : words
}
