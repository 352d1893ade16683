import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchesOf } from '#decide/query/evaluate.ts'
import { answerWithCounts, FACETS, tickedIn, withTicked } from '#decide/query/facets.ts'
import { fieldNamed, fieldNames, fieldOf } from '#decide/query/fields.ts'
import { inOrderOf, ORDERS, type OrderName } from '#decide/query/order.ts'
import { parseQuery } from '#decide/query/parse.ts'
import { allOf, anyOf, printQuery, type Query, type Test } from '#decide/query/query.ts'
import { columnFrom, columnsFrom, releaseTable } from '#decide/query/table.ts'
import type { ListedRelease } from '#model/release-columns.ts'
import { aRow } from '../../factories.ts'

const AT = Date.parse('2026-08-15T00:00:00Z')

const OWNERS = [[], ['Elif Aydin'], ['Bashir Nadel', 'Elif Aydin']]

const row = fc.record({
  service: fc.constantFrom('ledger', 'markets'),
  version: fc.constantFrom('1.0.0', '1.4.1', '2.0.0-rc.1', 'nightly'),
  verdict: fc.constantFrom('go', 'no-go', 'aged-out', 'no-dossier', 'quarantined'),
  was: fc.constantFrom('go', 'no-go', null),
  strip: fc.constantFrom('pppppp', 'pfpppp', 'nnnnnn', 'pprppf'),
  type: fc.constantFrom('minor', 'major', null),
  severities: fc.constantFrom([], ['SEV-2'], ['SEV-1', 'SEV-3']),
  gates: fc.constantFrom([], ['secret-scan']),
  marks: fc.constantFrom([], ['waived'], ['tampered', 'latest']),
  runsIn: fc.constantFrom([], ['staging', 'production']),
  released: fc.constantFrom('2025-12-31', '2026-06-15', '2026-08-15'),
}) as fc.Arbitrary<Partial<ListedRelease>>

const table = fc
  .array(fc.tuple(row, fc.constantFrom('', 'Split payouts', 'Idempotent replay')), { maxLength: 12 })
  .map((pairs) =>
    releaseTable(columnsFrom(pairs.map(([parts]) => aRow(parts))), AT, {
      titles: {
        titles: pairs.map(([, title]) => title),
        owners: columnFrom(pairs.map((_, n) => OWNERS[n % 3] ?? [])),
      },
      commits: pairs.map((_, n) => `${n % 10}a92caa00000`),
    }),
  )

const plain = (value: string): Test => ({ op: '=', value })
const filter: fc.Arbitrary<Query> = fc.constantFrom<Query>(
  { kind: 'filter', field: 'service', tests: [plain('ledger')] },
  { kind: 'filter', field: 'service', tests: [plain('ledger'), plain('marks*')] },
  { kind: 'filter', field: 'verdict', tests: [plain('no-go'), plain('go')] },
  { kind: 'filter', field: 'owner', tests: [plain('elif aydin')] },
  { kind: 'filter', field: 'is', tests: [plain('waived')] },
  { kind: 'filter', field: 'year', tests: [{ op: '>', value: '2025' }] },
  { kind: 'filter', field: 'released', tests: [{ op: '..', value: '2026-01', to: '2026-06' }] },
  { kind: 'filter', field: 'expires', tests: [{ op: '<', value: '30d' }] },
  { kind: 'filter', field: 'version', tests: [{ op: '>=', value: '1.4' }] },
  { kind: 'filter', field: 'commit', tests: [plain('3a92caa')] },
)
const text = fc
  .oneof(
    fc.constantFrom('payouts', 'OR', 'waived', '-x', 'a"b\\', 'a:b', '(', 'x,y'),
    fc.string({ minLength: 1 }),
  )
  .filter((each) => each.trim() !== '')
  .map((each): Query => ({ kind: 'text', text: each }))
const { query } = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    filter,
    text,
    tie('query').map((part): Query => ({ kind: 'not', part })),
    fc.array(tie('query'), { minLength: 1, maxLength: 3 }).map(allOf),
    fc.array(tie('query'), { minLength: 1, maxLength: 3 }).map(anyOf),
  ),
}))

describe('queries obey these laws:', () => {
  test('what is printed is read as the same query', () => {
    fc.assert(
      fc.property(query, (each) => {
        fc.pre(printQuery(each).length <= 1000)
        expect(parseQuery(printQuery(each))).toEqual({ ok: true, query: each })
      }),
    )
  })

  test('what is negated twice is what it was, and the two halves are everything', () => {
    fc.assert(
      fc.property(query, table, (each, releases) => {
        const not = (part: Query): Query => ({ kind: 'not', part })
        expect(matchesOf(not(not(each)), releases)).toEqual(matchesOf(each, releases))
        expect(matchesOf(anyOf([each, not(each)]), releases).every((hit) => hit === 1)).toBe(true)
        expect(matchesOf(allOf([each, not(each)]), releases).some((hit) => hit === 1)).toBe(false)
      }),
    )
  })

  test('the order of what has to hold together does not matter, nor that of what may', () => {
    fc.assert(
      fc.property(query, query, table, (one, other, releases) => {
        for (const join of [allOf, anyOf])
          expect(matchesOf(join([one, other]), releases)).toEqual(matchesOf(join([other, one]), releases))
      }),
    )
  })

  test('a filter that nobody knows is a fault, and never everything', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,12}$/), (name) => {
        fc.pre(fieldNamed(name) === null)
        expect(parseQuery(`${name}:x`)).toMatchObject({
          ok: false,
          fault: { code: 'unknown_field', column: 1 },
        })
      }),
    )
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
      expect(parseQuery(`go ${name}:x`)).toMatchObject({ ok: false, fault: { column: 4 } })
  })

  test('any text is a query or a fault with a place inside of it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (typed) => {
        const read = parseQuery(typed)
        if (!read.ok) expect(read.fault.column).toBeLessThanOrEqual(typed.length + 1)
      }),
    )
  })
})

describe('answers obey these laws:', () => {
  test('an answer is what is let through, and a count is what ticking that value alone leaves', () => {
    fc.assert(
      fc.property(query, table, (each, releases) => {
        const { places, counts } = answerWithCounts(each, releases)
        const matches = matchesOf(each, releases)
        expect(places).toEqual([...matches.keys()].filter((n) => matches[n] === 1))
        for (const facet of FACETS.filter((name) => name !== 'owner'))
          for (const [word, count] of counts[facet]) {
            const ticked = answerWithCounts(withTicked(each, facet, [word]), releases)
            expect(ticked.places).toHaveLength(count)
          }
      }),
      { numRuns: 50 },
    )
  })

  test('what is ticked is ticked, and taken out again leaves the rest', () => {
    fc.assert(
      fc.property(query, (each) => {
        const ticked = withTicked(each, 'service', ['ledger', 'edge'])
        expect(tickedIn(ticked, 'service')).toEqual(new Set(['ledger', 'edge']))
        expect(withTicked(ticked, 'service', [])).toEqual(withTicked(each, 'service', []))
      }),
    )
  })

  test('an order moves releases and loses none', () => {
    fc.assert(
      fc.property(table, fc.constantFrom(...(Object.keys(ORDERS) as OrderName[])), (releases, order) => {
        const all = Array.from({ length: releases.total }, (_, n) => n)
        expect(inOrderOf(order, all, releases).toSorted((a, b) => a - b)).toEqual(all)
      }),
    )
  })
})

test('every filter has an example that is read', () => {
  for (const name of fieldNames()) expect([name, parseQuery(fieldOf(name).example).ok]).toEqual([name, true])
  expect(columnFrom(['b', 'a', 'b'])).toEqual({ values: ['b', 'a'], of: [0, 1, 0] })
})
