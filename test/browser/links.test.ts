import { LinkChecker, LinkState } from 'linkinator'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { allPages, readPage } from './pages.ts'

const site = inject('site')
const origin = new URL(site).origin
let links: { url: string; status: string; parent: string | undefined }[]

beforeAll(async () => {
  const { links: found } = await new LinkChecker().check({
    path: site,
    recurse: true,
    checkFragments: true,
    checkCss: true,
    redirects: 'error',
    // A server that is too busy to answer has no broken link.
    concurrency: 20,
    retryErrors: true,
    linksToSkip: (link) => Promise.resolve(!link.startsWith(`${origin}/`)),
  })
  links = found.map(({ url, state, parent }) => ({ url, status: state, parent }))
}, 300_000)

describe('links', () => {
  test('lead to an existing page and fragment, in the same case, without a redirect', () => {
    expect(
      links
        .filter(({ status }) => status === LinkState.BROKEN)
        .map(({ url, parent }) => `${parent} -> ${url}`),
    ).toEqual([])
  })

  test('stay below the base path and contain no double slash', () => {
    const inside = links.map(({ url }) => url).filter((url) => url.startsWith(origin))
    expect(inside.filter((url) => !url.startsWith(site) || url.slice(origin.length).includes('//'))).toEqual(
      [],
    )
  })

  test('to other sites use https', () => {
    // A description such as `ledger: 1.5.0 is GO` is no address, though it starts like one.
    const outside = links.map(({ url }) => url).filter((url) => !url.startsWith(origin) && !/\s/.test(url))
    expect(outside.filter((url) => !url.startsWith('https://'))).toEqual([])
  })

  test('reach every page of the site', () => {
    const reached = new Set(links.map(({ url }) => decodeURI(url.split('#', 1).join(''))))
    const meant = allPages().filter((path) => path !== '404.html' && !forwards(path))
    expect(meant.filter((path) => !reached.has(`${site}${path}`))).toEqual([])
  })
})

function forwards(path: string): boolean {
  return readPage(path).includes('http-equiv="refresh"')
}
