import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breakBetween, chainFault } from '#decide/ledger/chain.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import { OTHER_COMMIT, OTHER_DIGEST } from '../../builders.ts'
import { aLedger, aPublication } from '../../ledgers.ts'

const first = aPublication()
const second = aPublication({ version: '1.1.0', released: '2026-05-02T00:00:00Z' })
const whole = aLedger([first, second], [first, aPublication({ ...second, commit: OTHER_COMMIT })], [second])
const codeOf = (ledger: typeof whole) => chainFault(ledger)?.code ?? null

describe('a chain', () => {
  test('is intact as written', () => {
    expect(whole.map(({ entry }) => entry.act)).toEqual([
      'published',
      'published',
      'superseded',
      'withdrawn',
      'superseded',
    ])
    expect(codeOf(whole)).toBeNull()
    expect(codeOf([])).toBeNull()
  })

  test('reveals a removed entry', () => {
    expect(codeOf(whole.toSpliced(1, 1))).toBe('ledger.index')
  })

  test('reveals a changed entry by the link of the next', () => {
    const changed = whole.with(1, { ...at(1), digest: OTHER_DIGEST })
    expect(chainFault(changed)).toMatchObject({
      code: 'ledger.link',
      args: { line: 3, release: 'ledger@1.1.0' },
    })
  })

  test('reveals a first entry that claims to follow another', () => {
    const { entry, digest } = at(0)
    expect(codeOf([{ entry: { ...entry, previous: OTHER_DIGEST }, digest }])).toBe('ledger.link')
  })

  test.each(['superseded', 'withdrawn'] as const)('reveals a release that begins with %s', (act) => {
    const { entry, digest } = at(0)
    expect(codeOf([{ entry: { ...entry, act }, digest }])).toBe('ledger.act')
  })

  test('reveals a release that is published twice', () => {
    const { entry, digest } = at(2)
    expect(codeOf([...whole.slice(0, 2), { entry: { ...entry, act: 'published' }, digest }])).toBe(
      'ledger.act',
    )
  })

  test('reveals every removal except at its end', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 2), (position) => {
        expect(codeOf(whole.toSpliced(position, 1))).not.toBeNull()
      }),
    )
  })

  test('reveals every swap', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(whole.length - 1), (a, b) => {
        fc.pre(a !== b)
        expect(codeOf(whole.with(a, at(b)).with(b, at(a)))).not.toBeNull()
      }),
    )
  })
})

describe('a chain with verdicts', () => {
  test('reveals a release that is judged anew before it was published', () => {
    const { entry, digest } = at(0)
    const judged = { schemaVersion: 2, atRelease: null, today: null } as const
    const anew: LedgerEntry = { ...entry, ...judged, act: 'rejudged', reasons: ['program'] }
    expect(codeOf([{ entry: anew, digest }])).toBe('ledger.act')
  })

  test('reveals an entry that leaves its verdict out after one that has it', () => {
    const {
      act,
      service,
      version,
      tag,
      tagObject,
      commit,
      dossierSha256,
      recordSha256,
      index,
      previous,
      at: noted,
    } = at(1).entry
    if (act === 'rejudged') throw new Error('It was published.')
    const bare = {
      act,
      service,
      version,
      tag,
      tagObject,
      commit,
      dossierSha256,
      recordSha256,
      index,
      previous,
      at: noted,
    }
    expect(codeOf([at(0), { entry: bare, digest: OTHER_DIGEST }])).toBe('ledger.older_form')
  })
})

describe('an older ledger', () => {
  test('is continued by a longer one, and by itself', () => {
    expect(breakBetween(['a', 'b'], ['a', 'b', 'c'])).toBeNull()
    expect(breakBetween(['a'], ['a'])).toBeNull()
    expect(breakBetween([], ['a'])).toBeNull()
  })

  test('is not continued by a shorter one, or by one that differs from some line on', () => {
    expect(breakBetween(['a', 'b'], ['a'])).toBe(2)
    expect(breakBetween(['a', 'b'], ['x', 'b'])).toBe(1)
  })
})

function at(position: number) {
  const line = whole[position]
  if (!line) throw new Error(`There is no line ${position}.`)
  return line
}
