import { describe, expect, test } from 'vitest'
import { makeLinks } from '#messages/links.ts'
import { CompactList } from '#model/compact-list.ts'
import { makeRunsIn } from '#views/environments.ts'
import { compactList, facets, pageLinks, releasePages, runsText } from '#views/release-list.ts'
import { columnsOf, type RowContext, releaseRow } from '#views/release-row.ts'
import { aHistory, aLine, aService } from '../factories.ts'

const links = makeLinks('/catalog/')

function aContext(parts: Partial<RowContext> = {}): RowContext {
  return { links, runsIn: () => [], titles: new Map([['ledger/1.4.0', 'Split payouts']]), ...parts }
}

describe('pages', () => {
  const lines = Array.from({ length: 201 }, (_, index) => aLine({ version: `1.${index}.0` }))

  test('hold a hundred releases each, the last one the rest', () => {
    expect(releasePages(lines).map((page) => page.lines.length)).toEqual([100, 100, 1])
    expect(releasePages(lines.slice(0, 100)).map((page) => page.lines.length)).toEqual([100])
  })

  test('a list of none is one empty page', () => {
    expect(releasePages([])).toEqual([{ number: 1, last: 1, lines: [] }])
  })

  test('link to the first, the neighbors and the last, with a gap between', () => {
    const numbers = (number: number, last: number) =>
      pageLinks({ number, last, lines: [] }, links).map((link) => link?.number ?? '…')
    expect(numbers(1, 1)).toEqual([1])
    expect(numbers(2, 3)).toEqual([1, 2, 3])
    expect(numbers(5, 9)).toEqual([1, '…', 4, 5, 6, '…', 9])
    expect(pageLinks({ number: 2, last: 2, lines: [] }, links)[0]?.href).toBe('/catalog/releases/')
    expect(pageLinks({ number: 2, last: 2, lines: [] }, links)[1]?.href).toBe('/catalog/releases/2/')
  })
})

describe('rows', () => {
  test("show today's verdict, and the one at release only if it differs", () => {
    expect(releaseRow(aLine(), aContext())).toMatchObject({
      verdict: 'go',
      was: null,
      purpose: 'Split payouts',
    })
    expect(releaseRow(aLine({ today: 'no-go' }), aContext())).toMatchObject({ verdict: 'no-go', was: 'go' })
  })

  test('a quarantined release has one verdict and unknown risks', () => {
    const row = releaseRow(aLine({ state: 'quarantined', today: 'no-go', risks: 0 }), aContext())
    expect(row).toMatchObject({ verdict: 'quarantined', was: null, risks: null })
  })

  test('mark pre-releases and tags that are not versions', () => {
    expect(releaseRow(aLine({ prerelease: true }), aContext()).mark).toBe('pre-release')
    expect(releaseRow(aLine({ semantic: false }), aContext()).mark).toBe('no version')
    expect(releaseRow(aLine(), aContext()).mark).toBeNull()
  })

  test('say where a release runs, where it was, or that it runs nowhere', () => {
    expect(runsText({ runs: ['ci', 'staging'], reached: 'production' })).toBe('staging')
    expect(runsText({ runs: [], reached: 'production' })).toBe('was in production')
    expect(runsText({ runs: [], reached: null })).toBe('nowhere')
  })

  test('a list of plain tags has no columns of unknowns', () => {
    const plain = releaseRow(aLine({ state: 'no-dossier', type: null }), aContext())
    expect(columnsOf([plain])).toEqual({ type: false, runs: false, risks: false })
    expect(columnsOf([plain, releaseRow(aLine({ environment: 'staging' }), aContext())])).toEqual({
      type: true,
      runs: true,
      risks: true,
    })
  })
})

test('places are looked up by service and version', () => {
  const running = ['ci', 'staging'].map((environment) => ({
    environment,
    version: '1.4.0',
    at: '2026-01-01T00:00:00Z',
  }))
  const steps = {
    released: 0,
    withEvidence: 0,
    withDossier: 0,
    passed: 0,
    refused: 0,
    reworked: 0,
    promoted: 0,
  }
  const services = [aHistory({ running }), aHistory({ service: 'markets' })]
  const runsIn = makeRunsIn({ schemaVersion: 1, gates: [], runbooks: [], steps, services })
  expect(runsIn({ service: 'ledger', version: '1.4.0' })).toEqual(['ci', 'staging'])
  expect(runsIn({ service: 'markets', version: '1.4.0' })).toEqual([])
})

describe('filters', () => {
  const services = [
    aService(),
    aService({ id: 'markets', name: 'Markets' }),
    aService({ id: 'idle', name: 'Idle' }),
  ]

  test('count their values and leave out those of none', () => {
    const lines = [aLine(), aLine({ service: 'markets' }), aLine({ service: 'markets', today: 'no-go' })]
    expect(
      facets(lines, services).map(({ name, values }) => [name, values.map((v) => `${v.value} ${v.count}`)]),
    ).toEqual([
      ['verdict', ['go 2', 'no-go 1']],
      ['service', ['ledger 1', 'markets 2']],
    ])
  })

  test('a filter that could not narrow the list is left out', () => {
    expect(facets([aLine(), aLine({ today: 'no-go' })], services).map(({ name }) => name)).toEqual([
      'verdict',
    ])
    expect(facets([aLine()], services)).toEqual([])
  })
})

describe('the compact list', () => {
  const lines = [
    aLine({ version: '1.4.0-RC.1', prerelease: true }),
    aLine({ today: 'no-go', strips: ['pppppp', 'pfpppp'] }),
  ]

  test('fits its schema and keeps the order', () => {
    const list = compactList(lines, aContext())
    expect(CompactList.parse(list).rows.map((row) => row[1])).toEqual(['1.4.0-RC.1', '1.4.0'])
  })

  test('holds a slug only if it is not the version, and each strip once in words', () => {
    const { rows, strips } = compactList(lines, aContext())
    expect(rows.map((row) => row[2])).toEqual(['1.4.0-~52~43.1', 0])
    expect(strips).toEqual([
      ['pfpppp', 'Security failed'],
      ['pppppp', 'all six passed'],
    ])
    expect(rows.map((row) => strips[row[4]]?.[0])).toEqual(['pppppp', 'pfpppp'])
  })
})
