import { describe, expect, test } from 'vitest'
import { columnsOf, columnsTitled, headRow, releaseTableRow } from '#components/release-rows.ts'
import type { ReleaseRow } from '#views/release-list.ts'
import { aRow } from '../factories.ts'

const options = { hrefOf: (service: string, version: string) => `/${service}/${version}/`, named: true }
const written = (row: ReleaseRow, columns = columnsOf([row])) => releaseTableRow(row, columns, options).markup

describe('a row of a list of releases', () => {
  test('names the release, leads to its page, and says what it is for', () => {
    expect(written(aRow({ purpose: 'Split <payouts>', marks: ['pre-release'] }))).toContain(
      '<th scope="row" class="rel"><a href="/ledger/1.4.0/">ledger 1.4.0</a></th><td class="what"><span class="chip">pre-release</span> <span class="purpose">Split &lt;payouts&gt;</span></td>',
    )
  })

  test('names no service where all are of one', () => {
    const row = aRow()
    expect(releaseTableRow(row, columnsOf([row]), { ...options, named: false }).markup).toContain(
      '>1.4.0</a>',
    )
  })

  test("says today's verdict, and the one at release only when it was another", () => {
    expect(written(aRow())).not.toContain('at release')
    expect(written(aRow({ verdict: 'no-go', was: 'go' }))).toContain(
      'GO</span><span class="to" aria-hidden="true">→</span><span class="vh"> at release, today </span><span class="verdict nogo">',
    )
  })

  test('says where a release runs, where it was, or that it runs nowhere', () => {
    const runs = (row: Partial<ReleaseRow>) => written(aRow(row), columnsTitled(['Runs in']))
    expect(runs({ runsIn: ['ci', 'staging'], reached: 'production' })).toContain('<b>staging</b>')
    expect(runs({ reached: 'production' })).toContain('<span class="soft">was in production</span>')
    expect(runs({})).toContain('<span class="soft">nowhere</span>')
  })

  test('says the six cells of the strip in words too', () => {
    expect(written(aRow({ strip: 'pfpppp' }))).toContain(
      'aria-label="Gates: Security failed"><use href="#c-p"/><use href="#c-f" x="17.4"/>',
    )
  })
})

describe('a tick for comparison', () => {
  const ticked = (options: object) =>
    releaseTableRow(aRow(), columnsTitled([]), { hrefOf: () => '', named: true, ...options }).markup

  test('stands before the row where two can be compared, with whose it is', () => {
    expect(ticked({})).toBe('<tr></tr>')
    expect(ticked({ picked: new Set() })).toContain(
      'value="ledger@1.4.0"><span class="vh">Compare ledger 1.4.0',
    )
    expect(ticked({ picked: new Set(['ledger@1.4.0']) })).toContain('value="ledger@1.4.0" checked>')
  })
})

describe('columns', () => {
  const titles = (...rows: ReleaseRow[]) => columnsOf(rows).map(({ title }) => title)

  test('of unknowns are left out of a list of plain tags', () => {
    const plain = aRow({ type: null })
    const known = ['Release', 'What changed', 'Gates', 'At release → today']
    expect(titles(plain)).toEqual([...known, 'Released'])
    expect(titles(plain, aRow({ reached: 'staging' }))).toEqual([...known, 'Runs in', 'Released'])
  })

  test('are found again by the titles above the list, as the filter does', () => {
    const columns = columnsOf([aRow()])
    const head = headRow(columns).markup
    const found = [...head.matchAll(/>([^<]+)<\/th>/g)].map(([, title = '']) => title)
    expect(columnsTitled(found)).toEqual(columns)
  })
})
