import { expect, test } from 'vitest'
import { alarmsOf, hasTampered } from '#decide/history/alarms.ts'
import { anItem, OTHER_COMMIT, OTHER_DIGEST } from '../../builders.ts'
import { aLedger, aPublication } from '../../ledgers.ts'

const was = aPublication()
const entries = (...published: Parameters<typeof aLedger>) => aLedger(...published).map(({ entry }) => entry)
const quiet = { tampered: false }

test('a release that nothing happened to raises no alarm', () => {
  expect(alarmsOf(quiet, [])).toEqual([])
  expect(alarmsOf(quiet, entries([was]))).toEqual([])
})

test('a record that was read anew, or a dossier that was replaced, is no moved tag', () => {
  expect(alarmsOf(quiet, entries([was], [{ ...was, recordSha256: OTHER_DIGEST }]))).toEqual([])
  expect(alarmsOf(quiet, entries([was], [{ ...was, dossierSha256: OTHER_DIGEST }]))).toEqual([])
})

test.each([
  ['leads to another commit', { commit: OTHER_COMMIT }],
  ['is another object', { tagObject: OTHER_COMMIT }],
])('a tag that %s is moved', (_, parts) => {
  expect(alarmsOf(quiet, entries([was], [{ ...was, ...parts }]))).toEqual(['moved'])
})

test('a tag that is gone is withdrawn', () => {
  const other = aPublication({ version: '1.1.0' })
  const gone = entries([was, other], [other]).filter(({ version }) => version === '1.0.0')
  expect(alarmsOf(quiet, gone)).toEqual(['withdrawn'])
})

test('changed bytes come first', () => {
  const moved = entries([was], [{ ...was, commit: OTHER_COMMIT }])
  expect(alarmsOf({ tampered: true }, moved)).toEqual(['tampered', 'moved'])
})

test('bytes are changed by their status, and by any digest that differs', () => {
  const sums = { source: 'sums' as const, outcome: 'failed' as const, name: null, reasons: [] }
  expect(hasTampered([anItem(), anItem({ status: 'tampered' })])).toBe(true)
  expect(hasTampered([anItem({ verification: [sums] })])).toBe(true)
  expect(
    hasTampered([anItem({ status: 'failed' }), anItem({ verification: [{ ...sums, outcome: 'verified' }] })]),
  ).toBe(false)
})
