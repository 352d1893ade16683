import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch, leave, visit } from './browser.ts'
import { indexLines } from './pages.ts'

const [semantic] = indexLines().filter((line) => /^\d+\.\d+\.\d+$/.test(line.version))
const RELEASE = semantic ?? fail('The sample has no release with a plain version.')
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

describe('search', () => {
  test.each([RELEASE.version, `v${RELEASE.version}`, `${RELEASE.service}@${RELEASE.version}`])(
    'finds a release by %s',
    async (text) => {
      expect(await results(text)).toContain(`${RELEASE.service} ${RELEASE.version}`)
    },
  )

  test('finds a service by its id: its releases, no others, and its own page', async () => {
    const found = await results(RELEASE.service)
    const releases = new Set(indexLines().map((line) => `${line.service} ${line.version}`))
    const hits = found.filter((title) => releases.has(title))
    expect(hits.length).toBeGreaterThan(0)
    expect(hits.every((title) => title.startsWith(`${RELEASE.service} `))).toBe(true)
    expect(await addresses(RELEASE.service)).toContain(`/catalog/services/${RELEASE.service}/`)
  })

  test('finds what the policy requires', async () => {
    expect(await addresses('pre_release_checklist')).toContain(
      '/catalog/policy/default/2026.3/#artifact-pre_release_checklist',
    )
  })

  test('finds releases by the code that blocks them', async () => {
    const blocked = indexLines().filter((line) => line.state === 'dossier' && line.atRelease === 'no-go')
    const found = await results('unresolved_sev2')
    expect(found.length).toBeGreaterThan(0)
    expect(found.length).toBeLessThan(blocked.length)
  })

  test('says so when it finds nothing', async () => {
    const { page } = await visit(browser, 'search/?q=xyzzyplugh')
    await page.locator('#found', { hasText: 'Nothing found' }).waitFor()
    await leave(page)
  })

  test('is reached from every page through the form in the bar', async () => {
    const { page, complaints } = await visit(browser, '')
    await page.locator('#find').fill(RELEASE.version)
    await page.keyboard.press('Enter')
    await page.locator('#results li').first().waitFor()
    expect(new URL(page.url()).pathname).toBe('/catalog/search/')
    expect(complaints).toEqual([])
    await leave(page)
  })

  test('leads to a page that exists', async () => {
    const { page, complaints } = await visit(browser, `search/?q=${RELEASE.version}`)
    await page.locator('#results a').first().click()
    await page.waitForURL('**/releases/**')
    expect(await page.locator('h1').innerText()).toContain(RELEASE.version)
    expect(complaints).toEqual([])
    await leave(page)
  })
})

/** Titles of what search finds, after it has answered. */
function results(text: string): Promise<string[]> {
  return ask(text, (links) => links.allInnerTexts())
}

/** Addresses of what search finds. */
function addresses(text: string): Promise<string[]> {
  return ask(text, (links) =>
    links.evaluateAll((all) =>
      all.map((link) => new URL((link as HTMLAnchorElement).href)).map((to) => to.pathname + to.hash),
    ),
  )
}

async function ask<T>(text: string, read: (links: Locator) => Promise<T>): Promise<T> {
  const { page, complaints } = await visit(browser, `search/?q=${encodeURIComponent(text)}`)
  await page.locator('#found', { hasText: /found|Nothing/ }).waitFor()
  while (await page.locator('#more').isVisible()) await page.locator('#more').click()
  const answer = await read(page.locator('#results h2 a'))
  expect(complaints).toEqual([])
  await leave(page)
  return answer
}

function fail(message: string): never {
  throw new Error(message)
}
