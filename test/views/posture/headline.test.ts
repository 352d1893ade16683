import { describe, expect, test } from 'vitest'
import type { IndexLine } from '#model/index-line.ts'
import { postureHeadline } from '#views/posture/headline.ts'
import { type ServiceStanding, standing } from '#views/posture/standing.ts'
import { AT } from '../../builders.ts'
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

const said = (...standings: ServiceStanding[]) => postureHeadline(standings, COUNTS)

describe('where customers run something', () => {
  test('all services GO is said as all', () => {
    expect(said(stands('ledger'), stands('markets'))).toEqual({
      sentence: 'Customers run all 2 services on a GO release.',
      details: '',
    })
  })

  test('a blocked one is not counted and is named with its blockers', () => {
    const held = stands('payouts', { today: 'no-go', blockers: 1 })
    expect(said(stands('ledger'), stands('markets'), held)).toEqual({
      sentence: 'Customers run 2 of 3 services on a GO release.',
      details: 'payouts 1.4.0 is NO-GO (1 blocker).',
    })
  })

  test('a service that customers do not run is not counted', () => {
    expect(
      said(stands('ledger', { today: 'aged-out' }), stands('markets'), stands('idle', {}, false)),
    ).toEqual({
      sentence: 'Customers run 1 of 2 services on a GO release.',
      details: 'ledger 1.4.0 is AGED OUT.',
    })
  })

  test('no service with GO is said as none', () => {
    const held = ['ledger', 'markets'].map((id) => stands(id, { today: 'no-go', blockers: 2 }))
    expect(said(...held)).toEqual({
      sentence: 'Customers run none of 2 services on a GO release.',
      details: 'ledger 1.4.0 is NO-GO (2 blockers) and markets 1.4.0 is NO-GO (2 blockers).',
    })
  })

  test('a single service is named', () => {
    expect(said(stands('ledger')).sentence).toBe('Customers run ledger on a GO release.')
    expect(said(stands('ledger', { today: 'no-go' })).sentence).toBe(
      'What customers run of ledger is not GO.',
    )
  })

  test('a release without a dossier is not GO', () => {
    const unknown = stands('ledger', { state: 'no-dossier', today: 'not-assessed' })
    expect(said(unknown, stands('markets')).details).toBe('ledger 1.4.0 is NO DOSSIER.')
  })

  test('of sixty services two are named, the others counted', () => {
    const all = Array.from({ length: 60 }, (_, n) => stands(`s${n}`, n < 5 ? { today: 'aged-out' } : {}))
    expect(said(...all)).toEqual({
      sentence: 'Customers run 55 of 60 services on a GO release.',
      details: 's0 1.4.0 is AGED OUT, s1 1.4.0 is AGED OUT and 3 more are not GO.',
    })
  })
})

describe('the environment of customers', () => {
  test('with several production environments a service is GO when it is in each', () => {
    const places = ['prod-eu', 'prod-us'].map((id) => ({ id, title: id.toUpperCase() }))
    const good = aLine({ version: '1.4.0' })
    const old = aLine({ version: '1.3.0', today: 'aged-out' })
    const ran = [
      { environment: 'prod-eu', version: '1.4.0', at: AT },
      { environment: 'prod-us', version: '1.3.0', at: AT },
    ]
    const split = standing(aService(), [good, old], aHistory({ running: ran }), places)
    const both = standing(
      aService({ id: 'markets', name: 'Markets' }),
      [aLine({ service: 'markets' })],
      aHistory({ service: 'markets', running: ran.map((each) => ({ ...each, version: '1.4.0' })) }),
      places,
    )
    expect(said(...[split, both].filter((each) => each !== null))).toEqual({
      sentence: 'Customers run 1 of 2 services on a GO release.',
      details: 'Ledger 1.3.0 in PROD-US is AGED OUT.',
    })
  })

  test('the last environment counts where no name says production, and is named', () => {
    const only = [{ id: 'staging', title: 'Staging' }]
    const ran = aHistory({ running: [{ environment: 'staging', version: '1.4.0', at: AT }] })
    const one = standing(aService(), [aLine()], ran, only)
    expect(said(...(one ? [one] : [])).sentence).toBe('Ledger runs a GO release in staging.')
  })
})

describe('where nothing runs', () => {
  test('the sentence is about the latest releases, with or without environments', () => {
    for (const environments of [[], ENVIRONMENTS]) {
      const none = stands('markets', { today: 'no-go' }, false, environments)
      expect(said(stands('ledger', {}, false, environments), none)).toEqual({
        sentence: 'One of 2 services has a GO as latest release.',
        details: 'markets 1.4.0 is NO-GO.',
      })
    }
  })

  test('a single service is named with its release', () => {
    expect(said(stands('ledger', {}, false)).sentence).toBe('The latest release of ledger, 1.4.0, is GO.')
  })
})

describe('without dossiers', () => {
  test('nothing is assessed', () => {
    const counts = { releases: 27, dossiers: 0, quarantined: 0 }
    const sentence = '27 tags, none with a dossier: nothing is assessed.'
    expect(postureHeadline([stands('ledger')], counts)).toEqual({ sentence, details: '' })
  })

  test('a quarantined dossier counts as a dossier', () => {
    const counts = { releases: 1, dossiers: 0, quarantined: 1 }
    const held = stands('ledger', { state: 'quarantined', today: 'no-go' }, false)
    expect(postureHeadline([held], counts).sentence).toBe(
      'The latest release of ledger, 1.4.0, is QUARANTINED.',
    )
  })

  test('no tags at all is said plainly', () => {
    const counts = { releases: 0, dossiers: 0, quarantined: 0 }
    expect(postureHeadline([], counts).sentence).toBe('No tags, no releases: there is nothing to assess.')
  })
})
