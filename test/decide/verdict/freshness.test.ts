import { expect, test } from 'vitest'
import { freshness } from '#decide/verdict/freshness.ts'

const made = '2026-03-01T10:00:00+01:00'
const end = Date.parse('2026-03-31T09:00:00Z')

test('something that may be 30 days old is fresh until it is 30 days old', () => {
  expect(freshness(made, 30, end - 1)).toEqual({ state: 'fresh', until: end })
  expect(freshness(made, 30, end)).toEqual({ state: 'stale', until: end })
})

test('what does not age is always fresh, dated or not', () => {
  expect(freshness(null, null, end)).toEqual({ state: 'fresh', until: null })
  expect(freshness(made, null, end)).toEqual({ state: 'fresh', until: null })
})

test('what ages and has no date is never fresh', () => {
  expect(freshness(null, 30, end).state).toBe('undated')
})
