import { expect, test } from 'vitest'
import { makeLinks } from '#messages/links.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import { releaseId } from '#model/release.ts'
import { alarms } from '#views/posture/alarms.ts'
import { AT, COMMIT, DIGEST, OTHER_COMMIT, OTHER_DIGEST } from '../../builders.ts'
import { aLine, aRunbook } from '../../factories.ts'
import { aLedger, aNewerVerdict, aPublication, aVerdict } from '../../ledgers.ts'

const links = makeLinks('/', [
  aRunbook('changed-bytes', '*.digest_mismatch'),
  aRunbook('missing', '*.missing'),
])
const entry = (parts: Partial<LedgerEntry>): LedgerEntry =>
  ({
    index: 0,
    act: 'published',
    service: 'ledger',
    version: '1.4.0',
    tag: 'ledger/v1.4.0',
    tagObject: null,
    commit: COMMIT,
    dossierSha256: DIGEST,
    recordSha256: DIGEST,
    at: AT,
    ...parts,
  }) as LedgerEntry

const watched = (parts: Partial<Parameters<typeof alarms>[0]> = {}) =>
  alarms({ summary: { runbooks: [] }, subjects: [], entries: new Map(), links, ...parts })
const said = (parts: Partial<Parameters<typeof alarms>[0]>) =>
  watched(parts).items.map(({ word, name }) => `${word} ${name}`)

test('a release whose evidence has other bytes is told first', () => {
  const newest = [{ service: 'ledger', version: '1.3.0' }]
  const runbooks = [
    { slug: 'missing', releases: 1, newest },
    { slug: 'changed-bytes', releases: 1, newest },
  ]
  expect(said({ summary: { runbooks } })).toEqual(['TAMPERED ledger 1.3.0'])
})

test('a moved tag, an edited dossier and a withdrawn release are told, whatever is the latest', () => {
  const entries = new Map([
    [
      'ledger@1.4.0',
      [entry({}), entry({ act: 'superseded', commit: OTHER_COMMIT, dossierSha256: OTHER_DIGEST })],
    ],
    ['ledger@1.3.0', [entry({ version: '1.3.0' }), entry({ version: '1.3.0', act: 'withdrawn' })]],
    ['ledger@1.2.0', [entry({ version: '1.2.0' })]],
    [
      'ledger@1.1.0',
      [
        entry({ version: '1.1.0' }),
        entry({ version: '1.1.0', act: 'superseded', dossierSha256: OTHER_DIGEST }),
      ],
    ],
  ])
  expect(said({ entries })).toEqual(['MOVED ledger 1.4.0', 'CHANGED ledger 1.1.0', 'WITHDRAWN ledger 1.3.0'])
  expect(watched({ entries }).items[0]?.text).toBe(
    'Since it was published, its tag was moved and its dossier was edited.',
  )
})

test('what aged out is told where it is the latest or runs; what is GO or NO-GO is not', () => {
  const subjects = [
    aLine({ today: 'aged-out' }),
    aLine({ version: '1.3.0' }),
    aLine({ version: '1.2.0', today: 'no-go' }),
  ]
  expect(said({ subjects })).toEqual(['AGED OUT ledger 1.4.0'])
})

test('a verdict that turned since it was published is told where the release matters today', () => {
  const was = aPublication({ version: '1.4.0', atRelease: aVerdict() })
  const entries = Map.groupBy(
    aLedger([was], [{ ...was, today: aNewerVerdict() }]).map((line) => line.entry),
    releaseId,
  )
  expect(said({ entries, subjects: [aLine()] })).toEqual(['REJUDGED ledger 1.4.0'])
  expect(said({ entries })).toEqual([])
})

test('eight are shown, and the others counted', () => {
  const subjects = Array.from({ length: 10 }, (_, n) => aLine({ version: `1.${n}.0`, today: 'aged-out' }))
  expect(watched({ subjects })).toMatchObject({ items: { length: 8 }, more: 2 })
})
