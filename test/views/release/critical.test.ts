import { describe, expect, test } from 'vitest'
import type { ReleaseRecord } from '#model/release.ts'
import { criticalPaths, criticalText } from '#views/release/critical.ts'
import { aDossier, aGate, anItem, aPolicy, aRecord } from '../../builders.ts'
import { anAssessed } from './input.ts'

const replay = aGate({ id: 'replay', controls: ['replay-protection'] })
const budget = aGate({
  id: 'slo',
  requirement: 'conditional',
  condition: 'it is asked',
  controls: ['latency-budgets'],
})
const alerts = aGate({ id: 'alerts', controls: ['alert-coverage'] })
const policy = aPolicy([replay, budget, alerts, aGate({ id: 'dashboards', controls: ['observability'] })])

const pathsOf = (record: ReleaseRecord) => criticalPaths(anAssessed(record, policy))
const pathOf = (id: string, record: ReleaseRecord) => pathsOf(record).find((each) => each.id === id)

describe('a critical path', () => {
  test('has the proof of its gate, and its age', () => {
    const shown = pathOf('replay-protection', aRecord({ evidence: [anItem({ gates: ['replay'] })] }))
    expect([shown?.look.word, shown?.proofs]).toEqual(['passed', [{ text: 'junit, 24 h', item: 'unit' }]])
  })

  test('is not shown without proof, or where the policy has no gate for it', () => {
    expect(pathOf('replay-protection', aRecord())?.look).toMatchObject({ word: 'not shown', mark: 'no' })
    expect(pathOf('ledger-invariants', aRecord())).toMatchObject({
      look: { word: 'not shown', mark: 'na' },
      proofs: [],
    })
  })

  test('is as good as the worst of its gates', () => {
    const evidence = [
      anItem({ gates: ['alerts'] }),
      anItem({ name: 'd', gates: ['dashboards'], status: 'failed' }),
    ]
    expect(pathOf('observability', aRecord({ evidence }))?.look.word).toBe('failed')
    const alone = [anItem({ gates: ['alerts'] })]
    expect(pathOf('observability', aRecord({ evidence: alone }))?.look.word).toBe('not shown')
  })

  test('that is not asked says why, and an exception is never a pass', () => {
    const gates = [{ id: 'slo', applies: false, reason: 'nobody waits for it' }]
    expect(pathOf('latency-budgets', aRecord({ dossier: aDossier({ gates }) }))).toMatchObject({
      look: { word: 'not asked' },
      proofs: [{ text: 'nobody waits for it', item: null }],
    })
    const waivers = [{ gate: 'slo', owner: 'Ada', reason: 'it moves', until: '2026-10-01T00:00:00Z' }]
    expect(pathOf('latency-budgets', aRecord({ dossier: aDossier({ waivers }) }))?.look.word).toBe(
      'exception',
    )
  })

  test('of latency names each budget with what was measured', () => {
    const latencyBudgets = [
      { name: 'p95', metric: 'p95', max: 100, unit: 'ms' },
      { name: 'p99', metric: 'p99', max: 200, unit: 'ms' },
    ]
    const record = aRecord({ latencyBudgets, evidence: [anItem({ gates: ['slo'], metrics: { p95: 120 } })] })
    expect(
      pathOf('latency-budgets', record)
        ?.proofs.map(({ text }) => text)
        .slice(1),
    ).toEqual(['p95: 120 ms of 100 ms, over', 'p99: not measured'])
  })

  test('is counted as shown only when it passed', () => {
    expect(criticalText(pathsOf(aRecord({ evidence: [anItem({ gates: ['replay'] })] })))).toBe(
      '1 of 6 critical paths shown; Latency budgets not shown, Observability and alert coverage not shown',
    )
  })
})
