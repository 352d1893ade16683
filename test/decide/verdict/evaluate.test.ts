import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import { AT, aClause, aDossier, aGate, anItem, aPolicy, aRecord, BEFORE, DIGEST } from '../../builders.ts'
import { passingRecord, projectPolicy } from '../../passing-record.ts'

const unit = anItem({ gates: ['unit-tests'] })

describe('the first failure', () => {
  const policy = projectPolicy('default-2026.2')
  const green = passingRecord(policy)

  test('is the first group in the order of the decision flow, and all are listed', () => {
    const evidence = green.evidence.filter(
      (item) => !item.gates.includes('idempotency') && !item.gates.includes('adr-set'),
    )
    const risks = [{ id: 'r1', title: 'x', severity: 'SEV-1' as const, status: 'open' as const }]
    const dossier = aDossier({ ...green.dossier, risks })
    const evaluation = evaluate({ ...green, dossier, evidence }, policy, AT)
    expect(evaluation).toMatchObject({ firstFailure: 'architecture-contracts', strip: 'fpfppf' })
    expect(evaluation.blockers.map((each) => each.code)).toEqual([
      'gate.adr-set.missing',
      'gate.idempotency.missing',
      'risk.r1.unresolved_sev1',
    ])
  })

  test('of a GO is none', () => {
    expect(evaluate(green, policy, AT).firstFailure).toBeNull()
  })
})

describe('the end of a GO', () => {
  const aging = aPolicy([aGate({ accepts: [aClause({ maxAgeDays: 30 })] })])

  test('is the moment at which the last evidence of a gate becomes stale', () => {
    const older = anItem({ name: 'older', gates: ['unit-tests'], generatedAt: '2026-05-20T00:00:00Z' })
    const evaluation = evaluate(aRecord({ evidence: [unit, older] }), aging, AT)
    expect(evaluation).toMatchObject({ validUntil: '2026-07-01T12:00:00Z', endedBy: 'unit' })
    expect(evaluate(aRecord({ evidence: [unit, older] }), aging, '2026-07-01T11:59:59Z').decision).toBe('go')
    expect(evaluate(aRecord({ evidence: [unit, older] }), aging, '2026-07-01T12:00:00Z').decision).toBe(
      'no-go',
    )
  })

  test('is absent when nothing ages', () => {
    expect(evaluate(aRecord({ evidence: [unit] }), aPolicy(), AT)).toMatchObject({
      validUntil: null,
      endedBy: null,
    })
  })

  test('is the moment at which known bad news takes effect', () => {
    const red = anItem({
      name: 'red',
      gates: ['unit-tests'],
      status: 'failed',
      generatedAt: '2026-06-10T00:00:00Z',
    })
    const evaluation = evaluate(aRecord({ evidence: [unit, red] }), aging, AT)
    expect(evaluation).toMatchObject({ decision: 'go', validUntil: '2026-06-10T00:00:00Z', endedBy: 'red' })
  })

  test('is the moment of a later failed attempt', () => {
    const attempts = [
      { n: 1, evidenceRunAt: '2026-06-05T00:00:00Z', result: 'failed' as const, failedGates: ['unit-tests'] },
      { n: 2, evidenceRunAt: '2026-06-06T00:00:00Z', result: 'passed' as const },
    ]
    const evaluation = evaluate(aRecord({ dossier: aDossier({ attempts }), evidence: [unit] }), aPolicy(), AT)
    expect(evaluation).toMatchObject({ validUntil: '2026-06-05T00:00:00Z', endedBy: 'unit' })
  })

  test('is the moment of a later rejection', () => {
    const act = { role: 'owner', approver: 'Ada', binds: { dossierSha256: DIGEST } }
    const approvals = [
      { ...act, decision: 'approved' as const, at: BEFORE },
      { ...act, decision: 'rejected' as const, at: '2026-06-09T00:00:00Z' },
    ]
    const policy = aPolicy(undefined, { approvers: [{ role: 'owner', title: 'Owner', quorum: 1 }] })
    const evaluation = evaluate(aRecord({ dossier: aDossier({ approvals }), evidence: [unit] }), policy, AT)
    expect(evaluation).toMatchObject({ validUntil: '2026-06-09T00:00:00Z', endedBy: 'owner' })
  })

  test('extends over renewals by evidence that is already there', () => {
    const renewed = anItem({ name: 'renewed', gates: ['unit-tests'], generatedAt: '2026-06-20T00:00:00Z' })
    const evaluation = evaluate(aRecord({ evidence: [unit, renewed] }), aging, AT)
    expect(evaluation).toMatchObject({ validUntil: '2026-07-20T00:00:00Z', endedBy: 'renewed' })
  })

  test('does not extend over a gap', () => {
    const renewed = anItem({ name: 'renewed', gates: ['unit-tests'], generatedAt: '2026-07-20T00:00:00Z' })
    const evaluation = evaluate(aRecord({ evidence: [unit, renewed] }), aging, AT)
    expect(evaluation.validUntil).toBe('2026-07-01T12:00:00Z')
  })
})

test('every zone names the same moment', () => {
  const record = aRecord({ evidence: [unit] })
  expect(evaluate(record, aPolicy(), '2026-06-02T14:00:00+02:00')).toEqual(evaluate(record, aPolicy(), AT))
})
