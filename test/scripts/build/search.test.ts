import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { cachedSearch, searchFacets, searchKey } from '#build/search.ts'
import { put, temporaryFolder } from '../collect/collecting.ts'

const folder = temporaryFolder()
const made: string[] = []
const build = (cache: string, key: string, target: string) =>
  cachedSearch(join(folder, cache), key, join(folder, target), async (fresh) => {
    made.push(key)
    put(join(fresh, 'index/one'), key)
  })
const text = (target: string) => readFileSync(join(folder, target, 'index/one'), 'utf8')

test('an index is made once for the same texts, and again for others', async () => {
  await build('a', 'k1', 'site-1')
  await build('a', 'k1', 'site-2')
  await build('a', 'k2', 'site-3')
  expect(made).toEqual(['k1', 'k2'])
  expect([text('site-1'), text('site-2'), text('site-3')]).toEqual(['k1', 'k1', 'k2'])
  expect(existsSync(join(folder, 'a/search/k1'))).toBe(false)
})

test('an index that could not be made is not kept', async () => {
  const failing = cachedSearch(join(folder, 'b'), 'k', join(folder, 'site-4'), async (fresh) => {
    put(join(fresh, 'index/half'), '')
    throw new Error('stopped')
  })
  await expect(failing).rejects.toThrow('stopped')
  await build('b', 'k', 'site-4')
  expect(existsSync(join(folder, 'site-4/index/half'))).toBe(false)
})

test('the key changes with each text, and depends on where each ends', () => {
  expect(searchKey('a', 'b')).toBe(searchKey('a', 'b'))
  expect(new Set([searchKey('a', 'b'), searchKey('a', 'c'), searchKey('ab', '')]).size).toBe(3)
})

const fragment = (id: string, meta: unknown) => ({
  path: `fragment/${id}.pf_fragment`,
  content: gzipSync(`pagefind_dcd${JSON.stringify({ url: '/', meta })}`),
})

const FILES = [
  fragment('en_b', { service: 'ledger', verdict: 'GO' }),
  fragment('en_a', { service: 'ledger', verdict: 'NO-GO' }),
  fragment('en_c', {
    service: 'edge',
    verdict: 'GO',
    until: '2026-10-03T00:00:00Z',
    becomes: 'AGED OUT',
  }),
  fragment('en_p', { title: 'Ledger', kind: 'Service' }),
  { path: 'index/en_b.pf_index', content: gzipSync('something else') },
]

test('lists the releases of every service and verdict in order of their ids', () => {
  expect(searchFacets(FILES)).toEqual({
    service: { ledger: ['en_a', 'en_b'], edge: ['en_c'] },
    verdict: { GO: ['en_b', 'en_c'], 'NO-GO': ['en_a'] },
    ends: { en_c: ['2026-10-03T00:00:00Z', 'AGED OUT'] },
  })
})

test('refuses a fragment that does not name its service', () => {
  expect(() => searchFacets([fragment('en_d', { verdict: 'GO' })])).toThrow('service')
})

test('lists a service that is named like what every object has', () => {
  const files = [fragment('en_a', { service: 'constructor', verdict: 'GO' })]
  expect(searchFacets(files).service).toEqual({ constructor: ['en_a'] })
})
