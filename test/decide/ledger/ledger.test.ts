import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chainFault } from '#decide/ledger/chain.ts'
import { changesBetween, extend, headOf, isForeign, newestEntries } from '#decide/ledger/ledger.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { sha256 } from '#ledger/text.ts'
import { LedgerEntry } from '#model/ledger.ts'
import { AT, COMMIT, DIGEST, OTHER_COMMIT, OTHER_DIGEST } from '../../builders.ts'
import { aLedger, aNewerVerdict, aPublication, aVerdict } from '../../ledgers.ts'

const acts = (ledger: ReturnType<typeof aLedger>) =>
  ledger.map(({ entry }) => `${entry.act} ${entry.version} ${entry.at.slice(0, 10)}`)

/** A line as it was written before entries held verdicts. */
const FIRST_VERSION = [
  `{"act":"published","at":"${AT}","commit":"${COMMIT}","dossierSha256":"${DIGEST}","index":0,"previous":null,"recordSha256":"${DIGEST}","service":"ledger","tag":"ledger/v1.0.0","tagObject":null,"version":"1.0.0"}`,
] as const

describe('a ledger', () => {
  const one = aPublication()
  const two = aPublication({ version: '1.1.0', released: '2026-05-02T00:00:00Z' })

  test('grows in the order of the tags, and by name if they have the same time', () => {
    const twin = aPublication({ service: 'accounts' })
    const versions = aLedger([two, one, twin]).map(({ entry }) => `${entry.service} ${entry.version}`)
    expect(versions).toEqual(['accounts 1.0.0', 'ledger 1.0.0', 'ledger 1.1.0'])
  })

  test('gains no entry from releases it knows', () => {
    expect(extend(aLedger([one, two]), [two, one], AT, sha256)).toEqual([])
  })

  test.each([
    ['a moved tag', { commit: OTHER_COMMIT }, ['commit']],
    ['a tag made anew', { tagObject: OTHER_COMMIT }, ['tag-object']],
    ['an edited dossier', { dossierSha256: OTHER_DIGEST, recordSha256: OTHER_DIGEST }, ['dossier', 'record']],
    ['a record read anew', { recordSha256: OTHER_DIGEST }, ['record']],
  ])('records %s as superseded', (_, change, changes) => {
    const after = aPublication(change)
    expect(acts(aLedger([one], [after]))).toEqual([
      'published 1.0.0 2026-06-02',
      'superseded 1.0.0 2026-06-03',
    ])
    expect(changesBetween(one, after)).toEqual(changes)
  })

  test('records a removed tag once, and its return as a publication', () => {
    expect(acts(aLedger([one, two], [two], [two], [one, two]))).toEqual([
      'published 1.0.0 2026-06-02',
      'published 1.1.0 2026-06-02',
      'withdrawn 1.0.0 2026-06-03',
      'published 1.0.0 2026-06-05',
    ])
  })

  test('belongs to another catalog when it knows none of the releases', () => {
    const entries = aLedger([one]).map(({ entry }) => entry)
    expect(isForeign(entries, [two])).toBe(true)
    expect(isForeign(entries, [one, two])).toBe(false)
    expect(isForeign([], [two])).toBe(false)
  })

  test('has a head digest', () => {
    const ledger = aLedger([one])
    expect(headOf(ledger)).toEqual({ entries: 1, head: ledger[0]?.digest })
    expect(headOf([])).toEqual({ entries: 0, head: null })
  })
})

describe('verdicts in a ledger', () => {
  test('records that a release is judged otherwise, once, with the reason', () => {
    const judged = aPublication({ atRelease: aVerdict(), today: aVerdict() })
    const otherwise = { ...judged, today: aNewerVerdict() }
    const ledger = aLedger([judged], [otherwise], [otherwise])
    expect(ledger.map(({ entry }) => entry)).toMatchObject([
      { act: 'published', atRelease: aVerdict(), today: null },
      { act: 'rejudged', atRelease: aVerdict(), today: aNewerVerdict(), reasons: ['policy-version'] },
    ])
    expect(ledger).toHaveLength(2)
  })

  test('tells of a record that was read anew and is judged otherwise as judged anew', () => {
    const [before, after] = [aVerdict(), aVerdict({ decision: 'go' })]
    const anew = { recordSha256: OTHER_DIGEST, atRelease: after, today: after }
    const ledger = aLedger(
      [aPublication({ atRelease: before, today: before })],
      [aPublication(anew)],
      [aPublication({ ...anew, recordSha256: DIGEST })],
    )
    expect(ledger.map(({ entry }) => entry.act)).toEqual(['published', 'rejudged', 'superseded'])
  })

  test('goes on from entries without verdicts, and notes each verdict once', () => {
    const lines = FIRST_VERSION.map((text) => ({
      entry: LedgerEntry.parse(JSON.parse(text)),
      digest: sha256(text),
    }))
    expect(lines.map(({ entry }) => canonical(entry))).toEqual(FIRST_VERSION)
    const judged = aPublication({ atRelease: aVerdict(), today: aVerdict() })
    const added = extend(lines, [judged], AT, sha256)
    expect(added.map(({ entry }) => entry)).toMatchObject([
      {
        schemaVersion: 2,
        index: 1,
        act: 'rejudged',
        reasons: ['not-recorded'],
        previous: sha256(FIRST_VERSION[0]),
      },
    ])
    expect(chainFault([...lines, ...added])).toBeNull()
    expect(extend([...lines, ...added], [judged], AT, sha256)).toEqual([])
    expect(extend(lines, [aPublication()], AT, sha256)).toEqual([])
  })
})

describe('laws of the ledger', () => {
  const release = fc
    .record({
      version: fc.constantFrom('1.0.0', '1.1.0', '2.0.0'),
      commit: fc.constantFrom(COMMIT, OTHER_COMMIT),
      released: fc.constantFrom('2026-05-01T00:00:00Z', '2026-05-02T00:00:00Z'),
    })
    .map(aPublication)
  const catalog = fc.uniqueArray(release, { selector: ({ version }) => version, maxLength: 3 })
  const history = fc.array(catalog, { maxLength: 6 })

  test('every history gives an intact chain that describes the last catalog', () => {
    fc.assert(
      fc.property(history, (catalogs) => {
        const ledger = aLedger(...catalogs)
        expect(chainFault(ledger)).toBeNull()
        const newest = newestEntries(ledger.map(({ entry }) => entry))
        const live = [...newest.values()].filter(({ act }) => act !== 'withdrawn')
        const told = live.map(({ version, commit }) => `${version} ${commit}`).sort()
        expect(told).toEqual(
          (catalogs.at(-1) ?? []).map(({ version, commit }) => `${version} ${commit}`).sort(),
        )
      }),
    )
  })

  test('a longer history begins with the ledger of the shorter one', () => {
    fc.assert(
      fc.property(history, catalog, (catalogs, next) => {
        const before = aLedger(...catalogs)
        expect(aLedger(...catalogs, next).slice(0, before.length)).toEqual(before)
      }),
    )
  })

  test('the order of the releases makes no difference', () => {
    fc.assert(
      fc.property(history, (catalogs) => {
        expect(aLedger(...catalogs.map((each) => each.toReversed()))).toEqual(aLedger(...catalogs))
      }),
    )
  })
})
