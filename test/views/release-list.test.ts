import { describe, expect, test } from 'vitest'
import { makeLinks } from '#messages/links.ts'
import type { IndexLine } from '#model/index-line.ts'
import { releaseId } from '#model/release.ts'
import { ApiColumns, ApiCommits, ApiTitles } from '#model/release-columns.ts'
import { apiColumns, apiCommits, apiTitles } from '#views/columns.ts'
import {
  listPages,
  makeRunsIn,
  pageLinks,
  type RowContext,
  releaseRow,
  withdrawnLinks,
} from '#views/release-list.ts'
import { OTHER_COMMIT } from '../builders.ts'
import { aHistory, aLine, someFacts } from '../factories.ts'
import { aLedger, aNewerVerdict, aPublication, aVerdict } from '../ledgers.ts'

const links = makeLinks('/catalog/')

function aContext(parts: Partial<RowContext> = {}): RowContext {
  return {
    runsIn: () => [],
    entries: new Map(),
    titles: new Map([['ledger/1.4.0', 'Split payouts']]),
    traits: new Map(),
    latest: new Set(),
    ...parts,
  }
}

describe('pages', () => {
  const lines = Array.from({ length: 201 }, (_, index) => aLine({ version: `1.${index}.0` }))

  test('hold a hundred releases each, the last one the rest', () => {
    expect(listPages(lines).map((page) => page.lines.length)).toEqual([100, 100, 1])
    expect(listPages(lines.slice(0, 100)).map((page) => page.lines.length)).toEqual([100])
  })

  test('a list of none is one empty page', () => {
    expect(listPages([])).toEqual([{ number: 1, last: 1, lines: [] }])
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

describe('what happened to a release after it was published', () => {
  const was = aPublication({ version: '1.4.0' })
  const entries = (...published: Parameters<typeof aLedger>) =>
    Map.groupBy(
      aLedger(...published).map(({ entry }) => entry),
      releaseId,
    )

  test('is marked in its row, before all else that is said of it', () => {
    const mark = (parts: Partial<IndexLine>, context = aContext()) =>
      releaseRow(aLine({ version: '1.4.0', ...parts }), context).marks
    const moved = aContext({ entries: entries([was], [{ ...was, commit: OTHER_COMMIT }]) })
    expect(mark({ prerelease: true })).toEqual(['pre-release'])
    expect(mark({ prerelease: true, tampered: true })).toEqual(['tampered', 'pre-release'])
    expect(mark({ prerelease: true }, moved)).toEqual(['tag moved', 'pre-release'])
    expect(mark({ tampered: true }, moved)).toEqual(['tampered', 'tag moved'])
  })

  test('is marked when it is judged otherwise, until it is published again', () => {
    const judged = { ...was, atRelease: aVerdict(), today: aNewerVerdict() }
    const turned = { ...judged, today: aNewerVerdict({ decision: 'no-go' }) }
    const marks = (...published: Parameters<typeof aLedger>) =>
      releaseRow(aLine({ version: '1.4.0' }), aContext({ entries: entries(...published) })).marks
    expect(marks([{ ...was, atRelease: aVerdict() }], [judged])).toEqual(['rejudged'])
    expect(marks([judged], [turned])).toEqual([])
    expect(marks([{ ...was, atRelease: aVerdict() }], [judged], [], [judged])).toEqual([])
  })

  test('leaves a link when its tag is gone, in the list of all and in that of its service', () => {
    const other = aPublication({ service: 'edge', version: '2.0.0' })
    const context = aContext({ entries: entries([was, other], [other]) })
    const gone = [{ name: 'ledger@1.4.0', href: '/catalog/releases/ledger/1.4.0/' }]
    expect(withdrawnLinks(context, links)).toEqual(gone)
    expect(withdrawnLinks(context, links, 'ledger')).toEqual(gone)
    expect(withdrawnLinks(context, links, 'edge')).toEqual([])
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

  test('a quarantined release has one verdict', () => {
    const row = releaseRow(aLine({ state: 'quarantined', today: 'no-go', risks: 0 }), aContext())
    expect(row).toMatchObject({ verdict: 'quarantined', was: null })
  })

  test('mark pre-releases and tags that are not versions', () => {
    expect(releaseRow(aLine({ prerelease: true }), aContext()).marks).toEqual(['pre-release'])
    expect(releaseRow(aLine({ version: 'demo', semantic: false }), aContext()).marks).toEqual(['no version'])
    expect(releaseRow(aLine({ version: '1.4', semantic: false }), aContext()).marks).toEqual([])
    expect(releaseRow(aLine(), aContext()).marks).toEqual([])
  })

  test('say the furthest environment that a release runs in, and the furthest it ever reached', () => {
    const running = releaseRow(
      aLine({ environment: 'production' }),
      aContext({ runsIn: () => ['ci', 'staging'] }),
    )
    expect(running).toMatchObject({ runsIn: ['ci', 'staging'], reached: 'production' })
    expect(releaseRow(aLine({ environment: null }), aContext())).toMatchObject({
      runsIn: [],
      reached: null,
    })
  })

  test('say the day of a tag in UTC', () => {
    expect(releaseRow(aLine({ released: '2026-05-12T00:30:00+02:00' }), aContext()).released).toBe(
      '2026-05-11',
    )
  })
})

test('environments are looked up by service and version', () => {
  const running = ['ci', 'staging'].map((environment) => ({
    environment,
    version: '1.4.0',
    at: '2026-01-01T00:00:00Z',
  }))
  const services = [aHistory({ running }), aHistory({ service: 'markets' })]
  const runsIn = makeRunsIn({ services })
  expect(runsIn({ service: 'ledger', version: '1.4.0' })).toEqual(['ci', 'staging'])
  expect(runsIn({ service: 'markets', version: '1.4.0' })).toEqual([])
})

describe('what a release is looked for by', () => {
  const traits = {
    owners: ['Elif Aydin'],
    gates: ['secret-scanning'],
    severities: ['SEV-2' as const],
    evidence: ['passed' as const],
    waived: true,
    reused: false,
    againstRules: true,
    commit: '3a92caa00000000000000000000000000000000f',
  }

  test('comes from what was noted of it; of one that nothing was noted of nothing is said', () => {
    const line = aLine()
    const context = aContext({ traits: new Map([['ledger/1.4.0', traits]]), latest: new Set([line]) })
    expect(releaseRow(line, context)).toMatchObject({
      owners: ['Elif Aydin'],
      gates: ['secret-scanning'],
      severities: ['SEV-2'],
      commit: traits.commit,
      marks: ['waived', 'against rules', 'latest'],
    })
    expect(releaseRow(line, aContext())).toMatchObject({ owners: [], gates: [], commit: null, marks: [] })
  })
})

test('the columns fit their schemas and keep the order', () => {
  const lines = [aLine({ version: '1.4.0-RC.1', prerelease: true }), aLine({ today: 'no-go' })]
  const rows = lines.map((line) => releaseRow(line, aContext()))
  const made = apiColumns(someFacts(), rows, links)
  expect(ApiColumns.parse(made).columns).toMatchObject({
    version: { values: ['1.4.0-RC.1', '1.4.0'], of: [0, 1] },
    marks: { values: [['pre-release'], []], of: [0, 1] },
    was: { values: [null, 'go'], of: [0, 1] },
  })
  expect(ApiTitles.parse(apiTitles(someFacts(), rows)).titles).toEqual(['', 'Split payouts'])
  expect(ApiCommits.parse(apiCommits(someFacts(), rows)).commits).toEqual([null, null])
})
