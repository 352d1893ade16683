import { describe, expect, test } from 'vitest'
import { completionsOf } from '#decide/query/complete.ts'
import { matchesOf } from '#decide/query/evaluate.ts'
import { releasesAsCsv, releasesAsJson } from '#decide/query/export.ts'
import { inOrderOf } from '#decide/query/order.ts'
import { parseQuery } from '#decide/query/parse.ts'
import { columnFrom, columnsFrom, releaseTable } from '#decide/query/table.ts'
import { queryFaultText } from '#messages/query.ts'
import type { ReleaseRow } from '#views/release-list.ts'
import { aRow } from '../../factories.ts'

const AT = Date.parse('2026-08-15T00:00:00Z')

const ROWS: ReleaseRow[] = [
  aRow({
    version: '1.4.1',
    verdict: 'no-go',
    gates: ['secret-scan'],
    strip: 'pfpppp',
    severities: ['SEV-2'],
    released: '2026-07-16',
    purpose: 'Tell people',
    owners: ['Elif Aydin'],
    commit: '3a92caa000001111111111111111111111111111',
  }),
  aRow({
    version: '1.4.0',
    until: '2026-09-01T00:00:00Z',
    endsAs: 'aged-out',
    runsIn: ['staging', 'production'],
    marks: ['waived'],
    released: '2026-06-15',
    purpose: 'Idempotent replay',
  }),
  aRow({
    service: 'markets',
    version: '2.0.0-rc.1',
    verdict: 'aged-out',
    was: 'go',
    strip: 'pprppp',
    type: 'major',
    released: '2025-12-31',
  }),
  aRow({ service: 'edge', version: 'nightly', verdict: 'no-dossier', type: null, released: '2026-08-15' }),
]

const table = (at = AT) =>
  releaseTable(columnsFrom(ROWS), at, {
    titles: {
      titles: ROWS.map(({ purpose }) => purpose),
      owners: columnFrom(ROWS.map(({ owners }) => owners)),
    },
    commits: ROWS.map(({ commit }) => commit?.slice(0, 12) ?? null),
  })

function found(text: string, at = AT): string[] {
  const read = parseQuery(text)
  if (!read.ok) throw new Error(queryFaultText(read.fault))
  const matches = matchesOf(read.query, table(at))
  return ROWS.filter((_, n) => matches[n] === 1).map(({ version }) => version)
}

describe('a query finds', () => {
  test.each([
    ['', ['1.4.1', '1.4.0', '2.0.0-rc.1', 'nightly']],
    [
      'verdict:no-go service:ledger released:>=2026-01-01 risk:sev-2 gate:secret-scan -waived commit:3a92caa',
      ['1.4.1'],
    ],
    ['"idempotent replay"', ['1.4.0']],
    ['IDEMPOTENT', ['1.4.0']],
    ['ledger@1.4.0', ['1.4.0']],
    ['v1.4.1', ['1.4.1']],
    ['waived', ['1.4.0']],
    ['"waived"', []],
    ['service:ledger,edge -verdict:go', ['1.4.1', 'nightly']],
    ['service:m* OR env:production', ['1.4.0', '2.0.0-rc.1']],
    ['env:nowhere type:unknown', ['nightly']],
    ['failing:security', ['1.4.1']],
    ['failing:data-billing was:go', ['2.0.0-rc.1']],
    ['risk:unknown', ['nightly']],
    ['risk:none', ['1.4.0', '2.0.0-rc.1']],
    ['owner:aydin', ['1.4.1']],
    ['version:>=1.4.1', ['1.4.1', '2.0.0-rc.1']],
    ['version:1.4..1.4.1', ['1.4.1', '1.4.0']],
    ['version:1.4', ['1.4.0']],
    ['version:nightly', ['nightly']],
    ['commit:3a92caa000001111111111111111111111111111', ['1.4.1']],
    ['service:nobody', []],
    ['service:constructor', []],
  ])('%s', (text, versions) => {
    expect(found(text)).toEqual(versions)
  })

  test.each([
    ['released:2026-06', ['1.4.0']],
    ['released:2026', ['1.4.1', '1.4.0', 'nightly']],
    ['released:<2026', ['2.0.0-rc.1']],
    ['released:2025..2026-06', ['1.4.0', '2.0.0-rc.1']],
    ['released:>2026-06', ['1.4.1', 'nightly']],
    ['released:<=30d', ['1.4.1', 'nightly']],
    ['released:<30d', ['nightly']],
    ['released:30d..90d', ['1.4.1', '1.4.0']],
    ['released:today', ['nightly']],
    ['released:yesterday', []],
    ['year:>=2026', ['1.4.1', '1.4.0', 'nightly']],
    ['expires:<30d', ['1.4.0']],
    ['expires:<17d', []],
    ['expires:2026-09', ['1.4.0']],
  ])('by time, %s', (text, versions) => {
    expect(found(text)).toEqual(versions)
  })

  test('what a GO has become once it has ended', () => {
    const later = Date.parse('2026-09-01T00:00:00Z')
    expect(found('verdict:go', later)).toEqual([])
    expect(found('verdict:aged-out was:go', later)).toEqual(['1.4.0', '2.0.0-rc.1'])
    expect(found('expires:<30d', later)).toEqual([])
  })
})

describe('a text that is no query is told with its place', () => {
  test.each([
    ['servce:x', 1, 'Did you mean service?'],
    ['go verdict:nogo', 12, 'It knows no-go'],
    ['service:', 1, 'needs a value'],
    ['released:>=2026-02-30', 10, 'is no date'],
    ['service:>x', 9, 'has no order'],
    ['released:2026..30d', 10, 'from date to date'],
    ['"open', 1, 'has no end'],
    ['(a', 1, 'is not closed'],
    ['a)', 2, 'closes nothing'],
    ['a OR', 3, 'needs something'],
    ['OR a', 1, 'needs something'],
    ['-', 1, 'needs something'],
    ['()', 1, 'needs something'],
    ['""', 1, 'nothing between'],
    ['commit:xyz', 8, 'is no commit'],
    ['year:soon', 6, 'takes a whole number'],
    ['version:>=soon', 9, 'is no version'],
    ['('.repeat(30), 21, 'more than 20'],
    ['a'.repeat(1001), 1001, 'longer than 1,000'],
  ])('%s', (text, column, says) => {
    const read = parseQuery(text)
    if (read.ok) throw new Error('It was read.')
    expect(read.fault.column).toBe(column)
    expect(queryFaultText(read.fault)).toContain(says)
  })
})

test('ways to go on name filters by their first letters, then the values that there are', () => {
  const texts = (typed: string) => completionsOf(typed, table()).map(({ text }) => text)
  expect(texts('x ver')).toEqual(['verdict:', 'version:'])
  expect(texts('-ser')).toEqual(['service:'])
  expect(texts('service:')).toEqual(['ledger', 'edge', 'markets'])
  expect(texts('service:ledger,mar')).toEqual(['markets'])
  expect(texts('owner:')).toEqual(['"Elif Aydin"'])
  expect(texts('"service:')).toEqual([])
  expect(texts('constructor:')).toEqual([])
})

test('orders put what matters first, and keep what is alike newest first', () => {
  const versions = (order: Parameters<typeof inOrderOf>[0]) =>
    inOrderOf(order, [0, 1, 2, 3], table()).map((n) => ROWS[n]?.version)
  expect(versions('oldest')).toEqual(['nightly', '2.0.0-rc.1', '1.4.0', '1.4.1'])
  expect(versions('service')).toEqual(['nightly', '1.4.1', '1.4.0', '2.0.0-rc.1'])
  expect(versions('blocked')).toEqual(['1.4.1', '2.0.0-rc.1', 'nightly', '1.4.0'])
  expect(versions('risk')).toEqual(['1.4.1', '1.4.0', '2.0.0-rc.1', 'nightly'])
  expect(versions('expires')).toEqual(['1.4.0', '1.4.1', '2.0.0-rc.1', 'nightly'])
})

test('what is shown is saved as CSV without formulas, and as JSON', () => {
  const hostile = releaseTable(columnsFrom([aRow()]), AT, {
    titles: { titles: ['=cmd|"x",\n'], owners: columnFrom([['A', 'B']]) },
  })
  expect(releasesAsCsv(hostile, [0]).split('\r\n')[1]).toContain('A; B,"\'=cmd|""x"",')
  expect(JSON.parse(releasesAsJson(hostile, [0]))).toMatchObject([
    { owners: ['A', 'B'], purpose: '=cmd|"x",\n' },
  ])
})
