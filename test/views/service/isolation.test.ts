import { describe, expect, test } from 'vitest'
import { posture } from '#decide/history/posture.ts'
import { makeLinks } from '#messages/links.ts'
import type { ServiceHistory } from '#model/service-history.ts'
import { boundary, boundaryTexts } from '#views/service/boundary.ts'
import { isolationRanking } from '#views/service/isolation.ts'
import { servicePage } from '#views/service/page.ts'
import { AT, aDossier, anItem, aPolicy, aRecord } from '../../builders.ts'
import { aHistory, aLine, aService, aSpot, someFacts } from '../../factories.ts'

const context = (id: string, parts = {}) => aService({ id, name: id, kind: 'bounded-context', ...parts })
const touched = (releases: number) => ({ touched: { releases, newest: [] } })

function ranked(
  services: ReturnType<typeof aService>[],
  histories: ServiceHistory[],
  released: string[] = [],
) {
  return isolationRanking(services, new Map(histories.map((each) => [each.service, each])), new Set(released))
}

describe('which part to isolate first', () => {
  test('hot spots that ask for isolation weigh most, then changes, then users', () => {
    const services = [
      context('busy'),
      context('hot'),
      context('used'),
      context('idle', { dependsOn: ['used'] }),
    ]
    const histories = [
      aHistory({ service: 'busy', ...touched(9) }),
      aHistory({ service: 'hot', hotSpots: [aSpot()], ...touched(1) }),
      aHistory({ service: 'used', ...touched(1) }),
      aHistory({ service: 'idle', ...touched(1) }),
    ]
    expect(ranked(services, histories).map(({ id }) => id)).toEqual(['hot', 'busy', 'used', 'idle'])
  })

  test('the reasons are given', () => {
    const services = [context('hot'), context('user', { dependsOn: ['hot'] })]
    const [first] = ranked(services, [aHistory({ service: 'hot', hotSpots: [aSpot()], ...touched(2) })])
    expect(first?.reasons).toEqual([
      '1 hot spot to isolate for scaling',
      'changed by 2 releases',
      '1 service depends on it',
    ])
  })

  test('resolved hot spots and those that ask for nothing do not count', () => {
    const hotSpots = [aSpot({ status: 'resolved' }), aSpot({ isolateFor: [] })]
    expect(ranked([context('calm')], [aHistory({ service: 'calm', hotSpots })])).toEqual([])
  })

  test('what is separately releasable, external or released on its own is left out', () => {
    const all = [
      context('free', { isolation: { state: 'separately-releasable' } }),
      context('outside', { kind: 'external' }),
      aService(),
      context('drawn', { isolation: { state: 'boundary-drawn' } }),
    ]
    const histories = all.map(({ id }) => aHistory({ service: id, hotSpots: [aSpot()] }))
    expect(ranked(all, histories, ['ledger', 'drawn']).map(({ id }) => id)).toEqual(['drawn'])
  })
})

describe('the boundary', () => {
  const links = makeLinks('/')
  const ledger = aService({ dependsOn: ['schema', 'gone'] })
  const services = [
    ledger,
    aService({ id: 'schema', name: 'Schema' }),
    aService({ id: 'markets', name: 'Markets', dependsOn: ['ledger'] }),
  ]

  test('knows both directions, and marks a service the catalog does not know', () => {
    const { dependsOn, usedBy } = boundary(ledger, services, undefined, links)
    expect(dependsOn).toEqual([
      { name: 'Schema', href: '/services/schema/' },
      { name: 'gone', href: null },
    ])
    expect(usedBy).toEqual([{ name: 'Markets', href: '/services/markets/' }])
  })

  test('the map of all services says the same about each connected service', () => {
    const history = aHistory({ hotSpots: [aSpot({ path: 'db/pool' })] })
    const alone = aService({ id: 'alone', name: 'Alone' })
    expect(boundaryTexts([...services, alone], new Map([['ledger', history]]))).toEqual([
      'Ledger depends on Schema and gone. It is used by Markets. It holds 1 hot spot: db/pool.',
      'Schema depends on no other service. It is used by Ledger.',
      'Markets depends on Ledger. No other service depends on it.',
    ])
  })

  test('its map can be read as text, with open hot spots', () => {
    const history = aHistory({
      hotSpots: [aSpot({ path: 'db/pool' }), aSpot({ path: 'old', status: 'resolved' })],
    })
    expect(boundary(ledger, services, history, links).map).toBe(
      'Ledger depends on Schema and gone. It is used by Markets. It holds 1 hot spot: db/pool.',
    )
    expect(boundary(aService(), [], undefined, links).map).toBe(
      'Ledger depends on no other service. No other service depends on it.',
    )
  })
})

const NOTHING_SAID = {
  runsIn: () => [],
  entries: new Map(),
  titles: new Map(),
  traits: new Map(),
  latest: new Set<never>(),
}

describe('a service page', () => {
  const links = makeLinks('/')
  const page = (
    releases: ReturnType<typeof aLine>[],
    parts: { history?: ServiceHistory; facts?: ReturnType<typeof someFacts> } = {},
  ) =>
    servicePage({
      service: aService(),
      history: undefined,
      facts: someFacts(),
      ...parts,
      releases,
      read: () => aRecord({ dossier: aDossier(), evidence: [anItem({ kind: 'security' })] }),
      judge: (record) => posture(record, [aPolicy()], 'small', AT),
      context: NOTHING_SAID,
      links,
    })

  test('keeps tags that are not versions in a section of their own', () => {
    const view = page([aLine(), aLine({ version: 'nightly', semantic: false })])
    expect(view.rows.map((row) => row.version)).toEqual(['1.4.0'])
    expect(view.otherRows.map((row) => row.version)).toEqual(['nightly'])
  })

  test('folds what is older than the newest fifty, and counts what is older than five hundred', () => {
    const releases = Array.from({ length: 503 }, (_, n) => aLine({ version: `1.${600 - n}.0` }))
    const sizes = ({ rows, older, oldest }: ReturnType<typeof page>) => [rows.length, older.length, oldest]
    expect(sizes(page(releases))).toEqual([50, 450, 3])
    expect(sizes(page(releases.slice(0, 52)))).toEqual([50, 2, 0])
    expect(page(releases).older[0]).toEqual({ version: '1.550.0', href: '/releases/ledger/1.550.0/' })
  })

  test('shows the evidence of the newest release with a dossier, all eight domains', () => {
    const bare = aLine({ version: '1.5.0', state: 'no-dossier', today: 'not-assessed' })
    const view = page([bare, aLine()])
    expect(view.assessed).toEqual({ version: '1.4.0', href: '/releases/ledger/1.4.0/' })
    expect(view.domains?.map(({ title, items }) => `${title} ${items.length}`)).toEqual([
      'Tests 0',
      'Certification 0',
      'Performance 0',
      'State 0',
      'Reconciliation 0',
      'Docs 0',
      'Security 1',
      'Supply chain 0',
    ])
  })

  test('says in one sentence per version what runs where', () => {
    const place = (environment: string, version: string) => ({
      environment,
      version,
      at: '2026-01-01T00:00:00Z',
    })
    const history = aHistory({
      running: [place('ci', '1.4.0'), place('staging', '1.4.0'), place('live', '1.3.0')],
    })
    const environments = ['ci', 'staging', 'live'].map((id) => ({ id, title: id.toUpperCase() }))
    const view = page([aLine(), aLine({ version: '1.3.0' })], { history, facts: someFacts({ environments }) })
    expect(view.summary.text).toBe('1.4.0 is GO today. CI and STAGING run 1.4.0. LIVE runs 1.3.0 (1 behind).')
  })

  test('a context that is not released on its own says which releases changed it', () => {
    const view = page([], { history: aHistory({ ...touched(2) }) })
    expect(view.summary.text).toBe('Not released on its own: 2 releases of other services changed it.')
    expect(view).toMatchObject({ stands: null, assessed: null, domains: null, risks: null })
  })
})
