import { describe, expect, test } from 'vitest'
import { newsOf, searchPlaces, withdrawnPlaces } from '#build/search-places.ts'
import { aClause, aPolicy, OTHER_COMMIT, OTHER_DIGEST } from '../../builders.ts'
import { aService, someFacts } from '../../factories.ts'
import { aLedger, aNewerVerdict, aPublication, aVerdict } from '../../ledgers.ts'

const words = (text: string) => text.split(' ')

const ARTIFACT = {
  name: 'unit',
  title: 'Unit tests',
  purpose: 'units',
  producer: 'ci',
  accepts: [aClause()],
  requireVerified: false,
}

describe('search results besides releases', () => {
  const older = aPolicy(undefined, { version: '1', artifacts: [{ ...ARTIFACT, title: 'Tests' }] })
  const newer = aPolicy(undefined, { version: '2', artifacts: [ARTIFACT] })
  const places = searchPlaces(
    someFacts({ services: [aService({ owner: 'Team' })], policies: [older, newer] }),
  )

  test('is each service, by its id, name and owner', () => {
    const service = places.find((place) => place.kind === 'Service')
    expect(service).toMatchObject({ path: 'services/ledger/', title: 'Ledger' })
    expect(words(service?.text ?? '')).toEqual(expect.arrayContaining(['ledger', 'Team']))
  })

  test('is each gate and artifact of the newest version of a policy, once, with its place', () => {
    const asked = places.filter((place) => place.kind !== 'Service')
    expect(asked.map((place) => place.title)).toContain('Unit tests')
    expect(asked.map((place) => place.title)).not.toContain('Tests')
    expect(asked.map((place) => place.path)).toContain('policy/small/2/#artifact-unit')
    expect(new Set(asked.map((place) => place.path)).size).toBe(asked.length)
  })
})

describe('what became of a release after it was published', () => {
  const was = aPublication({ atRelease: aVerdict() })
  const other = aPublication({ version: '2.0.0' })
  const ledger = (...published: Parameters<typeof aLedger>) => aLedger(...published).map(({ entry }) => entry)
  const news = (now: Parameters<typeof aLedger>[0], tampered: string[] = []) =>
    newsOf(ledger([was], now), new Set(tampered)).get('ledger@1.0.0')

  test.each([
    ['a moved tag', [{ ...was, commit: OTHER_COMMIT }], 'tag moved'],
    ['an edited dossier', [{ ...was, dossierSha256: OTHER_DIGEST }], 'dossier edited'],
    ['another verdict', [{ ...was, today: aNewerVerdict() }], 'rejudged'],
    ['a tag that is gone', [], 'withdrawn'],
    ['nothing', [was], undefined],
  ])('is found: %s', (_, now, words) => {
    expect(news(now)).toBe(words)
  })

  test('is found with its changed bytes, which no ledger tells of', () => {
    expect(news([was], ['ledger@1.0.0'])).toBe('tampered')
    expect(newsOf([], new Set(['edge@1.0.0']))).toEqual(new Map([['edge@1.0.0', 'tampered']]))
  })

  test('is a result of its own when the tag is gone, until it comes back', () => {
    expect(withdrawnPlaces(ledger([was, other], [other]))).toEqual([
      expect.objectContaining({
        path: 'releases/ledger/1.0.0/',
        title: 'ledger 1.0.0',
        kind: 'Withdrawn release',
      }),
    ])
    expect(withdrawnPlaces(ledger([was, other], [other], [was, other]))).toEqual([])
  })
})
