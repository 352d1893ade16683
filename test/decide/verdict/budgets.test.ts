import { describe, expect, test } from 'vitest'
import { stepsToGo } from '#decide/history/steps-to-go.ts'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { Kpi } from '#model/dossier-risk.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Gate } from '#model/policy.ts'
import { AT, aDossier, aGate, anItem, aPolicy, aRecord } from '../../builders.ts'

const budget = { name: 'p95 of bets', metric: 'latency.p95', max: 200, unit: 'ms' }
const kpi: Kpi = {
  id: 'p95',
  name: 'p95 of bets',
  unit: 'ms',
  direction: 'lower-is-better',
  evidence: 'load',
  metric: 'latency.p95',
  baseline: { release: '1.3.0', value: 100 },
}
const load = (value: number, parts: Partial<EvidenceItem> = {}) =>
  anItem({ name: 'load', kind: 'performance', metrics: { 'latency.p95': value }, ...parts })

const CONTROL: Partial<Gate> = { controls: ['latency-budgets'] }

describe('a latency budget', () => {
  test('that is kept, to the last number, passes', () => {
    expect(judge([load(200)])).toMatchObject({ decision: 'go', findings: [] })
  })

  test('that is exceeded fails the gate that stands for it, by the worst number', () => {
    const evaluation = judge([load(150), load(200.1, { name: 'again' })])
    expect(evaluation).toMatchObject({ decision: 'no-go', strip: 'fnnnnp' })
    expect(codes(evaluation.blockers)).toEqual(['gate.unit-tests.not_passed', 'budget.exceeded'])
    expect(evaluation.blockers[1]?.args).toMatchObject({ value: 200.1, limit: 200, file: 'again' })
    expect(stepsToGo(evaluation)).toMatchObject([{ kind: 'gate', id: 'unit-tests' }])
  })

  test('is held against the worst number, whichever file comes first', () => {
    const { blockers } = judge([load(150, { name: 'again' }), load(200.1)])
    expect(blockers[1]?.args).toMatchObject({ value: 200.1, file: 'load' })
  })

  test('that is exceeded is a finding where no gate stands for it', () => {
    const evaluation = judge([load(201)], { controls: [] })
    expect([evaluation.decision, codes(evaluation.findings)]).toEqual(['go', ['budget.exceeded']])
  })

  test('is not waived', () => {
    const gate: Partial<Gate> = { ...CONTROL, requirement: 'conditional' }
    const waivers = [{ gate: 'unit-tests', owner: 'Olga', reason: 'x', until: '2030-01-01T00:00:00Z' }]
    expect(judge([load(201)], gate, { waivers }).decision).toBe('no-go')
    expect(judge([load(200)], gate, { waivers }).decision).toBe('go')
  })

  test('that nothing measures is reported', () => {
    expect(judge([])).toMatchObject({ decision: 'go', findings: [{ code: 'budget.not_measured' }] })
  })

  test('is measured at a later moment only then', () => {
    const later = load(500, { name: 'later', generatedAt: '2026-06-10T00:00:00Z' })
    expect(judge([load(150), later])).toMatchObject({
      decision: 'go',
      validUntil: '2026-06-10T00:00:00Z',
    })
  })
})

describe('a KPI', () => {
  const found = (value: number, parts: Partial<Kpi>, gate = CONTROL) =>
    judge([load(value)], gate, { kpis: [{ ...kpi, ...parts }] }, [])

  test.each<[string, number, Partial<Kpi>]>([
    ['within its tolerance', 110, { tolerance: 10 }],
    ['without a tolerance', 190, {}],
    ['that got better', 10, { tolerance: 0 }],
    ['without a baseline', 500, { tolerance: 10, baseline: undefined }],
    ['where higher is better', 500, { tolerance: 0, direction: 'higher-is-better' }],
  ])('%s passes', (_, value, parts) => {
    expect(found(value, parts).decision).toBe('go')
  })

  test.each<[string, number, Partial<Kpi>]>([
    ['beyond its tolerance', 110.1, { tolerance: 10 }],
    ['whose dossier says another number', 5800, { tolerance: 10, value: 100 }],
    ['that fell where higher is better', 80, { tolerance: 10, direction: 'higher-is-better' }],
  ])('%s fails the gate', (_, value, parts) => {
    expect(codes(found(value, parts).blockers)).toEqual([
      'gate.unit-tests.not_passed',
      'kpi.p95.beyond_tolerance',
    ])
  })

  test('beyond its tolerance is a finding where no gate stands for budgets', () => {
    const evaluation = found(111, { tolerance: 10 }, { controls: [] })
    expect([evaluation.decision, codes(evaluation.findings)]).toEqual(['go', ['kpi.p95.beyond_tolerance']])
  })
})

function judge(
  evidence: EvidenceItem[],
  gate: Partial<Gate> = CONTROL,
  parts: Parameters<typeof aDossier>[0] = {},
  latencyBudgets = [budget],
) {
  const unit = anItem({ gates: ['unit-tests'] })
  const record = aRecord({ dossier: aDossier(parts), evidence: [unit, ...evidence], latencyBudgets })
  return evaluate(record, aPolicy([aGate(gate)]), AT)
}

function codes(findings: readonly { code: string }[]): string[] {
  return findings.map(({ code }) => code)
}
