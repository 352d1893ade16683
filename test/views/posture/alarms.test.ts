import { expect, test } from 'vitest'
import { posture } from '#decide/history/posture.ts'
import { makeLinks } from '#messages/links.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import { releaseId } from '#model/release.ts'
import { alarms } from '#views/posture/alarms.ts'
import { AT, aPolicy, aRecord, COMMIT, DIGEST, OTHER_COMMIT, OTHER_DIGEST } from '../../builders.ts'
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

const postureOf = () => posture(aRecord(), [aPolicy()], 'small', AT)

const watched = (parts: Partial<Parameters<typeof alarms>[0]> = {}) =>
  alarms({
    summary: { runbooks: [] },
    subjects: [],
    running: new Set(),
    postureOf,
    at: AT,
    entries: new Map(),
    links,
    ...parts,
  })
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

test('what aged out is told where it is the latest or runs, after what is blocked; what is GO is not', () => {
  const subjects = [
    aLine({ today: 'aged-out' }),
    aLine({ version: '1.3.0' }),
    aLine({ version: '1.2.0', today: 'no-go' }),
  ]
  expect(said({ subjects })).toEqual(['BLOCKED ledger 1.2.0', 'AGED OUT ledger 1.4.0'])
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

test('what blocks comes before what ran out, and what ends within a month after both, soonest first', () => {
  const held = aLine({ version: '1.1.0', today: 'no-go', blockers: 2 })
  const worse = aLine({ version: '1.2.0', today: 'no-go', blockers: 3 })
  const gone = aLine({ version: '1.3.0', today: 'aged-out' })
  const ending = (version: string, validUntil: string) => aLine({ version, validUntil, endsAs: 'aged-out' })
  const soon = ending('1.5.0', '2026-06-04T00:00:00Z')
  const sooner = ending('1.4.0', '2026-06-03T00:00:00Z')
  const late = ending('1.6.0', '2026-09-01T00:00:00Z')
  const subjects = [late, soon, sooner, gone, held, worse]
  expect(said({ subjects, running: new Set([held]) })).toEqual([
    'BLOCKED ledger 1.2.0',
    'BLOCKED ledger 1.1.0',
    'AGED OUT ledger 1.3.0',
    'EXPIRES ledger 1.4.0',
    'EXPIRES ledger 1.5.0',
  ])
  const { items } = watched({ subjects, running: new Set([held]) })
  expect(items[1]?.text).toMatch(/^In production\. “.+” is not shown\.$/)
  expect(items[0]?.text).not.toContain('In production')
  expect(items[3]).toMatchObject({ ends: { at: '2026-06-03T00:00:00Z', as: 'aged-out' } })
})
