import { expect, test } from 'vitest'
import { chosenRows, countValues, isEmpty, readChoice, writeChoice } from '#client/facets.ts'
import type { CompactList, CompactRow } from '#model/compact-list.ts'

const row = (service: number, version: string, verdict: string): CompactRow => [
  service,
  version,
  0,
  '',
  0,
  verdict,
  0,
  0,
  'nowhere',
  0,
  '2026-01-01',
  0,
]
const list: CompactList = {
  services: ['ledger', 'markets'],
  strips: [['pppppp', 'all six passed']],
  verdicts: { go: 'GO', 'no-go': 'NO-GO' },
  rows: [row(0, '1.1.0', 'go'), row(0, '1.0.0', 'no-go'), row(1, '1.0.0', 'go')],
}
const versions = (query: string) =>
  chosenRows(list, readChoice(query)).map((each) => `${list.services[each[0]]} ${each[1]}`)

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
