import { describe, expect, test } from 'vitest'
import { makeLinks } from '#messages/links.ts'
import { hotSpots, subjects } from '#views/posture/attention.ts'
import { standing } from '#views/posture/standing.ts'
import { AT } from '../../builders.ts'
import { aHistory, aLine, aService, aSpot } from '../../factories.ts'

const links = makeLinks('/')

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
