import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { Evaluation } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Gate } from '#model/policy.ts'
import { AT, aClause, aDossier, aGate, anItem, aPolicy, aRecord } from '../../builders.ts'

type DossierParts = NonNullable<Parameters<typeof aDossier>[0]>

describe('breaking changes', () => {
  const red = { status: 'failed' as const }
  const guide = 'https://example.org/migrate'
  const documented = [{ what: 'no /v1', label: 'BREAKING:', migrationGuide: guide }]

  test('pass when the check is clean', () => {
    expect(judge('breaking-changes', {}).decision).toBe('go')
  })

  test('pass when every change is labelled and has a guide, and the check was read', () => {
    expect(judge('breaking-changes', { breakingChanges: documented }, red).decision).toBe('go')
  })

  test.each<[string, DossierParts['breakingChanges'], Partial<EvidenceItem>]>([
    ['the check is red and nothing is documented', [], red],
    ['a change has no guide', [{ what: 'no /v1', label: 'BREAKING:' }], red],
    ['a change has no label', [{ what: 'no /v1', migrationGuide: guide }], red],
    ['a change has another label', [{ what: 'no /v1', label: 'NOTE:', migrationGuide: guide }], red],
    ['the check ran on another commit', documented, { ...red, codeMatch: 'different' }],
    ['the check was tampered with', documented, { status: 'tampered' }],
    ['the check is gone', documented, { status: 'missing' }],
    ['the check says nothing', documented, { status: 'unknown' }],
  ])('block when %s', (_, breakingChanges, parts) => {
    expect(judge('breaking-changes', { breakingChanges }, parts).decision).toBe('no-go')
  })

  test('block when one check was read and another is missing', () => {
    const read = anItem({ gates: ['gate'], ...red })
    const gone = anItem({ name: 'gone', gates: ['gate'], status: 'missing' })
    const policy = aPolicy([aGate({ id: 'gate', rule: 'breaking-changes' })])
    const dossier = aDossier({ breakingChanges: documented })
    expect(evaluate(aRecord({ dossier, evidence: [read] }), policy, AT).decision).toBe('go')
    expect(evaluate(aRecord({ dossier, evidence: [read, gone] }), policy, AT).decision).toBe('no-go')
  })

  test('block when there is only a list of them', () => {
    const dossier = aDossier({ breakingChanges: documented })
    const policy = aPolicy([aGate({ rule: 'breaking-changes' })])
    expect(evaluate(aRecord({ dossier }), policy, AT).decision).toBe('no-go')
  })

  test.each<[string, { label?: string; migrationGuide?: string }]>([
    ['label and guide', {}],
    ['a guide', { label: 'BREAKING: v1' }],
    ['a label', { migrationGuide: 'https://example.org/guide' }],
  ])('that are listed without %s block even when the check is clean', (_, parts) => {
    const evaluation = judge('breaking-changes', { breakingChanges: [{ what: 'no /v1', ...parts }] })
    expect(evaluation.decision).toBe('no-go')
    expect(codes(evaluation.blockers)).toEqual(['gate.gate.not_passed', 'gate.gate.undocumented'])
  })

  test('that are listed and documented pass when the check is clean', () => {
    expect(judge('breaking-changes', { breakingChanges: documented }).decision).toBe('go')
  })
})

describe('release notes', () => {
  test('pass when they are complete and proven', () => {
    expect(judge('release-notes', { releaseNotes: { text: 'x', status: 'complete' } }).decision).toBe('go')
  })

  test('block when they are drafted, with a finding', () => {
    const evaluation = judge('release-notes', { releaseNotes: { text: 'x', status: 'drafted' } })
    expect(codes(evaluation.blockers)).toEqual(['gate.gate.not_passed', 'gate.gate.notes_drafted'])
  })

  test('block when there are none, and when they are not proven', () => {
    expect(codes(judge('release-notes', {}).blockers)).toEqual([
      'gate.gate.missing',
      'gate.gate.notes_missing',
    ])
    const narrated = judge('release-notes', { releaseNotes: { text: 'x', status: 'complete' } }, null)
    expect(codes(narrated.blockers)).toEqual(['gate.gate.missing'])
  })

  test('depend on the dossier alone if the policy accepts no evidence', () => {
    const dossier = aDossier({ releaseNotes: { text: 'x', status: 'complete' } })
    const policy = aPolicy([aGate({ rule: 'release-notes', accepts: [] })])
    expect(evaluate(aRecord({ dossier }), policy, AT).decision).toBe('go')
  })
})

describe('compatibility notes', () => {
  const changes = [{ what: 'Removed   the v1 paths' }, { what: 'Ids are text' }]
  const notes = (text: string, status: 'complete' | 'drafted' = 'complete') => ({
    compatibilityNotes: { text, status },
  })

  test('pass when they mention every breaking change and no other', () => {
    const text = '- BREAKING: removed the V1 paths\n- BREAKING: ids are\ttext\n\nAll else is as it was.'
    expect(judge('compatibility-notes', { ...notes(text), breakingChanges: changes }).decision).toBe('go')
  })

  test('block when they leave one out', () => {
    const evaluation = judge('compatibility-notes', { ...notes('Ids are text'), breakingChanges: changes })
    expect(evaluation.blockers.at(-1)).toMatchObject({
      code: 'gate.gate.change_not_told',
      args: { what: 'Removed   the v1 paths' },
    })
  })

  test('block when they mention one that is not listed', () => {
    const evaluation = judge('compatibility-notes', notes('BREAKING: the moon moved'))
    expect(codes(evaluation.blockers)).toEqual(['gate.gate.not_passed', 'gate.gate.change_not_listed'])
  })

  test('block when they are drafted or missing', () => {
    expect(judge('compatibility-notes', notes('Nothing.', 'drafted')).decision).toBe('no-go')
    expect(judge('compatibility-notes', {}).decision).toBe('no-go')
  })
})

describe('the approvals gate', () => {
  const approvers = [{ role: 'owner', title: 'Owner', quorum: 1 }]

  test('blocks when no one has to approve: nothing counted is never GO', () => {
    const policy = aPolicy([aGate({ rule: 'approvals', accepts: [] })])
    expect(codes(evaluate(aRecord(), policy, AT).blockers)).toEqual(['gate.unit-tests.missing'])
  })

  test('blocks when an approval is missing', () => {
    const policy = aPolicy([aGate({ rule: 'approvals', accepts: [] })], { approvers })
    expect(codes(evaluate(aRecord(), policy, AT).blockers)).toEqual([
      'gate.unit-tests.missing',
      'approval.owner.missing',
    ])
  })
})

/** One gate by a rule, with one green file bound to it unless told otherwise. */
function judge(rule: Gate['rule'], parts: DossierParts, item: Partial<EvidenceItem> | null = {}): Evaluation {
  const evidence = item === null ? [] : [anItem({ gates: ['gate'], ...item })]
  const policy = aPolicy([aGate({ id: 'gate', rule, accepts: [aClause()] })])
  return evaluate(aRecord({ dossier: aDossier(parts), evidence }), policy, AT)
}

function codes(findings: readonly { code: string }[] | undefined): string[] {
  return (findings ?? []).map((each) => each.code)
}
