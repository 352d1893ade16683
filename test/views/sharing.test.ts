import { describe, expect, test } from 'vitest'
import { descriptionOf, releaseSharing } from '#views/sharing.ts'

const shared = {
  service: { name: 'Ledger' },
  version: '1.4.1',
  released: '2026-07-16T16:43:00Z',
  href: '/catalog/releases/ledger/1.4.1/',
  site: 'https://releases.example',
}

describe('what other sites are told of a release', () => {
  test('is an application with its version, its date and its address', () => {
    const { canonical, data } = releaseSharing(shared)
    expect(canonical).toBe('https://releases.example/catalog/releases/ledger/1.4.1/')
    expect(data).toEqual({
      '@context': 'https://schema.org',
      '@type': 'SoftwareApplication',
      name: 'Ledger',
      softwareVersion: '1.4.1',
      datePublished: '2026-07-16T16:43:00Z',
      url: canonical,
    })
  })

  test('needs no address', () => {
    const { canonical, data } = releaseSharing({ ...shared, site: null })
    expect(canonical).toBeNull()
    expect(data).not.toHaveProperty('url')
  })
})

describe('a description', () => {
  test('holds whole sentences, as many as are read', () => {
    const long = `${'x'.repeat(150)}.`
    expect(descriptionOf(['Do not run.', `${long} ${long}`])).toBe(`Do not run. ${long}`)
  })

  test('of one long sentence is its beginning', () => {
    expect(descriptionOf(['y'.repeat(300)])).toBe(`${'y'.repeat(199)}…`)
  })
})
