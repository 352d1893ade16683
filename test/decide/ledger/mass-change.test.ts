import { describe, expect, test } from 'vitest'
import type { Publication } from '#decide/ledger/ledger.ts'
import { changesOf, isMassChange } from '#decide/ledger/mass-change.ts'
import { DIGEST, OTHER_COMMIT, OTHER_DIGEST } from '../../builders.ts'
import { aLedger, aPublication, aVerdict } from '../../ledgers.ts'

const release = (version: string, parts: Partial<Publication> = {}) => aPublication({ version, ...parts })
const BEFORE = ['1.0.0', '1.1.0', '1.2.0'].map((version) => release(version, { atRelease: aVerdict() }))

/** What a second run changes of three releases. @param quarantined versions. */
function changed(after: readonly Publication[], quarantined: readonly string[] = []) {
  const lines = aLedger(BEFORE, after).map(({ entry }) => entry)
  const { changes, published } = changesOf(
    lines.slice(0, BEFORE.length),
    lines.slice(BEFORE.length),
    new Set(quarantined.map((version) => `ledger@${version}`)),
  )
  expect(published).toBe(3)
  return changes.map(({ release: id, what }) => `${id} ${what}`)
}

const [one, two, three] = BEFORE as [Publication, Publication, Publication]

describe('what a run changes of what was published', () => {
  test.each<[string, Publication[], string[], string[]]>([
    ['nothing', BEFORE, [], []],
    ['nothing where releases are new', [...BEFORE, release('2.0.0')], ['2.0.0'], []],
    ['nothing where evidence was read anew', [one, two, { ...three, recordSha256: OTHER_DIGEST }], [], []],
    ['a tag that is gone', [one, two], [], ['ledger@1.2.0 withdrawn']],
    [
      'a verdict at release',
      [one, two, { ...three, atRelease: aVerdict({ decision: 'go' }) }],
      [],
      ['ledger@1.2.0 rejudged'],
    ],
    ['a tag that was moved', [{ ...one, commit: OTHER_COMMIT }, two, three], [], ['ledger@1.0.0 replaced']],
    ['a dossier', [one, { ...two, dossierSha256: OTHER_DIGEST }, three], [], ['ledger@1.1.0 replaced']],
    [
      'a release that cannot be trusted any more, once',
      [{ ...one, atRelease: null, dossierSha256: null }, two, three],
      ['1.0.0'],
      ['ledger@1.0.0 quarantined'],
    ],
  ])('is %s', (_, after, quarantined, expected) => {
    expect(changed(after, quarantined)).toEqual(expected)
  })

  test('counts no release that was withdrawn before', () => {
    const gone = aLedger(BEFORE, [one, two], [one]).map(({ entry }) => entry)
    const { changes, published } = changesOf(gone.slice(0, 4), gone.slice(4), new Set(['ledger@1.2.0']))
    expect({ changes, published }).toEqual({
      changes: [{ release: 'ledger@1.1.0', what: 'withdrawn' }],
      published: 2,
    })
  })
})

describe('a change of much', () => {
  const of = (changes: number, published: number) => ({
    changes: Array.from({ length: changes }, (_, n) => ({
      release: `${DIGEST}${n}`,
      what: 'withdrawn' as const,
    })),
    published,
  })

  test.each([
    [4, 4, false],
    [5, 5, true],
    [5, 24, true],
    [5, 25, false],
    [21, 100, true],
    [20, 100, false],
  ])('%i of %i releases: %s', (changes, published, expected) => {
    expect(isMassChange(of(changes, published), { share: 0.2, least: 5 })).toBe(expected)
  })
})
