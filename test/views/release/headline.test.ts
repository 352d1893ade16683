import { describe, expect, test } from 'vitest'
import { headline } from '#views/release/headline.ts'
import { aClause, aDossier, aGate, anItem, aPolicy, aRecord, gitFacts, OTHER_COMMIT } from '../../builders.ts'
import { aLedger, aPublication } from '../../ledgers.ts'
import { anInput } from './input.ts'

const aging = aPolicy([aGate({ accepts: [aClause({ maxAgeDays: 30 })] })])
const green = aRecord({ evidence: [anItem({ gates: ['unit-tests'], purpose: 'Unit tests' })] })

describe('what has to be heard before the verdict', () => {
  test('is nothing for most releases', () => {
    expect(headline(anInput(green, aging)).alarms).toEqual([])
  })

  test('names the artifacts with changed bytes and leads to the first', () => {
    const record = aRecord({
      evidence: [anItem({ name: 'scan', purpose: 'Scan', status: 'tampered' }), anItem({ name: 'unit' })],
    })
    expect(headline(anInput(record)).alarms).toMatchObject([
      {
        alarm: 'tampered',
        href: 'evidence/#e-scan',
        text: expect.stringContaining('“Scan” is not what was declared'),
      },
    ])
  })

  test('says that the tag was moved', () => {
    const was = aPublication({ version: '1.4.0' })
    const ledger = aLedger([was], [{ ...was, commit: OTHER_COMMIT }])
    expect(headline(anInput(green, aging, { ledger })).alarms).toMatchObject([
      { alarm: 'moved', href: '#trace' },
    ])
  })
})

describe('the verdict above everything else', () => {
  test('says until when a GO holds and what ends it', () => {
    const { today, facts, life, turned } = headline(anInput(green, aging))
    expect(today).toEqual({ verdict: 'go', ends: { at: '2026-07-01T12:00:00Z', as: 'aged-out' } })
    expect(told(facts).slice(0, 2)).toEqual([
      'GO until: 1 Jul 2026, then “Unit tests” is too old',
      'At release: GO, 1 of 1 required gates passed',
    ])
    expect(life).toMatchObject({ from: '2026-07-01T12:00:00Z', since: '2026-07-01T12:00:00Z' })
    expect(turned).toContain('Your clock is past 1 Jul 2026, 12:00 UTC, so it says AGED OUT now.')
  })

  test('says that nothing expires when nothing does', () => {
    const { facts, life, turned } = headline(anInput(green))
    expect(told(facts)[0]).toBe('GO until: nothing ends it')
    expect([life, turned]).toEqual([null, null])
  })

  test('names both verdicts when they differ, and for how long it was GO', () => {
    const { today, facts, life } = headline(anInput(green, aging, { at: '2026-08-01T00:00:00Z' }))
    expect(today).toEqual({ verdict: 'aged-out', ends: null })
    expect(told(facts).slice(0, 2)).toEqual([
      'GO again when: “Unit tests pass” is shown anew',
      'At release: GO, 1 of 1 required gates passed',
    ])
    expect(life).toMatchObject({ from: null, since: '2026-07-01T12:00:00Z' })
  })

  test('says what has to happen before a NO-GO is GO, and its blockers at release', () => {
    const risks = [{ id: 'r', title: 'x', severity: 'SEV-1' as const, status: 'open' as const }]
    const { facts } = headline(anInput({ ...green, dossier: aDossier({ risks }) }, aging))
    expect(told(facts).slice(0, 2)).toEqual([
      'NO-GO until: its SEV-1 or SEV-2 risk is resolved',
      'At release: NO-GO, 1 blocker',
    ])
  })

  test('never says the moment of judging', () => {
    const early = headline(anInput(green, aging, { at: '2026-06-10T00:00:00Z' }))
    const late = headline(anInput(green, aging, { at: '2026-06-20T00:00:00Z' }))
    expect(early).toEqual(late)
  })

  test('calls a release without a dossier just that, never GO', () => {
    const { today, reason } = headline(anInput(aRecord({ state: 'no-dossier', dossier: null })))
    expect(today.verdict).toBe('no-dossier')
    expect(reason.why.text).toContain('without a dossier')
  })

  test('shows a quarantined release as quarantined', () => {
    const { today } = headline(anInput(aRecord({ state: 'quarantined', dossier: null })))
    expect(today.verdict).toBe('quarantined')
  })
})

type Facts = ReturnType<typeof headline>['facts']

function told(facts: Facts): string[] {
  return facts.map(({ label, parts }) => `${label}: ${parts.map(({ text }) => text).join('')}`)
}

describe('the facts', () => {
  const factsOf = (record = aRecord(), parts = {}) => headline(anInput(record, undefined, parts)).facts
  const fact = (facts: Facts, label: string) => told(facts).find((text) => text.startsWith(`${label}: `))

  test('link the tag and the commit to the repository', () => {
    const tag = factsOf().find(({ label }) => label === 'Tag')
    expect(tag?.parts[0]?.href).toBe('https://git.example.org/o/r/releases/tag/ledger/v1.4.0')
    expect(tag?.parts[2]?.href).toContain('https://git.example.org/o/r/commit/aaaaaaa')
  })

  test('say so when a tag points to no commit', () => {
    expect(fact(factsOf(aRecord({ git: gitFacts({ commit: null }) })), 'Tag')).toContain(
      'points at no commit',
    )
  })

  test('call a present signature unchecked, and an absent one none', () => {
    const signature = { sort: 'ssh' as const, outcome: 'unverified' as const, signer: null, reasons: [] }
    expect(fact(factsOf(), 'Tag')).toContain('no signature')
    expect(fact(factsOf(aRecord({ git: gitFacts({ signature }) })), 'Tag')).toContain(
      'annotated, SSH signature not verified',
    )
  })

  test('leave out the dossier’s own words where there is none', () => {
    const tag = aRecord({ state: 'no-dossier', dossier: null })
    expect(fact(factsOf(aRecord({ dossier: aDossier() })), 'Decided by')).toContain('of profile')
    expect(fact(factsOf(tag), 'Decided by')).toBeUndefined()
  })

  test('say where it runs, and where it was when it runs nowhere', () => {
    const promotions = [{ to: 'dev', result: 'reached' as const, conditions: [] }]
    const record = aRecord({ dossier: aDossier({ promotions }) })
    expect(fact(factsOf(record, { runsIn: ['Production'] }), 'Runs in')).toBe('Runs in: Production')
    expect(fact(factsOf(record), 'Runs in')).toBe('Runs in: nowhere; it was in Development')
    expect(fact(factsOf(), 'Runs in')).toBe('Runs in: nowhere that is recorded')
  })
})
