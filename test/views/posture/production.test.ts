import { describe, expect, test } from 'vitest'
import { posture } from '#decide/history/posture.ts'
import { productionAmong } from '#decide/verdict/promotions.ts'
import { makeLinks } from '#messages/links.ts'
import type { IndexLine } from '#model/index-line.ts'
import { production, share } from '#views/posture/production.ts'
import { type ServiceStanding, standing } from '#views/posture/standing.ts'
import { AT, aPolicy, aRecord } from '../../builders.ts'
import { aHistory, aLine, aService } from '../../factories.ts'

const links = makeLinks('/')
const postureOf = () => posture(aRecord(), [aPolicy()], 'small', AT)
const WAY = ['staging', 'production'].map((id) => ({ id, title: id }))

function runs(
  id: string,
  releases: readonly IndexLine[],
  version: string | null,
  way = WAY,
): ServiceStanding {
  const running =
    version === null ? [] : way.slice(-1).map((each) => ({ environment: each.id, version, at: AT }))
  const found = standing(aService({ id, name: id }), releases, aHistory({ service: id, running }), way)
  if (!found) throw new Error('a service with a release stands somewhere')
  return found
}

test('customers are where names say production, else at the end of the way', () => {
  const named = (...ids: string[]) =>
    productionAmong(ids.map((id) => ({ id, title: id }))).map(({ title }) => title)
  expect(named('dev', 'prod-eu', 'prod-us', 'archive')).toEqual(['prod-eu', 'prod-us'])
  expect(named('dev', 'products')).toEqual(['products'])
  expect(named()).toEqual([])
})

test('customers are where the catalog says so, whatever the names say', () => {
  const way = [
    { id: 'kconfs', title: 'kconfs.com' },
    { id: 'brier', title: 'brierfoxforecast.com', production: true },
    { id: 'production', title: 'Production, unused' },
  ]
  expect(productionAmong(way).map(({ id }) => id)).toEqual(['brier'])
  expect(productionAmong([{ id: 'live', title: 'Live', production: false }])).toEqual([])
})

describe('what customers run', () => {
  test('is a row a service, with the newer release as the next candidate', () => {
    const next = aLine({ version: '1.5.0', today: 'no-go', blockers: 1 })
    const { rows, elsewhere, latest } = production(
      [
        runs('ledger', [next, aLine()], '1.4.0'),
        runs('idle', [aLine({ service: 'idle', today: 'no-go', blockers: 3 })], null),
      ],
      links,
      postureOf,
    )
    expect(rows).toMatchObject([
      {
        service: { name: 'ledger' },
        release: { version: '1.4.0' },
        places: '',
        next: { version: '1.5.0', today: { verdict: 'no-go' } },
      },
    ])
    expect(elsewhere).toEqual([
      { name: 'idle 1.4.0', href: '/releases/idle/1.4.0/', text: 'NO-GO, 3 blockers' },
    ])
    expect(latest).toEqual([])
  })

  test('is the latest release of each service where nothing runs, or no environment is known', () => {
    for (const way of [WAY, []]) {
      const { rows, latest, elsewhere } = production([runs('ledger', [aLine()], null, way)], links, postureOf)
      expect([rows, elsewhere]).toEqual([[], []])
      expect(latest).toMatchObject([{ release: { version: '1.4.0' }, next: null }])
    }
  })

  test('shows of sixty services two dozen, those that are not GO first', () => {
    const all = Array.from({ length: 60 }, (_, n) =>
      runs(
        `s${n}`,
        [aLine({ service: `s${n}`, today: n === 59 ? 'aged-out' : 'go', strips: ['pppppp', 'pfpppp'] })],
        '1.4.0',
      ),
    )
    const { rows, folded } = production(all, links, postureOf)
    expect([rows.length, folded.length]).toEqual([24, 36])
    expect(rows[0]).toMatchObject({ service: { name: 's59' }, strip: 'prpppp' })
  })
})

test('the share counts every release once, by its verdict at release and what became of it', () => {
  const lines = [
    aLine(),
    aLine({ today: 'aged-out' }),
    aLine({ today: 'no-go' }),
    aLine({ atRelease: 'no-go', today: 'no-go' }),
    aLine({ atRelease: 'no-go' }),
    aLine({ state: 'no-dossier', atRelease: 'not-assessed', today: 'not-assessed' }),
  ]
  const { all, good, parts } = share(lines)
  expect([all, good]).toEqual([6, 3])
  expect(parts.map(({ count, text }) => `${count} ${text}`)).toEqual([
    '1 GO at release and since',
    '1 GO at release, aged out since',
    '1 GO at release, NO-GO since',
    '1 NO-GO at release',
    '1 NO-GO at release, GO since',
    '1 no dossier, or quarantined',
  ])
  expect(parts.at(-1)?.x).toBeGreaterThan(800)
})
