import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Acceptance, Gate } from '#model/policy.ts'
import { AT, aClause, aGate, anItem, aPolicy, aRecord } from '../../builders.ts'

const digest = '1'.repeat(64)
const CASE = { name: 'AT-052 books once', suite: 'payments', status: 'passed' as const }

describe('one file under many names', () => {
  test('proves one gate, the first of the policy', () => {
    const items = ['a', 'b', 'c'].map((name) => anItem({ name, gates: [name], sha256: digest }))
    expect(outcomes([gate('a'), gate('b'), gate('c')], items)).toEqual({
      outcomes: ['passed', 'unknown', 'unknown'],
      codes: ['gate.b.unknown', 'b.proves_another', 'gate.c.unknown', 'c.proves_another'],
    })
  })

  test('proves one gate under one name too', () => {
    const both = anItem({ gates: ['a', 'b'], sha256: digest })
    expect(outcomes([gate('a'), gate('b')], [both]).outcomes).toEqual(['passed', 'unknown'])
  })

  test('proves all gates where the policy does not ask for distinct files', () => {
    const both = anItem({ gates: ['a', 'b'], sha256: digest })
    expect(outcomes([gate('a'), gate('b')], [both], false).outcomes).toEqual(['passed', 'passed'])
  })

  test('proves each gate whose cases it holds, and then none that takes any file', () => {
    const cases = [CASE, { ...CASE, name: 'AT-053' }]
    const all = anItem({ gates: ['any', 'a', 'b'], sha256: digest, cases })
    const gates = [gate('any'), gate('a', { cases: ['AT-052'] }), gate('b', { cases: ['AT-053'] })]
    expect(outcomes(gates, [all]).outcomes).toEqual(['unknown', 'passed', 'passed'])
  })

  test('leaves a gate to another file that is its own', () => {
    const both = anItem({ gates: ['a', 'b'], sha256: digest })
    const own = anItem({ name: 'own', gates: ['b'], sha256: '2'.repeat(64) })
    expect(outcomes([gate('a'), gate('b')], [both, own]).outcomes).toEqual(['passed', 'passed'])
  })
})

test('one file proves one required artifact, and a gate as well only by its own name', () => {
  const base = aPolicy([gate('a')])
  const artifact = (name: string) => ({
    name,
    title: name,
    producer: 'ci',
    purpose: 'x',
    accepts: [aClause()],
    requireVerified: false,
  })
  const requirements = base.requirements.map((each) => ({ ...each, artifacts: ['one', 'two'] }))
  const policy = {
    ...base,
    artifacts: [artifact('one'), artifact('two')],
    requirements,
    distinctBytes: true,
  }
  const judged = (items: EvidenceItem[]) =>
    evaluate(aRecord({ evidence: items }), policy, AT).blockers.map(({ code }) => code)
  const one = anItem({ name: 'one', gates: ['a'], sha256: digest })
  const two = anItem({ name: 'two', sha256: '2'.repeat(64) })
  expect(judged([one, two])).toEqual([])
  expect(judged([one, { ...two, sha256: digest }])).toEqual(['two.proves_another'])
  expect(
    judged([
      { ...one, gates: [] },
      { ...two, gates: [] },
      anItem({ name: 'x', gates: ['a'], sha256: digest }),
    ]),
  ).toEqual(['one.proves_another'])
})

function gate(id: string, clause: Partial<Acceptance> = {}): Gate {
  return aGate({ id, title: id, accepts: [aClause(clause)] })
}

function outcomes(gates: Gate[], items: EvidenceItem[], distinctBytes = true) {
  const { groups, blockers } = evaluate(aRecord({ evidence: items }), aPolicy(gates, { distinctBytes }), AT)
  return {
    outcomes: groups[0]?.gates.map(({ outcome }) => outcome),
    codes: blockers.map(({ code }) => code),
  }
}
