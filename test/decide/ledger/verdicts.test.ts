import { describe, expect, test } from 'vitest'
import {
  type LedgerVerdicts,
  pinnedPolicy,
  policyFault,
  rejudgeReasons,
  withoutRepeated,
} from '#decide/ledger/verdicts.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import { COMMIT, DIGEST, OTHER_COMMIT, OTHER_DIGEST } from '../../builders.ts'
import { aLedger, aNewerVerdict, aPublication, aVerdict, momentOf } from '../../ledgers.ts'

const entryOf = (verdicts: Partial<LedgerVerdicts>, day = 0): LedgerEntry => {
  const [line] = aLedger([aPublication(verdicts)])
  if (line === undefined) throw new Error('Nothing was published.')
  return { ...line.entry, at: momentOf(day) }
}

/** As it was written before entries held verdicts. */
function older(entry: LedgerEntry): LedgerEntry {
  if (entry.act === 'rejudged' || !('schemaVersion' in entry)) return entry
  const { schemaVersion: _, atRelease: __, today: ___, ...facts } = entry
  return facts
}

const published = { commit: COMMIT, dossierSha256: DIGEST }
const judged = entryOf({ atRelease: aVerdict() })

describe('the policy of a published verdict', () => {
  test.each([
    [
      'stays with the same commit and dossier',
      judged,
      published,
      { id: 'small', version: '1', sha256: DIGEST },
    ],
    [
      'stays with a release that was withdrawn and comes back',
      withdrawn(judged),
      published,
      { version: '1' },
    ],
    ['is chosen anew for another commit', judged, { ...published, commit: OTHER_COMMIT }, null],
    ['is chosen anew for another dossier', judged, { ...published, dossierSha256: OTHER_DIGEST }, null],
    ['is not known from an entry of the first version', older(judged), published, null],
    ['is not known of a release that was not assessed', entryOf({}), published, null],
    ['is not known of a release that was never published', undefined, published, null],
  ] as const)('%s', (_, entry, facts, expected) => {
    const pinned = pinnedPolicy(entry, facts)
    if (expected === null) expect(pinned).toBeNull()
    else expect(pinned).toMatchObject(expected)
  })
})

function withdrawn(entry: LedgerEntry): LedgerEntry {
  return { ...entry, act: 'withdrawn' } as LedgerEntry
}

const later = (verdicts: Partial<LedgerVerdicts>, recordSha256 = DIGEST) => ({
  atRelease: aVerdict(),
  today: aVerdict(),
  ...verdicts,
  recordSha256,
})

describe('a release is judged otherwise', () => {
  const go = aVerdict({ decision: 'go', validUntil: momentOf(30) })
  const today = aNewerVerdict
  const edge = { id: 'edge', version: '1', sha256: DIGEST }

  test.each([
    ['not at all', judged, later({}), 1, []],
    ['by another version of its policy', judged, later({ today: today() }), 1, ['policy-version']],
    [
      'by another policy of its service',
      judged,
      later({ today: today({ policy: edge }) }),
      1,
      ['service-policy'],
    ],
    [
      'not by another version with the same verdict',
      judged,
      later({ today: today({ decision: 'no-go' }) }),
      1,
      [],
    ],
    ['not by age alone', entryOf({ atRelease: go }), later({ atRelease: go }), 31, []],
    [
      'not by a newer version, once it had aged out',
      entryOf({ atRelease: go }),
      later({ atRelease: go, today: today({ decision: 'no-go' }) }),
      31,
      [],
    ],
    [
      'by a newer version, before it would have aged out',
      entryOf({ atRelease: go }),
      later({ atRelease: go, today: today({ decision: 'no-go' }) }),
      29,
      ['policy-version'],
    ],
    ['by newer rules of the program', judged, later({ atRelease: go, today: go }), 1, ['program']],
    [
      'since its evidence says something else',
      judged,
      later({ atRelease: go, today: go }, OTHER_DIGEST),
      1,
      ['record'],
    ],
    [
      'for two reasons at once',
      judged,
      later({ atRelease: go, today: today({ decision: 'go' }) }),
      1,
      ['program', 'policy-version'],
    ],
    ['as far as the first version of the ledger could tell', older(judged), later({}), 1, ['not-recorded']],
    ['not when it was never assessed', older(entryOf({})), later({ atRelease: null, today: null }), 1, []],
  ] as const)('%s', (_, before, now, day, reasons) => {
    expect(rejudgeReasons(before, now, momentOf(day))).toEqual(reasons)
  })
})

describe('a release that was dated ahead is judged otherwise', () => {
  const go = aVerdict({ decision: 'go' })
  test.each([
    [
      'since the moment has come for which it was dated ahead',
      entryOf({ atRelease: { ...go, decision: 'no-go', decidedAt: momentOf(3) } }),
      later({ atRelease: { ...go, decidedAt: momentOf(3) } }),
      4,
      ['dated-ahead'],
    ],
    [
      'by newer rules of the program, though it was dated ahead of its code alone',
      entryOf({ atRelease: { ...go, decision: 'no-go', decidedAt: momentOf(0) } }),
      later({ atRelease: { ...go, decidedAt: momentOf(0) } }),
      4,
      ['program'],
    ],
  ] as const)('%s', (_, before, now, day, reasons) => {
    expect(rejudgeReasons(before, now, momentOf(day))).toEqual(reasons)
  })
})

describe('today’s verdict', () => {
  const go = aVerdict({ decision: 'go', validUntil: momentOf(30) })
  test.each([
    ['is not repeated', { atRelease: go, today: go }, 1, null],
    ['is not kept where it follows by age', { atRelease: go, today: { ...go, decision: 'no-go' } }, 31, null],
    ['is kept when later proof made it', { atRelease: aVerdict(), today: go }, 1, go],
    ['is kept of another policy', { atRelease: go, today: aNewerVerdict() }, 1, aNewerVerdict()],
    ['is none without one at release', { atRelease: null, today: null }, 1, null],
  ] as const)('%s', (_, verdicts, day, expected) => {
    expect(withoutRepeated(verdicts, momentOf(day)).today).toEqual(expected)
  })
})

describe('a policy that has judged a published release', () => {
  const digests = (small1: string | null, small2: string | null = OTHER_DIGEST) =>
    new Map(
      Object.entries({ 'small@1': small1, 'small@2': small2 }).flatMap(([name, digest]) =>
        digest === null ? [] : [[name, digest] as const],
      ),
    )
  const first = aPublication({ atRelease: aVerdict(), today: aNewerVerdict() })
  const moved = aPublication({
    commit: OTHER_COMMIT,
    atRelease: aVerdict({ policy: aNewerVerdict().policy }),
  })
  const entries = (...days: (typeof first)[][]) => aLedger(...days).map(({ entry }) => entry)

  test.each([
    ['is as it was', entries([first]), digests(DIGEST), null],
    [
      'was edited',
      entries([first]),
      digests(OTHER_DIGEST),
      { what: 'edited', entry: 0, release: 'ledger@1.0.0' },
    ],
    [
      'was edited after it judged what is another release now',
      entries([first], [moved]),
      digests(OTHER_DIGEST),
      { what: 'edited', entry: 0 },
    ],
    ['is gone', entries([first]), digests(null), { what: 'missing', policy: { id: 'small', version: '1' } }],
    ['is gone with the release', entries([first], []), digests(null), null],
    ['is gone, and nothing stays with it any more', entries([first], [moved]), digests(null), null],
    ['judged only today and is gone', entries([first]), digests(DIGEST, null), null],
    [
      'judged only today and was edited',
      entries([first]),
      digests(DIGEST, DIGEST),
      { what: 'edited', policy: { version: '2' } },
    ],
  ])('%s', (_, ledger, given, expected) => {
    const fault = policyFault(ledger, given)
    if (expected === null) expect(fault).toBeNull()
    else expect(fault).toMatchObject(expected)
  })
})
