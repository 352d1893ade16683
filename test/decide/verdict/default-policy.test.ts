import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import { Evaluation } from '#model/evaluation.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { AT, aDossier } from '../../builders.ts'
import { passingRecord, projectPolicy } from '../../passing-record.ts'

describe.each(['default-2026.1', 'default-2026.2', 'default-2026.3'])('policy %s', (name) => {
  const policy = projectPolicy(name)
  const green = passingRecord(policy)
  const gates = policy.groups.flatMap((group) => group.gates.map((gate) => gate.id))

  test('has 4, 8, 7, 5 and 4 gates', () => {
    expect(policy.groups.map((group) => group.gates.length)).toEqual([4, 8, 7, 5, 4])
  })

  test('passes a release that proves every gate', () => {
    const evaluation = evaluate(green, policy, AT)
    expect(evaluation.blockers).toEqual([])
    expect(evaluation).toMatchObject({ decision: 'go', strip: 'pppppp', required: 28, satisfied: 28 })
    expect(Evaluation.parse(evaluation)).toEqual(evaluation)
  })

  test.each(gates)('blocks a release that does not prove %s, and names it', (gate) => {
    const evaluation = evaluate(withoutProof(green, gate), policy, AT)
    expect(evaluation.decision).toBe('no-go')
    expect(evaluation.blockers.map((each) => each.code)).toContain(`gate.${gate}.missing`)
    expect(evaluation.satisfied).toBe(27)
  })

  test.each(policy.requirements[2]?.artifacts ?? [])('blocks a minor release without %s', (artifact) => {
    const evidence = green.evidence.filter((item) => item.name !== artifact)
    const evaluation = evaluate({ ...green, evidence }, policy, AT)
    expect(evaluation.blockers.map((each) => each.code)).toEqual([`${artifact}.missing`])
    expect(evaluation.firstFailure).toBe('artifacts')
  })
})

test('the lighter policy passes a stateless service without data and billing gates', () => {
  const policy = projectPolicy('edge-2026.1')
  const evaluation = evaluate(passingRecord(policy), policy, AT)
  expect(evaluation).toMatchObject({ decision: 'go', strip: 'ppnppp' })
})

function withoutProof(record: ReleaseRecord, gate: string): ReleaseRecord {
  if (gate === 'approval') return { ...record, dossier: aDossier({ ...record.dossier, approvals: [] }) }
  return { ...record, evidence: record.evidence.filter((item) => !item.gates.includes(gate)) }
}
