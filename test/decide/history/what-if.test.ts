import { describe, expect, test } from 'vitest'
import { flipsOf, suppose } from '#decide/history/what-if.ts'
import { evaluate } from '#decide/verdict/evaluate.ts'
import { AT, aClause, aDossier, aGate, anItem, aPolicy, aRecord } from '../../builders.ts'

const POLICY = aPolicy([aGate({ accepts: [aClause({ maxAgeDays: 30 })] })])
const STRICTER = aPolicy([aGate(), aGate({ id: 'fuzz', title: 'Fuzzing' })], {
  version: '2',
  validFrom: '2026-09-01T00:00:00Z',
})
const UNIT = anItem({ gates: ['unit-tests'] })
const GO = aRecord({ evidence: [UNIT] })
/** A gate that may be waived, and a release whose waiver stands in for its proof. */
const WAIVABLE = aPolicy([aGate(), aGate({ id: 'mtls', title: 'Mutual TLS', requirement: 'conditional' })])
const WAIVED = aRecord({
  evidence: [UNIT],
  dossier: aDossier({
    waivers: [{ gate: 'mtls', owner: 'Olga', reason: 'later', until: '2026-12-01T00:00:00Z' }],
  }),
})

describe('what would be', () => {
  test('without its waivers is the gate that they cover', () => {
    const kept = suppose(WAIVED, { withoutWaivers: false, policy: WAIVABLE, at: AT })
    const dropped = suppose(WAIVED, { withoutWaivers: true, policy: WAIVABLE, at: AT })
    expect([kept.decision, dropped.decision]).toEqual(['go', 'no-go'])
    expect(WAIVED.dossier?.waivers).toHaveLength(1)
  })

  test('on another day ages what ages', () => {
    const at = '2026-08-01T00:00:00Z'
    expect(suppose(GO, { withoutWaivers: false, policy: POLICY, at }).decision).toBe('no-go')
  })

  test('by another version of the policy asks for what that asks for', () => {
    expect(suppose(GO, { withoutWaivers: false, policy: STRICTER, at: AT }).decision).toBe('no-go')
  })
})

describe('what would flip', () => {
  test('a GO is its end, another version and each artifact that nothing else stands for', () => {
    const found = flipsOf(GO, [POLICY, STRICTER], evaluate(GO, POLICY, AT))
    expect(found.map(({ kind }) => kind)).toEqual(['date', 'policy', 'item'])
    const twice = aRecord({ evidence: [UNIT, anItem({ ...UNIT, name: 'more' })] })
    expect(flipsOf(twice, [POLICY], evaluate(twice, POLICY, AT)).map(({ kind }) => kind)).toEqual(['date'])
  })

  test('a waived GO is the end of its waivers', () => {
    const found = flipsOf(WAIVED, [WAIVABLE], evaluate(WAIVED, WAIVABLE, AT))
    expect(found).toContainEqual({ kind: 'waivers', waivers: 1 })
  })

  test('a NO-GO is all that has to be put right, together', () => {
    const bare = aRecord()
    const [flip] = flipsOf(bare, [POLICY], evaluate(bare, POLICY, AT))
    expect(flip).toMatchObject({ kind: 'steps', steps: [{ kind: 'gate', id: 'unit-tests' }] })
  })

  test('nothing is for a release without a dossier', () => {
    const none = aRecord({ state: 'no-dossier', dossier: null })
    expect(flipsOf(none, [POLICY], evaluate(none, POLICY, AT))).toEqual([])
  })
})
