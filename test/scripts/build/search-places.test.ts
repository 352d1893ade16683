import { describe, expect, test } from 'vitest'
import { searchPlaces } from '#build/search-places.ts'
import { aClause, aPolicy } from '../../builders.ts'
import { aService, someFacts } from '../../factories.ts'

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
    expect(asked.map((place) => place.path)).toContain('policy/#small-artifact-unit')
    expect(new Set(asked.map((place) => place.path)).size).toBe(asked.length)
  })
})
