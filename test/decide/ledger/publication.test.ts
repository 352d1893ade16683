import { describe, expect, test } from 'vitest'
import { headOf } from '#decide/ledger/ledger.ts'
import { catalogFreshness, forgottenOf, isOverdue, publicationStatement } from '#decide/ledger/publication.ts'
import { PublicationStatement } from '#model/statement.ts'
import { DIGEST, OTHER_COMMIT } from '../../builders.ts'
import { someFacts } from '../../factories.ts'
import { aLedger, aPublication } from '../../ledgers.ts'

describe('the age of a catalog', () => {
  test('follows from the moment it was made and its schedule', () => {
    expect(catalogFreshness({ at: '2026-06-01T00:00:00Z', scheduleDays: 1.5 })).toEqual({
      generatedAt: '2026-06-01T00:00:00Z',
      expectedBefore: '2026-06-02T12:00:00Z',
    })
  })

  test('is too great from the moment on at which a newer one was expected', () => {
    const due = { expectedBefore: '2026-06-08T00:00:00Z' }
    expect(isOverdue(due, '2026-06-07T23:59:59Z')).toBe(false)
    expect(isOverdue(due, '2026-06-08T02:00:00+02:00')).toBe(true)
  })
})

describe('the statement about a publication', () => {
  test('is about the bytes of the ledger, and says its head and the age of the catalog', () => {
    const ledger = { entries: 2, head: DIGEST }
    const facts = someFacts({ site: 'https://example.org', base: '/catalog/', ledger })
    const statement = publicationStatement(facts, DIGEST)
    expect(PublicationStatement.parse(statement)).toEqual(statement)
    expect(statement).toMatchObject({
      subject: [{ name: 'api/v1/ledger.ndjson', digest: { sha256: DIGEST } }],
      predicate: { site: 'https://example.org/catalog/', ledger, generatedAt: facts.at },
    })
  })
})

describe('a ledger and a head that somebody kept of it', () => {
  const older = aLedger([aPublication()])
  const newer = aLedger([aPublication()], [aPublication({ commit: OTHER_COMMIT })])
  const lack = (ledger: typeof older, head: Parameters<typeof forgottenOf>[2]) =>
    forgottenOf(ledger.length, (position) => ledger[position]?.digest ?? null, head)

  test.each([
    ['of the same length', newer, newer],
    ['that is longer', newer, older],
    ['kept when there was no entry', newer, []],
  ])('agree where the ledger is one %s', (_, ledger, kept) => {
    expect(lack(ledger, headOf(kept))).toBeNull()
  })

  test('do not where the ledger is shorter, or has another entry in that place', () => {
    expect(lack(older, headOf(newer))).toMatchObject({ entries: 1, once: 2, found: null })
    const other = headOf(aLedger([aPublication({ version: '2.0.0' })]))
    expect(lack(newer, other)).toEqual({ entries: 2, once: 1, found: older[0]?.digest, head: other.head })
    expect(lack(newer, { entries: 0, head: DIGEST })).not.toBeNull()
    expect(lack(older, { entries: 5, head: null })).not.toBeNull()
  })
})
