import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { searchFacets } from '#build/search-facets.ts'

const fragment = (id: string, meta: unknown) => ({
  path: `fragment/${id}.pf_fragment`,
  content: gzipSync(`pagefind_dcd${JSON.stringify({ url: '/', meta })}`),
})

const FILES = [
  fragment('en_b', { service: 'ledger', verdict: 'GO' }),
  fragment('en_a', { service: 'ledger', verdict: 'NO-GO' }),
  fragment('en_c', { service: 'edge', verdict: 'GO' }),
  fragment('en_p', { title: 'Ledger', kind: 'Service' }),
  { path: 'index/en_b.pf_index', content: gzipSync('something else') },
]

test('lists the releases of every service and verdict in order of their ids', () => {
  expect(searchFacets(FILES)).toEqual({
    service: { ledger: ['en_a', 'en_b'], edge: ['en_c'] },
    verdict: { GO: ['en_b', 'en_c'], 'NO-GO': ['en_a'] },
  })
})

test('refuses a fragment that does not name its service', () => {
  expect(() => searchFacets([fragment('en_d', { verdict: 'GO' })])).toThrow('service')
})
