import { describe, expect, test } from 'vitest'
import { loweredThresholds, policyInForce, rebasedThresholds } from '#decide/history/policies.ts'
import type { Threshold } from '#model/policy.ts'
import { AT, aClause, aGate, aPolicy } from '../../builders.ts'
import { projectPolicy } from '../../passing-record.ts'

const first = aPolicy([], { version: '1', validFrom: '2024-01-01T00:00:00Z' })
const second = aPolicy([], { version: '2', validFrom: '2026-03-01T01:00:00+01:00' })
const other = aPolicy([], { id: 'other', version: '9', validFrom: '2020-01-01T00:00:00Z' })
const all = [second, other, first]

describe('the policy in force', () => {
  test.each([
    ['2026-03-01T00:00:00Z', '2'],
    ['2026-02-28T23:59:59.999Z', '1'],
    ['2024-01-01T00:00:00Z', '1'],
    ['2019-01-01T00:00:00Z', '1'],
  ])('at %s is version %s', (at, version) => {
    expect(policyInForce(all, 'small', at).version).toBe(version)
  })

  test('cannot be found under an unknown id', () => {
    expect(() => policyInForce(all, 'gone', AT)).toThrow(
      'There is no policy "gone"; there are: other, small.',
    )
  })
})

describe('lowered thresholds', () => {
  const limited = (threshold: Partial<Threshold> | null, version = '2') => {
    const thresholds = threshold ? [{ metric: 'rows', ...threshold }] : []
    return aPolicy([aGate({ accepts: [aClause({ thresholds })] })], { version })
  }

  test.each([
    ['a lower minimum', { min: 5 }, { min: 4 }, ['min', 5, 4]],
    ['a higher maximum', { max: 5 }, { max: 6 }, ['max', 5, 6]],
    ['a limit that is gone', { max: 5 }, {}, ['max', 5, null]],
  ])('are found for %s', (_, before, now, [limit, from, to]) => {
    const findings = loweredThresholds(limited(before, '1'), limited(now))
    expect(findings).toMatchObject([
      { code: 'policy.threshold_lowered', args: { of: 'unit-tests', limit, from, to } },
    ])
  })

  test('are found when the whole limit was removed', () => {
    expect(loweredThresholds(limited({ min: 5 }, '1'), limited(null))).toHaveLength(1)
  })

  test.each([
    ['the same limit', { min: 5 }, { min: 5 }],
    ['a stricter limit', { min: 5, max: 9 }, { min: 6, max: 8 }],
    ['a new limit', {}, { max: 1 }],
  ])('are not found for %s', (_, before, now) => {
    expect(loweredThresholds(limited(before, '1'), limited(now))).toEqual([])
  })

  test('do not count with a reviewed baseline update, but can be listed', () => {
    const baselineRef = 'https://example.org/baseline'
    const policies = [limited({ max: 5 }, '1'), limited({ max: 6, baselineRef })] as const
    expect(loweredThresholds(...policies)).toEqual([])
    expect(rebasedThresholds(...policies)).toMatchObject([{ args: { baseline: baselineRef } }])
  })

  test('of the default policy all name their baseline update', () => {
    const policies = [projectPolicy('default-2026.1'), projectPolicy('default-2026.2')] as const
    expect(loweredThresholds(...policies)).toEqual([])
    expect(rebasedThresholds(...policies)).toMatchObject([{ args: { metric: 'memory_peak_mb' } }])
  })
})
