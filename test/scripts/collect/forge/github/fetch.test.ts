import { expect, test } from 'vitest'
import { boundedFetch } from '#collect/forge/github/fetch.ts'
import type { ResponseCache } from '#collect/forge/github/response-cache.ts'
import type { GithubSettings } from '#collect/forge/github/settings.ts'

const SETTINGS: GithubSettings = {
  api: 'https://api.github.com',
  owner: 'owner',
  name: 'product',
  token: null,
  read: [],
  patience: { answer: 1, limit: 1, retries: 0 },
  second: 1000,
}
const NONE: ResponseCache = {
  find: () => null,
  keep: () => {},
  findBytes: () => null,
  keepBytes: () => {},
  count: () => 0,
  finish: () => {},
}

test.each([
  ['another host, unless that is what is asked for', 'https://other.example/x', false, 'another host'],
  ['another host without encryption, even then', 'http://other.example/x', true, 'not safe'],
  ['a file', 'file:///etc/passwd', true, 'not safe'],
])('nothing is asked of %s', async (_, address, isElsewhere, words) => {
  const ask = boundedFetch(SETTINGS, NONE, 1000, isElsewhere)
  await expect(ask(address, {})).rejects.toThrow(words)
})
