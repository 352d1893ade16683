import { millis } from '../lib/time.ts'
import { orderFor, readVersion } from '../lib/versions.ts'
import { type FieldName, fieldOf } from './fields.ts'
import { momentTest } from './moments.ts'
import type { Query, Test } from './query.ts'
import type { ReleaseTable } from './table.ts'

/** For each release 1 where it is let through, else 0. */
export type Matches = Uint8Array

/** What a query has to know besides the columns. */
export function needsOf(query: Query): { titles: boolean; commits: boolean } {
  if (query.kind === 'text') return { titles: true, commits: false }
  if (query.kind === 'filter') return { titles: query.field === 'owner', commits: query.field === 'commit' }
  const needs = (query.kind === 'not' ? [query.part] : query.parts).map(needsOf)
  return { titles: needs.some((each) => each.titles), commits: needs.some((each) => each.commits) }
}

/** What a query lets through. A value that no release has lets none through. */
export function matchesOf(query: Query, table: ReleaseTable): Matches {
  switch (query.kind) {
    case 'and':
      return combined(query.parts, table, 1)
    case 'or':
      return combined(query.parts, table, 0)
    case 'not':
      return matchesOf(query.part, table).map((each) => 1 - each)
    case 'text':
      return matchesOfText(query.text, table)
    case 'filter':
      return query.field === 'commit' ? matchesOfCommit(query.tests, table) : matchesOfFilter(query, table)
  }
}

/** Joins what some queries let through: from all releases where each has to, from none where any may. */
function combined(parts: readonly Query[], table: ReleaseTable, start: 0 | 1): Matches {
  const matches = new Uint8Array(table.total).fill(start)
  for (const part of parts) {
    const own = matchesOf(part, table)
    for (let n = 0; n < matches.length; n += 1) if (own[n] !== start) matches[n] = 1 - start
  }
  return matches
}

function matchesOfText(text: string, { names, total }: ReleaseTable): Matches {
  const wanted = text.toLowerCase()
  const matches = new Uint8Array(total)
  for (let n = 0; n < total; n += 1) if (names[n]?.includes(wanted)) matches[n] = 1
  return matches
}

/** Commits are known by their first digits alone: of a longer id as many are compared. */
function matchesOfCommit(tests: readonly Test[], { commits, total }: ReleaseTable): Matches {
  const matches = new Uint8Array(total)
  for (let n = 0; n < total; n += 1) {
    const commit = commits?.[n]
    if (commit && tests.some(({ value }) => commit.startsWith(value.slice(0, commit.length)))) matches[n] = 1
  }
  return matches
}

function matchesOfFilter({ field, tests }: Extract<Query, { kind: 'filter' }>, table: ReleaseTable): Matches {
  const { values, of } = table.words[field]
  const passes = passerOf(field, tests, table.at)
  const isLetThrough = Uint8Array.from(values, (words) => (words.some(passes) ? 1 : 0))
  const matches = new Uint8Array(table.total)
  for (let n = 0; n < matches.length; n += 1) matches[n] = isLetThrough[of[n] ?? -1] ?? 0
  return matches
}

/** Whether a word passes any of the tests of a filter. Each test is read once, for a column has hundreds of words. */
function passerOf(field: FieldName, tests: readonly Test[], at: number): Passes {
  const passers = tests.map((test) => testOf(field, test, at))
  return (word) => passers.some((passes) => passes(word))
}

type Passes = (word: string) => boolean

function testOf(field: FieldName, test: Test, at: number): Passes {
  const { kind, looks = 'back' } = fieldOf(field)
  if (kind === 'date') {
    const passes = momentTest(test, at, looks)
    return (word) => passes(millis(word))
  }
  if (kind === 'number') return orderTest(test, Number, (a, b) => a - b)
  if (kind === 'version') return versionTest(test)
  if (kind === 'part') return (word) => word.toLowerCase().includes(test.value)
  return (word) => isNamed(word, test.value)
}

/** A star at the end stands for whatever follows. */
function isNamed(word: string, value: string): boolean {
  const own = word.toLowerCase()
  return value.endsWith('*') ? own.startsWith(value.slice(0, -1)) : own === value
}

/** What is read as nothing has no order, and passes no test of one. */
function orderTest<T>(test: Test, read: (text: string) => T | null, compare: (a: T, b: T) => number): Passes {
  const [first, last] = [read(test.value), test.op === '..' ? read(test.to) : null]
  const order = (own: T | null, other: T | null) =>
    own === null || other === null ? Number.NaN : compare(own, other)
  const tests: Record<Test['op'], (own: T | null) => boolean> = {
    '=': (own) => order(own, first) === 0,
    '<': (own) => order(own, first) < 0,
    '<=': (own) => order(own, first) <= 0,
    '>': (own) => order(own, first) > 0,
    '>=': (own) => order(own, first) >= 0,
    '..': (own) => order(own, first) >= 0 && order(own, last) <= 0,
  }
  return (word) => tests[test.op](read(word))
}

/** What is no version is only ever the same. */
function versionTest(test: Test): Passes {
  const passes = orderTest(test, readVersion, (a, b) => orderFor([a, b])(a, b))
  if (test.op !== '=') return passes
  return (word) => isNamed(word, test.value.toLowerCase()) || passes(word)
}
