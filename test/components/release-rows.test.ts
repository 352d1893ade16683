import { describe, expect, test } from 'vitest'
import { columnsOf, columnsTitled, headRow, releaseTableRow } from '#components/release-rows.ts'
import type { ReleaseRow } from '#views/release-list.ts'
import { aRow } from '../factories.ts'

const options = { hrefOf: (service: string, version: string) => `/${service}/${version}/`, named: true }
const written = (row: ReleaseRow, columns = columnsOf([row])) => releaseTableRow(row, columns, options).markup

describe('a row of a list of releases', () => {
  test('names the release, leads to its page, and says what it is for', () => {
    expect(written(aRow({ purpose: 'Split <payouts>', marks: ['pre-release'] }))).toContain(
      '<th scope="row"><a href="/ledger/1.4.0/">ledger 1.4.0</a><span class="chip">pre-release</span><small>Split &lt;payouts&gt;</small></th>',
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
      '<use href="#m-nogo"/></svg>NO-GO</span><small>GO at release</small>',
    )
  })

  test('says where a release runs, where it was, or that it runs nowhere', () => {
    const runs = (row: Partial<ReleaseRow>) => written(aRow(row), columnsTitled(['Runs in']))
    expect(runs({ runsIn: 'staging', reached: 'production' })).toContain('<span class="chip">staging</span>')
    expect(runs({ reached: 'production' })).toContain('<span class="soft">was in production</span>')
    expect(runs({})).toContain('<span class="soft">nowhere</span>')
  })

  test('says the six cells of the strip in words too', () => {
    expect(written(aRow({ strip: 'pfpppp' }))).toContain(
      'aria-label="Gates: Security failed"><use href="#c-p"/><use href="#c-f" x="17.4"/>',
    )
  })
})

describe('columns', () => {
  const titles = (...rows: ReleaseRow[]) => columnsOf(rows).map(({ title }) => title)

  test('of unknowns are left out of a list of plain tags', () => {
    const plain = aRow({ type: null, risks: null })
    expect(titles(plain)).toEqual(['Release', 'Gates', 'Verdict', 'Released'])
    expect(titles(plain, aRow({ reached: 'staging' }))).toEqual([
      'Release',
      'Gates',
      'Verdict',
      'Type',
      'Runs in',
      'Risks',
      'Released',
    ])
  })

  test('are found again by the titles above the list, as the filter does', () => {
    const columns = columnsOf([aRow()])
    const head = headRow(columns).markup
    const found = [...head.matchAll(/>([^<]+)<\/th>/g)].map(([, title = '']) => title)
    expect(columnsTitled(found)).toEqual(columns)
  })
})
