import { describe, expect, test } from 'vitest'
import { posture } from '#decide/history/posture.ts'
import { makeLinks } from '#messages/links.ts'
import { blockingNow, goingStale, hotSpots, subjects } from '#views/posture/attention.ts'
import { standing } from '#views/posture/standing.ts'
import { AT, aPolicy, aRecord } from '../../builders.ts'
import { aHistory, aLine, aService, aSpot } from '../../factories.ts'

const links = makeLinks('/')
const record = aRecord()
const postureOf = () => posture(record, [aPolicy()], 'small', AT)

test('the releases that matter are the latest and what runs, each once', () => {
  const [latest, running, old] = ['1.2.0', '1.1.0', '1.0.0'].map((version) => aLine({ version }))
  const place = (environment: string, version: string) => ({ environment, version, at: AT })
  const history = aHistory({ running: [place('ci', '1.2.0'), place('production', '1.1.0')] })
  const environments = ['ci', 'production'].map((id) => ({ id, title: id }))
  const stands = standing(
    aService(),
    [latest, running, old].filter((line) => line !== undefined),
    history,
    environments,
  )
  expect(subjects(stands ? [stands] : [])).toEqual([latest, running])
})

describe('blocking now', () => {
  test('holds what is NO-GO or quarantined with its blockers in words', () => {
    const held = aLine({ today: 'no-go', blockers: 1 })
    const { items } = blockingNow([aLine({ version: '1.3.0' }), held], postureOf, links)
    expect(items).toMatchObject([
      { name: 'ledger 1.4.0', href: '/releases/ledger/1.4.0/', more: 0, quarantined: false },
    ])
    expect(items[0]?.blockers.map((blocker) => blocker.code)).toEqual(['gate.unit-tests.missing'])
    expect(items[0]?.blockers[0]?.text).toMatch(/Unit tests pass/)
  })

  test('a release that is merely not assessed blocks nothing', () => {
    const plain = aLine({ state: 'no-dossier', today: 'not-assessed' })
    expect(blockingNow([plain], postureOf, links)).toEqual({ items: [], more: 0 })
  })

  test('lists five, those with most blockers first, and the number of others', () => {
    const lines = Array.from({ length: 7 }, (_, n) =>
      aLine({ version: `1.${n}.0`, today: 'no-go', blockers: n }),
    )
    const { items, more } = blockingNow(lines, postureOf, links)
    expect(items.map((item) => item.name)).toEqual(['6', '5', '4', '3', '2'].map((n) => `ledger 1.${n}.0`))
    expect(more).toBe(2)
  })
})

describe('going stale', () => {
  test('lists the GOs that end next, with the day', () => {
    const soon = aLine({ validUntil: '2026-06-04T00:00:00Z' })
    const later = aLine({ version: '1.3.0', validUntil: '2026-07-02T12:00:00Z' })
    const { items } = goingStale([later, soon], postureOf, links)
    expect(items.map((item) => `${item.name} ${item.until}`)).toEqual([
      'ledger 1.4.0 2026-06-04T00:00:00Z',
      'ledger 1.3.0 2026-07-02T12:00:00Z',
    ])
  })

  test('leaves out a NO-GO and a GO without end', () => {
    const held = aLine({ today: 'no-go', validUntil: '2026-06-04T00:00:00Z' })
    expect(goingStale([held, aLine()], postureOf, links)).toEqual({ items: [], more: 0 })
  })
})

describe('hot spots', () => {
  test('open ones carried by most running releases come first, resolved ones last', () => {
    const resolved = aSpot({ path: 'a', status: 'resolved', resolvedIn: '1.3.0', running: 9 })
    const quiet = aSpot({ path: 'b', running: 0 })
    const loud = aSpot({ path: 'c', running: 2, kind: 'expensive' })
    const { items } = hotSpots(
      [aHistory({ hotSpots: [quiet, resolved] }), aHistory({ service: 'markets', hotSpots: [loud] })],
      links,
    )
    expect(items.map(({ path, text }) => `${path}: ${text}`)).toEqual([
      'c: expensive path, open, 2 releases running',
      'b: contention, open, not running anywhere',
      'a: contention, resolved in 1.3.0',
    ])
    expect(items[0]?.href).toBe('/services/markets/')
  })
})
