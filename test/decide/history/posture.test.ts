import { describe, expect, test } from 'vitest'
import { posture, publishedPosture } from '#decide/history/posture.ts'
import { Posture } from '#model/evaluation.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { AT, aClause, aDossier, aGate, anItem, aPolicy, aRecord, gitFacts } from '../../builders.ts'

const TODAY = '2026-07-15T00:00:00Z'
const unit = anItem({ gates: ['unit-tests'] })
const aging = aPolicy([aGate({ accepts: [aClause({ maxAgeDays: 30 })] })])
const green = (parts: Partial<ReleaseRecord> = {}) => aRecord({ evidence: [unit], ...parts })

describe('a release', () => {
  test('has two verdicts: it was GO, and its evidence is stale today', () => {
    const judged = posture(green(), [aging], 'small', TODAY)
    expect(judged.atRelease).toMatchObject({
      decision: 'go',
      at: AT,
      validUntil: '2026-07-01T12:00:00Z',
      endedBy: 'unit',
    })
    expect(judged.today).toMatchObject({ decision: 'no-go', at: TODAY, validUntil: null, endedBy: null })
    expect(judged.today.blockers.map((each) => each.code)).toEqual(['gate.unit-tests.stale'])
    expect(Posture.parse(judged)).toEqual(judged)
  })

  test('keeps its first verdict when a newer policy arrives', () => {
    const strict = aPolicy([aGate(), aGate({ id: 'more' })], {
      version: '2',
      validFrom: '2026-06-10T00:00:00Z',
    })
    const before = posture(green(), [aPolicy()], 'small', TODAY)
    const after = posture(green(), [strict, aPolicy()], 'small', TODAY)
    expect(after.atRelease).toEqual(before.atRelease)
    expect(after.today.decision).toBe('no-go')
    expect(after.today.policy.version).toBe('2')
  })

  test('keeps the policy that its published verdict stays with, whatever versions and policies came since', () => {
    const strict = aPolicy([aGate(), aGate({ id: 'more' })])
    const dated = aPolicy([aGate()], { version: '2', validFrom: '2023-02-01T00:00:00Z' })
    const other = aPolicy([aGate()], { id: 'other' })
    const judge = (pinned: { id: string; version: string } | null, policy = 'small') => {
      const judged = publishedPosture(green(), [strict, dated, other], policy, TODAY, pinned)
      return [judged.atRelease.decision, judged.today.decision]
    }
    expect(judge(null)).toEqual(['go', 'go'])
    expect(judge({ id: 'small', version: '1' })).toEqual(['no-go', 'go'])
    expect(judge({ id: 'small', version: '1' }, 'other')).toEqual(['no-go', 'go'])
    expect(() => judge({ id: 'small', version: '9' })).toThrow(/small 9/)
  })

  test('gains nothing at release from later evidence, but does today', () => {
    const late = green({ evidence: [{ ...unit, generatedAt: '2026-06-20T00:00:00Z' }] })
    const judged = posture(late, [aging], 'small', TODAY)
    expect([judged.atRelease.decision, judged.today.decision]).toEqual(['no-go', 'go'])
  })

  test('reports limits that today’s policy lowered without a reason', () => {
    const limited = (max: number, version: string, validFrom: string) =>
      aPolicy([aGate({ accepts: [aClause({ thresholds: [{ metric: 'ms', max }] })] })], {
        version,
        validFrom,
      })
    const policies = [limited(9, '2', '2026-06-10T00:00:00Z'), limited(5, '1', '2023-01-01T00:00:00Z')]
    expect(codes(posture(green(), policies, 'small', TODAY))).toContain('policy.threshold_lowered')
    expect(codes(posture(green(), policies, 'small', AT))).not.toContain('policy.threshold_lowered')
  })
})

describe('a declared decision', () => {
  const declaring = (decision: 'GO' | 'NO-GO' | 'inconclusive', evidence = [unit]) =>
    posture(
      green({ dossier: aDossier({ declaredDecision: { decision } }), evidence }),
      [aPolicy()],
      'small',
      AT,
    )

  test('that agrees gives no finding', () => {
    expect(declaring('GO')).toMatchObject({ declared: 'GO', findings: [] })
    expect(codes(declaring('NO-GO', []))).toEqual(['tag.while_no_go'])
  })

  test('that differs gives a finding, in both directions', () => {
    expect(codes(declaring('GO', []))).toEqual(['declared.go_recomputed_no_go', 'tag.while_no_go'])
    expect(codes(declaring('NO-GO'))).toEqual(['declared.no_go_recomputed_go'])
  })

  test('that is inconclusive is compared with what was recomputed', () => {
    expect(declaring('inconclusive').findings).toMatchObject([
      { code: 'declared.inconclusive', args: { recomputed: 'GO' } },
    ])
  })

  test('that is absent gives no finding', () => {
    expect(posture(green(), [aPolicy()], 'small', AT)).toMatchObject({ declared: null, findings: [] })
  })
})

describe('a tag', () => {
  test('set before the decision is reported', () => {
    const dossier = aDossier({ decidedAt: '2026-06-03T00:00:00Z' })
    expect(codes(posture(green({ dossier }), [aPolicy()], 'small', TODAY))).toEqual(['tag.before_decision'])
  })

  test('that does not exist yet gives no finding', () => {
    const git = gitFacts({ unknown: [{ code: 'git.no_tag', args: {}, path: [] }] })
    expect(codes(posture(green({ git, evidence: [] }), [aPolicy()], 'small', TODAY))).toEqual([])
  })
})

describe('a release without a readable dossier', () => {
  const reason = { code: 'document.syntax', args: {}, path: [] }

  test.each<[string, Partial<ReleaseRecord>]>([
    ['no dossier', { state: 'no-dossier', dossier: null }],
    ['quarantined', { state: 'quarantined', dossier: null, quarantine: [reason] }],
    ['quarantined, whatever it holds', { state: 'quarantined', quarantine: [reason] }],
  ])('is not assessed: %s', (_, parts) => {
    const judged = posture(green(parts), [aging], 'small', TODAY)
    for (const evaluation of [judged.atRelease, judged.today]) {
      expect(evaluation).toMatchObject({
        decision: 'not-assessed',
        strip: 'nnnnnn',
        required: 0,
        blockers: [],
      })
      expect(evaluation.findings).toEqual(parts.quarantine ?? [])
    }
    expect(judged.findings).toEqual([])
    expect(Posture.parse(judged)).toEqual(judged)
  })
})

function codes(judged: { findings: readonly { code: string }[] }): string[] {
  return judged.findings.map((each) => each.code)
}
