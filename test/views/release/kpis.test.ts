import { describe, expect, test } from 'vitest'
import type { Kpi } from '#model/dossier-risk.ts'
import { kpiSection } from '#views/release/kpis.ts'
import { aDossier, anItem, aRecord } from '../../builders.ts'
import { anAssessed, aService } from './input.ts'

const latency: Kpi = {
  id: 'p95',
  name: 'Payout latency p95',
  unit: 'ms',
  direction: 'lower-is-better',
  value: 184,
  baseline: { release: '1.3.2', value: 210 },
  tolerance: 10,
}

function row(kpi: Kpi, parts: Parameters<typeof anAssessed>[2] = {}, metrics = {}) {
  const record = aRecord({ dossier: aDossier({ kpis: [kpi] }), evidence: [anItem({ metrics })] })
  const first = kpiSection(anAssessed(record, undefined, parts)).rows[0]
  if (!first) throw new Error('There is no row.')
  return first
}

describe('a number against its baseline', () => {
  test('that got better says so in words', () => {
    const { value, comparisons, tone } = row(latency)
    expect(value).toBe('184 ms')
    expect(comparisons).toEqual([{ label: 'baseline 1.3.2', from: '210', change: '−12% better', tone: 'ok' }])
    expect(tone).toBe('ok')
  })

  test('that got worse within its tolerance is no drift', () => {
    expect(row({ ...latency, value: 220 })).toMatchObject({
      tone: 'ok',
      comparisons: [{ change: '+5% worse' }],
    })
  })

  test('that got worse beyond its tolerance is drift', () => {
    const { comparisons, tone } = row({ ...latency, value: 272 })
    expect(comparisons[0]?.change).toBe('+30% worse, beyond tolerance')
    expect(tone).toBe('warn')
  })

  test('that hardly moved is not rounded away', () => {
    expect(row({ ...latency, value: 210.2 }).comparisons[0]?.change).toBe('+0.1% worse')
  })

  test('that is neither measured nor declared is missing', () => {
    const { value: _, baseline: __, ...bare } = latency
    expect(row(bare)).toMatchObject({ value: null, bar: null, comparisons: [] })
  })
})

describe('numbers together', () => {
  const both = (second: Partial<Kpi>) => {
    const record = aRecord({ dossier: aDossier({ kpis: [latency, { ...latency, id: 'p99', ...second }] }) })
    return kpiSection(anAssessed(record))
  }

  test('share what they have in common', () => {
    const { where, tolerance, source, against, rows } = both({})
    expect(where).toBe('topology unknown')
    expect(source).toEqual({ text: 'declared, not measured', href: null })
    expect(against).toEqual(['baseline 1.3.2'])
    expect(tolerance).toBe('tolerance 10%')
    expect(rows[0]?.about).toBe('lower is better')
  })

  test('that differ each state their own', () => {
    const baseline = { release: '1.0.0', value: 200 }
    const { where, tolerance, against, rows } = both({ environment: 'ci', tolerance: 5, baseline })
    expect([where, tolerance, against]).toEqual([null, null, null])
    expect(rows[1]?.about).toBe('ci, topology unknown; lower is better, tolerance 5%')
  })
})

describe('a number with evidence', () => {
  const bound = { ...latency, evidence: 'unit', metric: 'payout.p95' }

  test('is the measured one, and a different declaration is shown', () => {
    const { value, source } = row(bound, {}, { 'payout.p95': 190 })
    expect(value).toBe('190 ms')
    expect(source).toBe('measured; the dossier declares 184 ms')
  })

  test('leads to its artifact only when there is one', () => {
    expect(row(bound).href).toBe('evidence/#e-unit')
    expect(row({ ...bound, evidence: 'nowhere' }).href).toBeNull()
  })

  test('over the budget of its service is bad', () => {
    const budget = [{ name: 'Payout', metric: 'payout.p95', max: 150, unit: 'ms' }]
    const services = new Map([aService('ledger', { latencyBudgets: budget })])
    const over = row(bound, { services }, { 'payout.p95': 190 })
    expect(over).toMatchObject({ tone: 'bad', budget: 'at most 150 ms (Payout)' })
    expect(row(bound, { services }, { 'payout.p95': 140 }).tone).toBe('ok')
  })
})

describe('the bar', () => {
  test('places range, tick and dot on one scale', () => {
    expect(row(latency).bar).toEqual({
      allowed: { from: '0%', width: '90.9%' },
      tick: '82.6%',
      dot: '72.4%',
    })
  })

  test('allows everything above when higher is better', () => {
    const bar = row({ ...latency, direction: 'higher-is-better' }).bar
    expect(bar?.allowed).toEqual({ from: '81.8%', width: '18.2%' })
  })
})
