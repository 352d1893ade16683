import { describe, expect, test } from 'vitest'
import { brokenLimits, freshness } from '#decide/verdict/proof.ts'

describe('the age of an artifact', () => {
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
})

describe('limits on numbers', () => {
  const limits = [
    { metric: 'rows', min: 500 },
    { metric: 'rate', min: 0, max: 0.01 },
  ]

  test('both ends of a limit are allowed', () => {
    expect(brokenLimits('perf', { rows: 500, rate: 0.01 }, limits)).toEqual({ broken: [], absent: [] })
  })

  test('a number just beyond a limit is reported with all its digits', () => {
    const { broken } = brokenLimits('perf', { rows: 499.999999, rate: 0.0100001 }, limits)
    expect(broken).toMatchObject([
      { code: 'rate.above_max', args: { value: 0.0100001, limit: 0.01 } },
      { code: 'rows.below_min', args: { value: 499.999999, limit: 500 } },
    ])
  })

  test('a missing number is not zero', () => {
    const { broken, absent } = brokenLimits('perf', { rows: 600 }, limits)
    expect(broken).toEqual([])
    expect(absent.map((each) => each.code)).toEqual(['rate.not_measured'])
  })

  test('a property that every object inherits is no number', () => {
    const { absent } = brokenLimits('perf', {}, [{ metric: 'constructor', max: 1 }])
    expect(absent).toHaveLength(1)
  })
})
