import { describe, expect, test } from 'vitest'
import { nearest } from '#client/near.ts'
import { makeLinks } from '#messages/links.ts'
import { siteNames } from '#views/names.ts'

const names = siteNames({
  services: [
    { id: 'ledger', name: 'Ledger' },
    { id: 'payout-worker', name: 'Payout worker' },
  ],
  versionsOf: (service) => (service === 'ledger' ? ['1.5.0', '1.4.1', '1.4.0'] : ['1.2.1']),
  runbooks: [{ slug: 'approvals', title: 'An approval is missing' }],
  guide: [{ id: 'reading', title: 'How to read this catalog' }],
  policies: [{ id: 'default', version: '2026.3', title: 'Release go/no-go' }],
  links: makeLinks('/catalog/'),
})

describe('the pages that an address which leads nowhere may have meant', () => {
  test.each([
    ['releases/ledgr/1.4.0/', 'releases/ledger/1.4.0/'],
    ['Releases/Ledger/1.4.2', 'releases/ledger/1.4.1/'],
    ['releases/ledger/1.4.1/index.html', 'releases/ledger/1.4.1/'],
    ['service/ledger', 'services/ledger/'],
    ['runbooks/aprovals/', 'runbooks/approvals/'],
    ['guide/readng', 'guide/reading/'],
    ['policy/default/2026.4/', 'policy/default/2026.3/'],
    ['ledgers/', 'ledger/'],
  ])('%s: %s comes first', (typed, meant) => {
    expect(nearest(typed, names)[0]?.path).toBe(meant)
  })

  test('are at most five, and none where nothing is alike', () => {
    expect(nearest('releases/ledger/1.4.9/', names).length).toBeLessThanOrEqual(5)
    for (const typed of ['', 'wp-admin/setup.php', 'x'.repeat(5000)])
      expect(nearest(typed, names)).toEqual([])
  })

  test('come from a list of pages and of the newest versions, however many there are', () => {
    const many = siteNames({
      services: [{ id: 'ledger', name: 'Ledger' }],
      versionsOf: () => Array.from({ length: 1000 }, (_, n) => `${n}.0.0-RC`),
      runbooks: [],
      guide: [],
      policies: [],
      links: makeLinks('/'),
    })
    expect(many.services[0]?.versions).toHaveLength(30)
    expect(many.services[0]?.versions[0]).toBe('0.0.0-~52~43')
  })
})

test('every page leads to where a problem is reported, where anybody said where', () => {
  const at = (places: Parameters<typeof makeLinks>[2]) => {
    const { source, problems } = makeLinks('/', [], places)
    return [source, problems]
  }
  const repositoryUrl = 'https://github.com/owner/name/'
  expect(at({ repositoryUrl: null })).toEqual([null, null])
  expect(at({ repositoryUrl })).toEqual([repositoryUrl, 'https://github.com/owner/name/issues/new'])
  const problemsUrl = 'https://example.org/problems'
  expect(at({ repositoryUrl, problemsUrl })).toEqual([repositoryUrl, problemsUrl])
  expect(at({ repositoryUrl: null, problemsUrl })).toEqual([null, problemsUrl])
})
