import { describe, expect, test } from 'vitest'
import { entryOf, type Judging } from '#collect/index/entry.ts'
import type { Finding } from '#model/finding.ts'
import { AT, aClause, aGate, anItem, aPolicy, aRecord, BEFORE, DIGEST } from '../../../builders.ts'

const policy = aPolicy()
const judging: Judging = {
  policies: [policy],
  policyDigests: new Map(['small@1', 'small@2'].map((name) => [name, DIGEST])),
  policy: policy.id,
  services: new Map(),
  environments: [],
  newest: new Map(),
  runbookOf: () => null,
  at: '2026-08-15T00:00:00Z',
}

const later = aPolicy([aGate()], { version: '2', validFrom: '2026-08-01T00:00:00Z' })

/** Judged by another policy than at release, so that today's verdict counts by itself. */
function shown(args: Finding['args']): string {
  const quarantine = [{ code: 'document.duplicate_key', args, path: [] }]
  const record = aRecord({ state: 'quarantined', dossier: null, quarantine })
  return entryOf(record, DIGEST, { ...judging, policies: [policy, later] }).shown
}

describe('the digest of what a page shows', () => {
  test('is the same for a new record and for one read again, whose members are sorted', () => {
    expect(shown({ line: 175, first: 3, what: 'releaseType' })).toBe(
      shown({ first: 3, line: 175, what: 'releaseType' }),
    )
  })

  test('changes when a finding changes', () => {
    expect(shown({ line: 175, first: 3 })).not.toBe(shown({ line: 176, first: 3 }))
  })

  test('follows from the record alone while nothing can have changed since the release', () => {
    const nextDay = { ...judging, at: '2026-08-16T00:00:00Z' }
    const { shown: today } = entryOf(aRecord(), DIGEST, judging)
    expect(entryOf(aRecord(), DIGEST, nextDay).shown).toBe(today)
    expect(entryOf(aRecord(), 'b'.repeat(64), judging).shown).not.toBe(today)
  })

  test('changes when evidence ages', () => {
    const aging = [aPolicy([aGate({ accepts: [aClause({ maxAgeDays: 30 })] })])]
    const record = aRecord({ evidence: [anItem({ gates: ['unit-tests'], generatedAt: BEFORE })] })
    const at = (text: string) => entryOf(record, DIGEST, { ...judging, policies: aging, at: text })
    const [fresh, stale] = [at(AT), at('2027-01-01T00:00:00Z')]
    expect([fresh.line.strips[1], stale.line.strips[1]]).toEqual(['pnnnnp', 'fnnnnp'])
    expect(stale.shown).not.toBe(fresh.shown)
  })
})
