import { expect, test } from 'vitest'
import { asOf } from '#views/as-of.ts'

test('a catalog is overdue once its schedule should have renewed it', () => {
  const told = asOf({ at: '2026-06-01T12:00:00Z', scheduleDays: 7 })
  expect(told.text).toBe('Catalog as of 1 Jun 2026 12:00 UTC.')
  expect(told.overdue.from).toBe('2026-06-08T12:00:00Z')
  expect(told.overdue.text).toMatch(/^This catalog is overdue: it was made on 1 Jun 2026 .* every 7 days\./)
})

test('a schedule of less than a day is counted in hours and minutes', () => {
  expect(asOf({ at: '2026-06-01T12:00:00Z', scheduleDays: 0.5 }).overdue.from).toBe('2026-06-02T00:00:00Z')
  expect(asOf({ at: '2026-06-01T12:00:00Z', scheduleDays: 1 }).overdue.text).toContain(
    'should be renewed every day.',
  )
})
