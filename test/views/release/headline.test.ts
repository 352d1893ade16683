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
        href: '#e-scan',
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
    const { today, lines } = headline(anInput(green, aging))
    expect(today).toEqual({ verdict: 'go', ends: { at: '2026-07-01T12:00:00Z', as: 'aged-out' } })
    expect(lines).toMatchObject([
      { label: 'Today', text: 'GO until 1 Jul 2026: then “Unit tests” is too old', differs: false },
      { label: 'At release', text: 'GO, 1 of 1 required gates satisfied', differs: false },
    ])
    expect(lines[0]?.turns).toEqual([
      [
        '2026-07-01T12:00:00Z',
        'AGED OUT since 1 Jul 2026: “Unit tests” is too old. This page was made before that.',
      ],
    ])
  })

  test('says that nothing expires when nothing does', () => {
    expect(headline(anInput(green)).lines[0]?.text).toBe('GO, and nothing in it expires')
  })

  test('names both verdicts when they differ', () => {
    const { today, lines } = headline(anInput(green, aging, { at: '2026-08-01T00:00:00Z' }))
    expect(today).toEqual({ verdict: 'aged-out', ends: null })
    expect(lines).toMatchObject([
      { label: 'Today', text: 'AGED OUT, 1 blocker, since 1 Jul 2026', differs: false },
      { label: 'At release', text: 'GO, 1 of 1 required gates satisfied', differs: true },
    ])
  })

  test('says the number of blockers of a NO-GO, never how many gates it has all the same', () => {
    const risks = [{ id: 'r', title: 'x', severity: 'SEV-1' as const, status: 'open' as const }]
    const { lines } = headline(anInput({ ...green, dossier: aDossier({ risks }) }, aging))
    expect(lines.map(({ text }) => text)).toEqual(['NO-GO, 1 blocker', 'NO-GO, 1 blocker'])
  })

  test('never says the moment of judging', () => {
    const early = headline(anInput(green, aging, { at: '2026-06-10T00:00:00Z' }))
    const late = headline(anInput(green, aging, { at: '2026-06-20T00:00:00Z' }))
    expect(early).toEqual(late)
  })

  test('calls a release without a dossier just a tag, never GO', () => {
    const { today, lines } = headline(anInput(aRecord({ state: 'no-dossier', dossier: null })))
    expect(today.verdict).toBe('no-dossier')
    expect(lines[0]?.text).toContain('just a tag')
  })

  test('shows a quarantined release as quarantined', () => {
    const { today } = headline(anInput(aRecord({ state: 'quarantined', dossier: null })))
    expect(today.verdict).toBe('quarantined')
  })
})

describe('the facts', () => {
  const factsOf = (record = aRecord()) =>
    new Map(headline(anInput(record)).facts.map((fact) => [fact.label, fact]))

  test('link the tag and the commit to the repository', () => {
    expect(factsOf().get('Tag')?.href).toBe('https://git.example.org/o/r/releases/tag/ledger/v1.4.0')
    expect(factsOf().get('Commit')?.text).toBe('aaaaaaa')
  })

  test('say so when a tag points to no commit', () => {
    expect(factsOf(aRecord({ git: gitFacts({ commit: null }) })).get('Commit')).toMatchObject({
      text: 'points at no commit',
      href: null,
    })
  })

  test('call a present signature unchecked, and an absent one none', () => {
    expect(factsOf().get('Kind')?.text).toContain('no signature')
    expect(
      factsOf(
        aRecord({
          git: gitFacts({ signature: { sort: 'ssh', outcome: 'unverified', signer: null, reasons: [] } }),
        }),
      ).get('Kind')?.text,
    ).toBe('annotated, SSH signature not verified')
  })

  test('leave out the dossier’s own words where there is none', () => {
    const tag = aRecord({ state: 'no-dossier', dossier: null })
    expect(factsOf(aRecord({ dossier: aDossier() })).has('Profile')).toBe(true)
    expect(factsOf(tag).has('Profile')).toBe(false)
  })
})
