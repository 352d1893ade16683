import { expect, test } from 'vitest'
import { catalogFreshness } from '#decide/ledger/publication.ts'
import { asOf } from '#views/as-of.ts'

const told = (scheduleDays: number) =>
  asOf({ ...catalogFreshness({ at: '2026-06-01T12:00:00Z', scheduleDays }), scheduleDays })

test('a catalog is overdue once its schedule should have renewed it', () => {
  const { text, overdue } = told(7)
  expect(text).toBe(
    'Catalog as of 1 Jun 2026 12:00 UTC. A newer one is expected before 8 Jun 2026 12:00 UTC.',
  )
  expect(overdue.from).toBe('2026-06-08T12:00:00Z')
  expect(overdue.text).toMatch(/^This catalog is overdue: it was made on 1 Jun 2026 .* every 7 days\./)
})

test('a schedule of less than a day is counted in hours and minutes', () => {
  expect(told(0.5).overdue.from).toBe('2026-06-02T00:00:00Z')
  expect(told(1).overdue.text).toContain('should be renewed every day.')
})
