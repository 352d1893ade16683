import { expect, test } from 'vitest'
import { brokenLimits } from '#decide/verdict/thresholds.ts'

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
