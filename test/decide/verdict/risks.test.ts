import { expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { Risk } from '#model/dossier-risk.ts'
import type { Evaluation } from '#model/evaluation.ts'
import { AT, aDossier, anItem, aPolicy, aRecord } from '../../builders.ts'

test.each<[Partial<Risk>, string]>([
  [{ severity: 'SEV-1', status: 'open' }, 'risk.r1.unresolved_sev1'],
  [{ severity: 'SEV-2', status: 'open' }, 'risk.r1.unresolved_sev2'],
  [{ severity: 'SEV-2', status: 'accepted' }, 'risk.r1.unresolved_sev2'],
])('%j blocks', (parts, code) => {
  const evaluation = judge([risk(parts)])
  expect(evaluation).toMatchObject({ decision: 'no-go', firstFailure: 'severity', strip: 'pnnnnf' })
  expect(evaluation.severity).toEqual({ outcome: 'failed', blocking: ['r1'], fallbacks: [] })
  expect(evaluation.blockers.map((each) => each.code)).toEqual([code])
})

test.each<Partial<Risk>>([
  { severity: 'SEV-1', status: 'mitigated' },
  { severity: 'SEV-1', status: 'closed' },
  { severity: 'SEV-3', status: 'open' },
  { severity: 'SEV-4', status: 'accepted' },
])('%j does not block', (parts) => {
  expect(judge([risk(parts)])).toMatchObject({ decision: 'go', severity: { blocking: [] } })
})

test('an accepted fallback is shown and not counted until its last day begins in UTC', () => {
  const fallback = (until: string) => risk({ acceptedFallback: { owner: 'Olga', until, reason: 'known' } })
  expect(judge([fallback('2026-06-03')])).toMatchObject({
    decision: 'go',
    severity: { outcome: 'passed', blocking: [], fallbacks: ['r1'] },
    validUntil: '2026-06-03T00:00:00Z',
    endedBy: 'r1',
  })
  const over = judge([fallback('2026-06-02')])
  expect(over.severity.blocking).toEqual(['r1'])
  expect(over.findings.map((each) => each.code)).toEqual(['risk.r1.fallback_expired'])
})

test('the policy says which severities block', () => {
  const evaluation = judge([risk({ severity: 'SEV-3' }), risk({ severity: 'SEV-1' })], ['SEV-3'])
  expect(evaluation.blockers.map((each) => each.code)).toEqual(['risk.r1.unresolved_sev3'])
})

test('two risks with the same id come out in the same order, however they are listed', () => {
  const [open, accepted] = [risk(), risk({ status: 'accepted' })]
  expect(judge([open, accepted]).blockers).toEqual(judge([accepted, open]).blockers)
})

function risk(parts: Partial<Risk> = {}): Risk {
  return { id: 'r1', title: 'It may break', severity: 'SEV-1', status: 'open', ...parts }
}

function judge(risks: Risk[], blockingSeverities: Risk['severity'][] = ['SEV-1', 'SEV-2']): Evaluation {
  const record = aRecord({ dossier: aDossier({ risks }), evidence: [anItem({ gates: ['unit-tests'] })] })
  return evaluate(record, aPolicy(undefined, { blockingSeverities }), AT)
}
