import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import { carryRisks } from '#decide/verdict/risks.ts'
import type { Dossier } from '#model/dossier.ts'
import type { Risk } from '#model/dossier-risk.ts'
import type { Evaluation } from '#model/evaluation.ts'
import type { Policy } from '#model/policy.ts'
import { AT, aDossier, anItem, aPolicy, aRecord } from '../../builders.ts'

const SHOWN = { mitigation: 'rounded once', link: 'https://example.org/pull/7' }

test.each<[Partial<Risk>, string]>([
  [{ severity: 'SEV-1', status: 'open' }, 'risk.r1.unresolved_sev1'],
  [{ severity: 'SEV-2', status: 'open' }, 'risk.r1.unresolved_sev2'],
  [{ severity: 'SEV-2', status: 'accepted' }, 'risk.r1.unresolved_sev2'],
  [{ severity: 'SEV-1', status: 'closed' }, 'risk.r1.no_mitigation'],
  [{ severity: 'SEV-2', status: 'mitigated', link: SHOWN.link }, 'risk.r1.no_mitigation'],
  [{ severity: 'SEV-2', status: 'mitigated', mitigation: 'rounded once' }, 'risk.r1.no_proof'],
  [{ ...SHOWN, severity: 'SEV-1', status: 'closed', evidence: 'red' }, 'risk.r1.proof_not_passed'],
  [{ ...SHOWN, severity: 'SEV-1', status: 'closed', evidence: 'nowhere' }, 'risk.r1.proof_not_passed'],
])('%j blocks', (parts, code) => {
  const evaluation = judge([risk(parts)])
  expect(evaluation).toMatchObject({ decision: 'no-go', firstFailure: 'severity', strip: 'pnnnnf' })
  expect(evaluation.severity).toEqual({ outcome: 'failed', blocking: ['r1'], fallbacks: [] })
  expect(evaluation.blockers.map((each) => each.code)).toEqual([code])
})

test.each<Partial<Risk>>([
  { ...SHOWN, severity: 'SEV-1', status: 'mitigated' },
  { ...SHOWN, severity: 'SEV-1', status: 'closed' },
  { severity: 'SEV-1', status: 'closed', mitigation: 'rounded once', evidence: 'unit' },
  { severity: 'SEV-1', status: 'closed', mitigation: 'rounded once', evidence: 'beside' },
  { severity: 'SEV-3', status: 'closed' },
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
  expect(aboutRisks(over)).toEqual(['risk.r1.fallback_expired'])
})

function aboutRisks({ findings }: Evaluation): string[] {
  return findings.map(({ code }) => code).filter((code) => code.startsWith('risk.'))
}

const FALLBACKS = { severities: ['SEV-2' as const, 'SEV-3' as const], maxDays: 90 }

test.each<[string, Partial<Risk>, string | null, string | null]>([
  ['an allowed severity and time', { severity: 'SEV-2' }, '2026-08-31', null],
  ['a severity that is not allowed', { severity: 'SEV-1' }, '2026-08-31', 'risk.r1.fallback_not_allowed'],
  ['a day too many', { severity: 'SEV-2' }, '2026-09-01', 'risk.r1.fallback_too_long'],
  ['no end to speak of', { severity: 'SEV-2' }, '2099-12-31', 'risk.r1.fallback_too_long'],
])('a policy that limits fallbacks judges one of %s', (_, parts, until, code) => {
  const acceptedFallback = { owner: 'Olga', until: String(until), reason: 'known' }
  const evaluation = judge([risk({ ...parts, acceptedFallback })], undefined, FALLBACKS)
  expect(evaluation.decision).toBe(code === null ? 'go' : 'no-go')
  expect(evaluation.severity.fallbacks).toEqual(code === null ? ['r1'] : [])
  expect(aboutRisks(evaluation)).toEqual(code === null ? [] : [code])
})

test('the time of a fallback is counted from the decision, so waiting does not make it shorter', () => {
  const acceptedFallback = { owner: 'Olga', until: '2099-12-31', reason: 'known' }
  const later = judge([risk({ acceptedFallback })], undefined, FALLBACKS, '2099-12-01T00:00:00Z')
  expect(later.decision).toBe('no-go')
})

test('a fallback for a severity that does not block is shown', () => {
  const acceptedFallback = { owner: 'Olga', until: '2026-06-30', reason: 'known' }
  const evaluation = judge([risk({ severity: 'SEV-3', acceptedFallback })], undefined, FALLBACKS)
  expect(evaluation).toMatchObject({ decision: 'go', severity: { blocking: [], fallbacks: ['r1'] } })
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

function judge(
  risks: Risk[],
  blockingSeverities: Risk['severity'][] = ['SEV-1', 'SEV-2'],
  fallbacks?: Policy['fallbacks'],
  at = AT,
): Evaluation {
  const evidence = [
    anItem({ gates: ['unit-tests'] }),
    anItem({ name: 'beside' }),
    anItem({ name: 'red', status: 'failed' }),
  ]
  const record = aRecord({ dossier: aDossier({ risks }), evidence })
  return evaluate(record, aPolicy(undefined, { blockingSeverities, ...(fallbacks && { fallbacks }) }), at)
}

describe('a risk that a release before left open', () => {
  const before = { id: 'r1', title: 'Double payout', severity: 'SEV-2' as const, version: '1.3.0' }
  const listed = (parts: object = {}) => ({
    id: 'r1',
    title: 'Double payout',
    severity: 'SEV-2',
    status: 'open',
    ...parts,
  })
  const carry = (risks: object[] | null, left = [before]) =>
    carryRisks(risks === null ? null : aDossier({ risks: risks as Dossier['risks'] }), '1.4.0', left)

  test.each<[string, object[]]>([
    ['lists it', [listed()]],
    ['lists it as closed', [listed({ status: 'closed' })]],
    ['lists it as graver', [listed({ severity: 'SEV-1' })]],
    ['says why it is less grave', [listed({ severity: 'SEV-4', mitigation: 'Payouts are booked once' })]],
  ])('is not dropped by a dossier that %s', (_, risks) => {
    expect(carry(risks).dropped).toEqual([])
  })

  test.each<[string, object[]]>([
    ['says nothing of it', []],
    ['lists another one of the same title', [listed({ id: 'r2' })]],
    ['calls it less grave without a word', [listed({ severity: 'SEV-3' })]],
  ])('is dropped by a dossier that %s, and stays open for the next', (_, risks) => {
    const { dropped, open } = carry(risks)
    expect(dropped).toEqual([before])
    expect(open.filter(({ id }) => id === 'r1')).toEqual([before])
  })

  test('is open for the next release, until it is closed', () => {
    expect(carry([listed({ severity: 'SEV-1' })]).open).toEqual([
      { ...before, severity: 'SEV-1', version: '1.4.0' },
    ])
    expect(carry([listed({ status: 'accepted' })]).open).toEqual([{ ...before, version: '1.4.0' }])
    expect(carry([listed({ status: 'closed' })]).open).toEqual([])
    expect(carry([listed({ status: 'mitigated' })]).open).toEqual([])
  })

  test('passes by a release without a dossier', () => {
    expect(carry(null)).toEqual({ open: [before], dropped: [] })
  })

  test.each([
    ['SEV-2' as const, 'no-go', ['risk.r1.dropped'], []],
    ['SEV-3' as const, 'go', [], ['risk.r1.dropped']],
  ])('of %s makes a dossier that drops it %s', (severity, decision, blockers, findings) => {
    const evidence = [anItem({ gates: ['unit-tests'] })]
    const found = evaluate(aRecord({ evidence, droppedRisks: [{ ...before, severity }] }), aPolicy(), AT)
    const codes = (all: typeof found.blockers) => all.map(({ code }) => code)
    expect([found.decision, codes(found.blockers), codes(found.findings)]).toEqual([
      decision,
      blockers,
      findings,
    ])
    expect(found.severity.blocking).toEqual(blockers.length > 0 ? ['r1'] : [])
    expect(found.severity.outcome).toBe(blockers.length > 0 ? 'failed' : 'passed')
  })

  test('blocks where there are more than are named: how grave those are nobody knows', () => {
    const evidence = [anItem({ gates: ['unit-tests'] })]
    const mild = { ...before, severity: 'SEV-4' as const }
    const found = evaluate(aRecord({ evidence, droppedRisks: [mild], droppedRisksMore: 3 }), aPolicy(), AT)
    expect(found.blockers).toMatchObject([{ code: 'risk.dropped_more', args: { count: 3 } }])
    expect(found.severity.outcome).toBe('failed')
  })
})
