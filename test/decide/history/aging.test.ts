import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { posture } from '#decide/history/posture.ts'
import { Acceptance, Policy } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { AT, aClause, aDossier, aGate, anItem, aPolicy, aRecord, DIGEST } from '../../builders.ts'
import { arbitraryPolicy, arbitraryRecord, MOMENTS } from '../arbitrary.ts'

const TODAY = '2026-07-15T00:00:00Z'
const LATER = '2026-07-10T00:00:00Z'
const unit = anItem({ gates: ['unit-tests'] })
const aging = aPolicy([aGate({ accepts: [aClause({ maxAgeDays: 30 })] })])
const green = (parts: Partial<ReleaseRecord> = {}) => aRecord({ evidence: [unit], ...parts })
const at = (record: ReleaseRecord, policies: Policy[], moment = TODAY) =>
  posture(record, policies, 'small', moment)
const waived = (until: string) =>
  aDossier({ waivers: [{ gate: 'unit-tests', owner: 'Olga', reason: 'known', until }] })
const conditional = aPolicy([aGate({ requirement: 'conditional' })])

const ages = [aging, { ...aging, version: '2', validFrom: '2026-07-01T00:00:00Z' }]
const risk = { id: 'r', title: 'x', severity: 'SEV-1' as const, status: 'accepted' as const }
const fallback = { owner: 'Olga', reason: 'x', until: '2026-07-01' }
const rejection = {
  role: 'owner',
  approver: 'Ada',
  decision: 'rejected' as const,
  at: LATER,
  binds: { dossierSha256: DIGEST },
}
const approval = { ...rejection, decision: 'approved' as const, at: '2026-06-01T00:00:00Z' }
const owned = { ...aging, approvers: [{ role: 'owner', title: 'Owner', quorum: 1 }] }
const red = anItem({ name: 'red', gates: ['unit-tests'], status: 'failed', generatedAt: LATER })

describe('a release that was GO', () => {
  test('has aged out when its proof is too old', () => {
    expect(at(green(), [aging])).toMatchObject({ standing: 'aged-out', today: { decision: 'no-go' } })
  })

  test('has aged out when the waiver that carried it has ended', () => {
    const record = aRecord({ dossier: waived('2026-07-01T00:00:00Z') })
    expect(at(record, [conditional]).standing).toBe('aged-out')
    expect(at(record, [conditional], AT).standing).toBe('go')
  })

  test('is still GO while nothing ran out', () => {
    expect(at(green(), [aging], '2026-06-20T00:00:00Z').standing).toBe('go')
  })

  test.each<[string, ReleaseRecord, Policy[]]>([
    [
      'an accepted risk came back',
      green({ dossier: aDossier({ risks: [{ ...risk, acceptedFallback: fallback }] }) }),
      [aging],
    ],
    [
      'somebody rejected it since',
      green({ dossier: aDossier({ approvals: [approval, rejection] }) }),
      [owned],
    ],
    ['a later report is red', green({ evidence: [unit, red] }), [aging]],
    [
      'a newer policy asks for more',
      green(),
      [
        aging,
        {
          ...aPolicy([...(aging.groups[0]?.gates ?? []), aGate({ id: 'more' })]),
          version: '2',
          validFrom: LATER,
        },
      ],
    ],
    [
      'a newer policy takes only younger proof than it had at release',
      green({ evidence: [{ ...unit, generatedAt: '2026-05-20T00:00:00Z' }] }),
      [
        aging,
        { ...aPolicy([aGate({ accepts: [aClause({ maxAgeDays: 5 })] })]), version: '2', validFrom: LATER },
      ],
    ],
  ])('is NO-GO, not aged out, when %s', (_, record, policies) => {
    const judged = at(record, policies)
    expect([judged.atRelease.decision, judged.standing]).toEqual(['go', 'no-go'])
  })

  test('has aged out under a newer version of its policy that asks for the same', () => {
    expect(at(green(), ages).standing).toBe('aged-out')
  })
})

test('a release that was never GO has not aged out', () => {
  const stale = green({ evidence: [{ ...unit, generatedAt: '2026-01-01T00:00:00Z' }] })
  expect(at(stale, [aging])).toMatchObject({ atRelease: { decision: 'no-go' }, standing: 'no-go' })
})

describe('a GO that ends', () => {
  test('says what it is then', () => {
    expect(at(green(), [aging], AT)).toMatchObject({ standing: 'go', ends: { as: 'aged-out' } })
    const risks = [
      {
        id: 'r',
        title: 'x',
        severity: 'SEV-1' as const,
        status: 'accepted' as const,
        acceptedFallback: { owner: 'Olga', reason: 'x', until: '2026-06-10' },
      },
    ]
    expect(at(green({ dossier: aDossier({ risks }) }), [aging], AT)).toMatchObject({
      ends: { at: '2026-06-10T00:00:00Z', as: 'no-go', by: 'r' },
    })
  })

  test('that came only after the release is NO-GO afterwards', () => {
    const late = green({ evidence: [{ ...unit, generatedAt: '2026-06-20T00:00:00Z' }] })
    expect(at(late, [aging])).toMatchObject({ standing: 'go', ends: { as: 'no-go' } })
  })

  test('ends when a version of the policy comes into force that does not call it GO', () => {
    const strict = aPolicy([aGate(), aGate({ id: 'more' })], {
      version: '2',
      validFrom: '2026-06-10T00:00:00Z',
    })
    expect(at(green(), [aPolicy(), strict], AT)).toMatchObject({
      today: { decision: 'go', validUntil: null },
      ends: { at: '2026-06-10T00:00:00Z', as: 'no-go', by: 'policy small 2' },
    })
  })

  test('goes on when a version that calls it GO comes into force at the moment it would end', () => {
    const next = { ...aPolicy(), version: '2', validFrom: '2026-07-01T12:00:00Z' }
    expect(at(green(), [aging, next], AT).ends).toBeNull()
    const late = { ...next, validFrom: '2026-07-01T12:00:01Z' }
    expect(at(green(), [aging, late], AT).ends).toMatchObject({ at: '2026-07-01T12:00:00Z' })
  })

  test('goes on under a version of the policy that calls it GO too, as long as that one does', () => {
    const next = { ...aging, version: '2', validFrom: '2026-06-10T00:00:00Z' }
    expect(at(green(), [aPolicy(), next], AT).ends).toMatchObject({ at: '2026-07-01T12:00:00Z', by: 'unit' })
    expect(at(green(), [aPolicy(), { ...aPolicy(), version: '2', validFrom: LATER }], AT)).toMatchObject({
      ends: null,
    })
  })
})

test('what it says of the end is what it says once the end has come', () => {
  const cases = fc.record({
    record: arbitraryRecord,
    policy: arbitraryPolicy,
    other: arbitraryPolicy,
    validFrom: fc.constantFrom(...MOMENTS),
    moment: fc.constantFrom(...MOMENTS),
  })
  fc.assert(
    fc.property(cases, ({ record, policy, other, validFrom, moment }) => {
      const policies = [policy, { ...other, version: 'other', validFrom }]
      const first = posture(record, policies, policy.id, moment)
      if (first.ends === null) return true
      return posture(record, policies, policy.id, first.ends.at).standing === first.ends.as
    }),
    { numRuns: 400 },
  )
})

test('everything that a policy lets run out is known to run out', () => {
  const shapes = [Acceptance, Policy].flatMap((shape) => Object.keys(shape.shape))
  expect(shapes.filter((name) => /day|age|until|expire/i.test(name))).toEqual(['maxAgeDays'])
})
