import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { Evaluation } from '#model/evaluation.ts'
import type { Policy } from '#model/policy.ts'
import { AT, aDossier, aGate, anItem, aPolicy, aRecord } from '../../builders.ts'

type DossierParts = NonNullable<Parameters<typeof aDossier>[0]>

const must = aGate({ id: 'must' })
const may = aGate({ id: 'may', requirement: 'conditional', condition: 'when it matters' })
const proof = anItem({ name: 'proof', gates: ['must'] })

describe('a conditional gate', () => {
  test('applies when the dossier says nothing', () => {
    expect(codes(judge({}).blockers)).toEqual(['gate.may.missing'])
  })

  test('does not apply with a reason, and is not counted', () => {
    const evaluation = judge({ gates: [{ id: 'may', applies: false, reason: 'no data' }] })
    expect(evaluation).toMatchObject({ decision: 'go', required: 1, satisfied: 1, findings: [] })
    expect(evaluation.groups[0]?.gates[1]?.outcome).toBe('not-applicable')
  })

  test.each<[string, DossierParts['gates'], string]>([
    ['no reason is given', [{ id: 'may', applies: false }], 'gate.may.no_reason'],
    [
      'one of two declarations gives no reason',
      [
        { id: 'may', applies: false, reason: 'x' },
        { id: 'may', applies: false },
      ],
      'gate.may.no_reason',
    ],
    [
      'another declaration says that it applies',
      [{ id: 'may', applies: false, reason: 'x' }, { id: 'may' }],
      'gate.may.contradicted',
    ],
  ])('applies when %s, with a finding', (_, gates, code) => {
    const evaluation = judge({ gates })
    expect(evaluation.decision).toBe('no-go')
    expect(codes(evaluation.findings)).toEqual([code])
  })

  test.each([
    ['failed', 'gate.may.not_passed'],
    ['unknown', 'gate.may.unknown'],
  ] as const)('applies when a %s report is bound to it, whatever is declared', (status, code) => {
    const gates = [{ id: 'may', applies: false, reason: 'no data' }]
    const evaluation = judge({ gates }, [proof, anItem({ name: 'red', gates: ['may'], status })])
    expect(codes(evaluation.blockers)).toEqual([code])
    expect(codes(evaluation.findings)).toEqual(['gate.may.bound_but_not_applicable'])
  })

  test('is judged by what is bound to it, so a green report passes it', () => {
    const gates = [{ id: 'may', applies: false, reason: 'no data' }]
    const evaluation = judge({ gates }, [proof, anItem({ gates: ['may'] })])
    expect(evaluation).toMatchObject({ decision: 'go', required: 2, satisfied: 2 })
  })
})

describe('a mandatory gate', () => {
  test('applies whatever the dossier says', () => {
    const evaluation = judge({ gates: [{ id: 'must', applies: false, reason: 'not today' }] }, [])
    expect(codes(evaluation.blockers)).toContain('gate.must.missing')
    expect(codes(evaluation.findings)).toContain('gate.must.always_applies')
  })

  test('cannot be waived', () => {
    const evaluation = judge({ waivers: [waiver('must')] }, [])
    expect(codes(evaluation.blockers)).toContain('gate.must.missing')
    expect(codes(evaluation.findings)).toContain('waiver.must.not_allowed')
  })
})

describe('a waiver', () => {
  test('satisfies a conditional gate, shown as waived and never as passed', () => {
    const evaluation = judge({ waivers: [waiver('may')] })
    expect(evaluation).toMatchObject({ decision: 'go', strip: 'wnnnnp', required: 2, satisfied: 2 })
    expect(evaluation.groups[0]).toMatchObject({ outcome: 'waived' })
    expect(evaluation.groups[0]?.gates[1]).toMatchObject({ outcome: 'missing', waived: true })
  })

  test.each(['missing', 'unreadable', 'unknown'] as const)('covers evidence that is %s', (status) => {
    const evidence = [proof, anItem({ gates: ['may'], status })]
    expect(judge({ waivers: [waiver('may')] }, evidence)).toMatchObject({ decision: 'go', strip: 'wnnnnp' })
  })

  test.each(['failed', 'tampered'] as const)('does not cover evidence that is %s', (status) => {
    const evidence = [proof, anItem({ gates: ['may'], status })]
    const evaluation = judge({ waivers: [waiver('may')] }, evidence)
    expect(evaluation).toMatchObject({ decision: 'no-go', strip: 'fnnnnp' })
    expect(evaluation.groups[0]?.gates[1]).toMatchObject({ waived: false, validUntil: null })
    expect(codes(evaluation.findings)).toEqual(['waiver.may.over_failure'])
  })

  test('ends the GO at its end, exclusive and in UTC', () => {
    const evaluation = judge({ waivers: [waiver('may', '2026-06-03T02:00:00+02:00')] })
    expect(evaluation).toMatchObject({ validUntil: '2026-06-03T00:00:00Z', endedBy: 'may' })
    expect(judge({ waivers: [waiver('may', AT)] }).decision).toBe('no-go')
  })

  test('that has ended is reported, and does not affect another that holds', () => {
    expect(codes(judge({ waivers: [waiver('may', AT)] }).findings)).toEqual(['waiver.may.expired'])
    const both = judge({ waivers: [waiver('may', AT), waiver('may')] })
    expect(both.decision).toBe('go')
    expect(codes(both.findings)).toContain('waiver.may.expired')
  })

  test('leaves no trace on a gate that passed', () => {
    const evaluation = judge({ waivers: [waiver('may')] }, [proof, anItem({ gates: ['may'] })])
    expect(evaluation).toMatchObject({ strip: 'pnnnnp', validUntil: null })
  })

  test.each([
    ['on the last day that the policy allows', '2026-07-02T12:00:00Z', 'go', []],
    ['a second later', '2026-07-02T12:00:01Z', 'no-go', ['waiver.may.too_long']],
    ['in seventy years', '2096-06-30T12:00:00Z', 'no-go', ['waiver.may.too_long']],
  ])('that ends %s holds, or does not hold at all', (_, until, decision, found) => {
    const parts = { waivers: [waiver('may', until)] }
    const limited = judge(parts, [proof], { waivers: { maxDays: 30 } })
    expect(limited.decision).toBe(decision)
    expect(codes(limited.findings).filter((code) => code.startsWith('waiver.'))).toEqual(found)
    expect(judge(parts).decision).toBe('go')
  })

  test('for an unknown gate is reported', () => {
    expect(codes(judge({ waivers: [waiver('nowhere')] }).findings)).toEqual(['waiver.nowhere.unknown_gate'])
  })
})

function waiver(gate: string, until = '2026-07-01T00:00:00Z') {
  return { gate, owner: 'Olga Owner', reason: 'agreed', until }
}

function judge(parts: DossierParts, evidence = [proof], asked: Partial<Policy> = {}): Evaluation {
  return evaluate(aRecord({ dossier: aDossier(parts), evidence }), aPolicy([must, may], asked), AT)
}

function codes(findings: readonly { code: string }[]): string[] {
  return findings.map((each) => each.code)
}
