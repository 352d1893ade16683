import { describe, expect, test } from 'vitest'
import { seenHistory, seenOf } from '#decide/baseline/trend.ts'
import { makeLinks } from '#messages/links.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { standing } from '#views/posture/standing.ts'
import { strangerHome } from '#views/stranger/home.ts'
import { rhythmOf } from '#views/stranger/rhythm.ts'
import { baselineTrend, signedSinceText } from '#views/stranger/seen.ts'
import { strangerFacts, strangerRow } from '#views/stranger/service.ts'
import { aRecord, gitFacts } from '../../builders.ts'
import { aHistory, aLine, aService, someFacts } from '../../factories.ts'

const at = '2026-06-02T12:00:00Z'
const links = makeLinks('/')
const NONE = { seen: { baseline: [], total: 3, signed: 0, signedSince: null, keySince: null } }

const bare = (service: string, version: string, released: string): IndexLine =>
  aLine({ service, version, released, state: 'no-dossier', atRelease: 'not-assessed', today: 'not-assessed' })

/** The record of a line: what git says, and the keys of its signature and of that before. */
function recordOf(
  { service, version, released }: IndexLine,
  [own, before]: readonly [string | null, string | null],
): ReleaseRecord {
  const signature = own === null ? null : ({ outcome: 'unchecked', signer: null } as never)
  const said = { tag: `v${version}`, subject: `Release ${version}`, taggedAt: released }
  const git = gitFacts({ ...said, signature, previous: '1.0.0', commits: 4 })
  const authors = { total: 0, named: [] }
  const publicFacts = {
    ...{ message: null, sameCommit: [], counted: null, folders: [], paths: [], authors },
    key: { own, before },
    tree: null,
  }
  return aRecord({ service, version, git, state: 'no-dossier', dossier: null, publicFacts })
}

function home(...members: [string, string, string][]) {
  const lines = members.map((each) => bare(...each)).toSorted((a, b) => (a.released < b.released ? 1 : -1))
  const services = [...new Set(lines.map(({ service }) => service))].map((id) => aService({ id, name: id }))
  const standings = services.map((each) =>
    standing(
      each,
      lines.filter(({ service }) => service === each.id),
      undefined,
      [],
    ),
  )
  return strangerHome({
    facts: someFacts({ at, services }),
    standings: standings.filter((each) => each !== null),
    histories: new Map(),
    newest: lines,
    read: (line) => recordOf(line, ['AAAA', 'BBBB']),
    links,
  })
}

describe('the first page of a catalog without dossiers', () => {
  test('names the latest release of the only service', () => {
    expect(
      home(['a', '1.0.0', '2026-01-01T00:00:00Z'], ['a', '1.1.0', '2026-05-30T00:00:00Z']),
    ).toMatchObject({
      headline: 'a 1.1.0 is the latest release, of 30 May 2026.',
      scope: expect.stringMatching(/^2 releases since 2026, none with a dossier/),
      active: [{ version: '1.1.0', changed: '4 commits', since: 'since 1.0.0' }],
    })
  })

  test('parts services by their last release, the newest first', () => {
    const page = home(
      ['dead', '1.0.0', '2020-01-01T00:00:00Z'],
      ['calm', '1.0.0', '2026-01-01T00:00:00Z'],
      ['busy', '1.0.0', '2026-06-01T00:00:00Z'],
      ['brisk', '1.0.0', '2026-05-01T00:00:00Z'],
    )
    const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name)
    const parts = [page.active, page.quiet, page.asleep].map(names)
    expect(parts).toEqual([['busy', 'brisk'], ['calm'], ['dead']])
    expect(page.headline).toBe('Four services, 2 of them released in the last 90 days.')
  })

  test('tells of a key that changed, but not of a service that sleeps', () => {
    expect(home(['a', '1.1.0', '2026-05-30T00:00:00Z']).keys).toMatchObject([
      { name: 'a 1.1.0', previous: '1.0.0' },
    ])
    expect(home(['a', '1.1.0', '2020-05-30T00:00:00Z']).keys).toEqual([])
  })
})

describe('the rhythm of a service', () => {
  const on = (...days: number[]) =>
    days.map((day, n) => bare('a', `1.${n}.0`, new Date(Date.UTC(2026, 0, day)).toISOString()))

  test.each([
    [on(1, 31, 61), 'every 30 days'],
    [on(1, 2, 3, 4), 'every day'],
    [on(1, 1, 1, 1), 'several on one day'],
    [on(1, 2, 3, 4, 200, 400), 'irregular, often every day'],
    [on(1, 31), '2 releases so far'],
    [[...on(1, 31, 61), bare('a', '0.1.0', '1970-01-01T00:00:00Z')], 'every 30 days'],
  ])('is told in words %#', (lines, text) => {
    expect(rhythmOf(lines, at).text).toBe(text)
  })

  test('has a mark for each release of the last 180 days', () => {
    const lines = [bare('a', '1', '2026-06-02T12:00:00Z'), bare('a', '2', '2025-01-01T00:00:00Z')]
    expect(rhythmOf(lines, at)).toMatchObject({ marks: [126], alt: '1 release within 180 days' })
  })
})

describe('the page of a service without a dossier', () => {
  const line = bare('ledger', '1.1.0', '2026-05-30T00:00:00Z')
  const older = bare('ledger', '1.0.0', '2026-05-01T00:00:00Z')
  const record = recordOf(line, ['AAAA', 'AAAA'])
  const seen = [older, line].map((each) => ({ ...each, seen: seenOf(record) }))
  const history = { ...aHistory(), seen: seenHistory(seen, new Set()) }
  const input = { latest: line, releases: [line, older], history, facts: { at }, read: () => record, links }

  test('says how often it is released, and whether it is signed and supported', () => {
    expect(strangerFacts(input)).toMatchObject({
      lead: '1.1.0 of 30 May 2026 is the latest release: 4 commits since 1.0.0.',
      facts: [
        { label: 'Rhythm', text: '2 releases so far, 2 releases within 180 days' },
        { label: 'Signed', text: 'every release, by one key' },
        { label: 'Support' },
      ],
    })
  })

  test('has a row for each release, and leaves out a title that says nothing', () => {
    expect(strangerRow(line, input)).toMatchObject({
      after: '29 days after 1.0.0',
      title: '',
      signed: { mark: 'na' },
    })
  })

  test('says since when each requirement stands as it does, what is not met first', () => {
    const baseline = [
      { version: '1.0', outcomes: `${'m'.repeat(19)}u` },
      { version: '1.1', outcomes: 'm'.repeat(20) },
      { version: '1.2', outcomes: `u${'m'.repeat(19)}` },
    ]
    const trend = baselineTrend({ seen: { ...NONE.seen, baseline } })
    expect(trend?.rows[0]).toEqual({ title: 'A version of its own', outcome: 'unmet', since: '1.2' })
    expect(trend?.rows.at(-1)).toEqual({ title: 'Unchangeable', outcome: 'met', since: '1.1' })
    expect(trend?.rows[1]?.since).toBeNull()
    expect(baselineTrend(NONE)).toBeNull()
  })

  test.each([
    [{}, 'none of its releases is'],
    [{ signed: 2 }, '2 of 3 releases; the newest is not'],
    [{ signed: 2, signedSince: '1.1', keySince: '1.2' }, 'each release since 1.1, by the same key since 1.2'],
  ])('says since when its releases are signed %#', (parts, text) => {
    expect(signedSinceText({ seen: { ...NONE.seen, ...parts } })).toBe(text)
  })
})
