import { describe, expect, test } from 'vitest'
import type { IndexLine } from '#model/index-line.ts'
import { headline } from '#views/posture/headline.ts'
import { type ServiceStanding, standing } from '#views/posture/standing.ts'
import { aHistory, aLine, aService } from '../../factories.ts'

const COUNTS = { releases: 9, dossiers: 9, quarantined: 0 }
const ENVIRONMENTS = [
  { id: 'staging', title: 'Staging' },
  { id: 'production', title: 'Production' },
]

function stands(
  id: string,
  parts: Partial<IndexLine> = {},
  running = true,
  environments = ENVIRONMENTS,
): ServiceStanding {
  const place = { environment: 'production', version: '1.4.0', at: '2026-06-01T00:00:00Z' }
  const history = aHistory({ service: id, running: running ? [place] : [] })
  const found = standing(
    aService({ id, name: id }),
    [aLine({ service: id, ...parts })],
    history,
    environments,
  )
  if (!found) throw new Error('a service with a release stands somewhere')
  return found
}

const said = (...standings: ServiceStanding[]) => headline(standings, COUNTS)

describe('where something runs', () => {
  test('all services GO is said as all', () => {
    expect(said(stands('ledger'), stands('markets'))).toEqual({
      sentence: 'All two services run a GO release in production.',
      details: [],
    })
  })

  test('a blocked one is not counted and is named with its blockers', () => {
    const held = stands('payouts', { today: 'no-go', blockers: 1 })
    expect(said(stands('ledger'), stands('markets'), held)).toEqual({
      sentence: 'Two of three services run a GO release in production.',
      details: ['payouts 1.4.0 in production is held by 1 blocker.'],
    })
  })

  test('no service with GO is said as none, and a service with nothing there is named', () => {
    expect(said(stands('ledger', { today: 'no-go', blockers: 2 }), stands('idle', {}, false))).toEqual({
      sentence: 'No service runs a GO release in production.',
      details: ['ledger 1.4.0 in production is held by 2 blockers.', 'idle has nothing in production.'],
    })
  })

  test('a single service is named', () => {
    expect(said(stands('ledger')).sentence).toBe('ledger runs a GO release in production.')
    expect(said(stands('ledger', { today: 'no-go' })).sentence).toBe(
      'ledger does not run a GO release in production.',
    )
  })

  test('a release without a dossier is not GO', () => {
    const unknown = stands('ledger', { state: 'no-dossier', today: 'not-assessed' })
    expect(said(unknown, stands('markets')).details).toEqual(['ledger 1.4.0 in production is NO DOSSIER.'])
  })
})

describe('where nothing runs', () => {
  test('the sentence is about the latest releases', () => {
    const none = stands('markets', { today: 'no-go' }, false, [])
    expect(said(stands('ledger', {}, false, []), none)).toEqual({
      sentence: 'One of two services has a GO as latest release.',
      details: ['markets 1.4.0 is NO-GO.'],
    })
  })

  test('a single service is named with its release', () => {
    expect(said(stands('ledger', {}, false)).sentence).toBe('The latest release of ledger, 1.4.0, is GO.')
  })
})

describe('without dossiers', () => {
  test('nothing is assessed', () => {
    const counts = { releases: 27, dossiers: 0, quarantined: 0 }
    const sentence = '27 tags, none with a dossier: nothing is assessed.'
    expect(headline([stands('ledger')], counts)).toEqual({ sentence, details: [] })
  })

  test('a quarantined dossier counts as a dossier', () => {
    const counts = { releases: 1, dossiers: 0, quarantined: 1 }
    const held = stands('ledger', { state: 'quarantined', today: 'no-go' }, false)
    expect(headline([held], counts).sentence).toBe('The latest release of ledger, 1.4.0, is QUARANTINED.')
  })

  test('no tags at all is said plainly', () => {
    const counts = { releases: 0, dossiers: 0, quarantined: 0 }
    expect(headline([], counts).sentence).toBe('No tags, no releases: there is nothing to assess.')
  })
})
