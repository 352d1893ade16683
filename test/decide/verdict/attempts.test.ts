import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { Dossier } from '#model/dossier.ts'
import { AT, aDossier, anItem, aPolicy, aRecord } from '../../builders.ts'

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

test('an attempt that failed and names no gates is reported', () => {
  const codes = judge([failed(1, 11, []), passed(2)]).findings.map(({ code }) => code)
  expect(codes).toEqual(['attempt.no_gates'])
})

function judge(attempts: Attempt[]) {
  const record = aRecord({ dossier: aDossier({ attempts }), evidence: [anItem({ gates: ['unit-tests'] })] })
  return evaluate(record, aPolicy(), AT)
}
