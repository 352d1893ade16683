import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { Dossier } from '#model/dossier.ts'
import { AT, aDossier, anItem, aPolicy, aRecord, BEFORE } from '../../builders.ts'

type Attempt = Dossier['attempts'][number]

const day = (of: number) => `2026-05-${of}T00:00:00Z`
const failed = (n: number, of = 10 + n, failedGates = ['other']): Attempt => ({
  n,
  evidenceRunAt: day(of),
  result: 'failed',
  failedGates,
})
const passed = (n: number, of = 10 + n): Attempt => ({ ...failed(n, of, []), result: 'passed' })

describe('the last attempt', () => {
  test.each<[string, Attempt[]]>([
    ['passed', [passed(1)]],
    ['passed after one that failed', [failed(1), passed(2)]],
    ['passed, however the list is ordered', [passed(2), failed(1)]],
  ])('%s, so the release may be GO', (_, attempts) => {
    expect(judge(attempts).decision).toBe('go')
  })

  test.each<[string, Attempt[]]>([
    ['failed', [failed(1)]],
    ['failed after one that passed', [passed(1), failed(2)]],
    ['failed without a gate that it names', [passed(1), failed(2, 12, [])]],
    ['by its number failed, and the last by time passed', [failed(2, 11), passed(1, 12)]],
    ['by time failed, and the last by its number passed', [failed(1, 12), passed(2, 11)]],
    ['has two results', [passed(2), failed(2)]],
    ['is called passed and names failed gates', [{ ...passed(1), failedGates: ['other'] }]],
    [
      'failed after the moment of judging',
      [passed(1), { ...failed(2), evidenceRunAt: '2026-12-01T00:00:00Z' }],
    ],
  ])('%s, so the release is NO-GO', (_, attempts) => {
    expect(judge(attempts)).toMatchObject({ decision: 'no-go', firstFailure: 'artifacts', strip: 'pnnnfp' })
    expect(judge(attempts).blockers.map(({ code }) => code)).toEqual(['attempt.last_failed'])
  })
})

describe('an attempt that failed and names no gates', () => {
  test('is reported', () => {
    const { decision, findings } = judge([failed(1, 11, []), passed(2)])
    expect([decision, ...findings.map(({ code }) => code)]).toEqual(['go', 'attempt.no_gates'])
  })

  test.each<[string, string, string]>([
    ['just after it', '2026-05-11T00:00:00.001Z', 'go'],
    ['of its very moment', day(11), 'no-go'],
    ['before it', day(10), 'no-go'],
  ])('may have failed at any gate: evidence %s', (_, generatedAt, decision) => {
    expect(judge([failed(1, 11, []), passed(2)], generatedAt).decision).toBe(decision)
  })

  test('blocks as the last one, and makes no evidence old besides', () => {
    const { blockers } = judge([passed(1), failed(2, 12, [])], day(11))
    expect(blockers.map(({ code }) => code)).toEqual(['attempt.last_failed'])
  })

  test('counts beside one that names a gate: the later of both', () => {
    const attempts = [failed(1, 11, []), failed(2, 12, ['unit-tests']), passed(3)]
    expect(judge(attempts, '2026-05-11T12:00:00Z').decision).toBe('no-go')
    expect(judge(attempts, '2026-05-12T12:00:00Z').decision).toBe('go')
    const others = [failed(1, 11, ['unit-tests']), failed(2, 12, []), passed(3)]
    expect(judge(others, '2026-05-11T12:00:00Z').decision).toBe('no-go')
    expect(judge(others, '2026-05-12T12:00:00Z').decision).toBe('go')
  })

  test('says nothing about what was still to come', () => {
    const next = { ...failed(1, 11, []), evidenceRunAt: '2026-12-01T00:00:00Z' }
    const { blockers } = judge([next, { ...passed(2), evidenceRunAt: '2026-12-02T00:00:00Z' }])
    expect(blockers).toEqual([])
  })
})

function judge(attempts: Attempt[], generatedAt = BEFORE) {
  const evidence = [anItem({ gates: ['unit-tests'], generatedAt })]
  return evaluate(aRecord({ dossier: aDossier({ attempts }), evidence }), aPolicy(), AT)
}
