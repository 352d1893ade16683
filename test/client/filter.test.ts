import { expect, test } from 'vitest'
import { choose, columnsAt, countValues, isEmpty, readChoice, rowAt, writeChoice } from '#client/filter.ts'
import { type ReleaseRow, releaseColumns } from '#views/release-list.ts'
import { aRow } from '../factories.ts'

const row = (service: string, version: string, verdict: ReleaseRow['verdict']) =>
  aRow({ service, version, verdict })
const list = releaseColumns([
  row('ledger', '1.1.0', 'go'),
  row('ledger', '1.0.0', 'no-go'),
  row('markets', '1.0.0', 'go'),
])
const versions = (query: string) =>
  choose(list, readChoice(query)).map((place) => `${list.service[place]} ${list.version[place]}`)

test('a place of the list gives the row that the server wrote', () => {
  const rows = [aRow({ marks: ['pre-release'], was: 'go', runsIn: 'staging' }), aRow({ version: '1.4.1' })]
  const loaded = JSON.parse(JSON.stringify(releaseColumns(rows)))
  expect(rows.map((_, place) => rowAt(loaded, place))).toEqual(rows)
})

test('a GO that has ended counts as what it is since, and says what it was', () => {
  const ending = { until: '2026-07-01T00:00:00Z', endsAs: 'aged-out' as const }
  const loaded = releaseColumns([aRow(ending), aRow({ ...ending, was: 'no-go' }), aRow()])
  const end = Date.parse(ending.until)
  expect(columnsAt(loaded, end - 1)).toEqual(loaded)
  expect(columnsAt(loaded, end)).toMatchObject({
    verdict: ['aged-out', 'aged-out', 'go'],
    was: ['go', 'no-go', null],
    endsAs: [null, null, null],
  })
})

test('filters narrow the list together; values of one filter widen it', () => {
  expect(versions('?verdict=go&service=ledger')).toEqual(['ledger 1.1.0'])
  expect(versions('?verdict=go&verdict=no-go')).toHaveLength(3)
  expect(versions('?service=markets')).toEqual(['markets 1.0.0'])
})

test('no choice lets everything through; an unknown value lets nothing through', () => {
  expect(versions('')).toHaveLength(3)
  expect(isEmpty(readChoice('?other=1'))).toBe(true)
  expect(versions('?service=__proto__')).toEqual([])
})

test('the count of a value respects the other filters, not its own', () => {
  const choice = readChoice('?verdict=go&service=ledger')
  expect([...countValues(list, choice, 'verdict')]).toEqual([
    ['go', 1],
    ['no-go', 1],
  ])
  expect([...countValues(list, choice, 'service')]).toEqual([
    ['ledger', 1],
    ['markets', 1],
  ])
})

test('the address has one order, whatever the order of clicks', () => {
  const address = '?verdict=go&service=ledger&service=markets'
  expect(writeChoice(readChoice('?service=markets&service=ledger&verdict=go'))).toBe(address)
  expect(writeChoice(readChoice(''))).toBe('')
})
