import { describe, expect, test } from 'vitest'
import { kpiDrift } from '#decide/history/drift.ts'
import type { Kpi } from '#model/dossier-risk.ts'
import { aDossier, anItem, aRecord } from '../../builders.ts'

const measured = anItem({ name: 'load', metrics: { p95: 110 } })

describe('the value of a KPI', () => {
  test('is the measured one if there is one', () => {
    const drift = kpiDrift(kpi({ value: 90, evidence: 'load', metric: 'p95' }), [measured], null)
    expect(drift).toMatchObject({ value: 110, source: 'evidence', declared: 90 })
  })

  test.each<[string, Partial<Kpi>]>([
    ['no artifact is named', {}],
    ['the artifact is not there', { evidence: 'gone', metric: 'p95' }],
    ['the artifact does not measure it', { evidence: 'load', metric: 'p99' }],
  ])('is the declared one when %s', (_, parts) => {
    expect(kpiDrift(kpi({ value: 90, ...parts }), [measured], null)).toMatchObject({
      value: 90,
      source: 'dossier',
    })
  })

  test('is unknown, not zero, when no one states it', () => {
    expect(kpiDrift(kpi({ baseline: { release: '1.3.0', value: 1 } }), [], null)).toMatchObject({
      value: null,
      source: null,
      baseline: null,
    })
  })
})

describe('drift', () => {
  const against = (value: number, parts: Partial<Kpi>) =>
    kpiDrift(kpi({ value, baseline: { release: '1.0.0', value: 100 }, ...parts }), [], null).baseline

  test.each<[number, Partial<Kpi>, string, boolean]>([
    [110, { tolerance: 10 }, 'worse', true],
    [110.1, { tolerance: 10 }, 'worse', false],
    [100.1, {}, 'worse', false],
    [90, {}, 'better', true],
    [100, {}, 'same', true],
    [90, { direction: 'higher-is-better', tolerance: 5 }, 'worse', false],
    [110, { direction: 'higher-is-better' }, 'better', true],
  ])('of %d with %j is %s, within tolerance: %s', (value, parts, direction, within) => {
    expect(against(value, parts)).toMatchObject({ release: '1.0.0', direction, within })
  })

  test('is given as difference and percent, without a percentage of zero', () => {
    expect(against(110, {})).toMatchObject({ delta: 10, percent: 10 })
    const zero = kpiDrift(kpi({ value: 2, baseline: { release: '1.0.0', value: 0 } }), [], null).baseline
    expect(zero).toMatchObject({ delta: 2, percent: null, within: false })
  })

  test('is shown against the release before as well', () => {
    const before = kpi({ value: 1, evidence: 'load', metric: 'p95' })
    const previous = aRecord({
      version: '1.3.0',
      dossier: aDossier({ kpis: [before] }),
      evidence: [measured],
    })
    expect(kpiDrift(kpi({ value: 100 }), [], previous).previous).toMatchObject({
      release: '1.3.0',
      value: 110,
      direction: 'better',
    })
  })

  test('is not computed between different units or KPIs', () => {
    const previous = aRecord({
      dossier: aDossier({ kpis: [kpi({ value: 1, unit: 's' }), kpi({ id: 'other', value: 1 })] }),
    })
    expect(kpiDrift(kpi({ value: 100 }), [], previous).previous).toBeNull()
  })
})

function kpi(parts: Partial<Kpi> = {}): Kpi {
  return { id: 'p95', name: 'p95', unit: 'ms', direction: 'lower-is-better', ...parts }
}
