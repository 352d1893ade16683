import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch, leave, visit } from './browser.ts'
import { pageKinds, releaseKinds } from './pages.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

describe.each(pageKinds())('/%s', (path) => {
  test('shows its content without JavaScript, at 320 pixels, without scrolling sideways', async () => {
    const viewport = { width: 320, height: 640 }
    const { page, complaints } = await visit(browser, path, { javaScriptEnabled: false, viewport })
    expect(await page.locator('h1').isVisible()).toBe(true)
    expect((await page.locator('main').innerText()).length).toBeGreaterThan(40)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    expect(complaints).toEqual([])
    await leave(page)
  })

  test('has room for its tables without JavaScript, on a wide screen', async () => {
    const viewport = { width: 1280, height: 900 }
    const { page } = await visit(browser, path, { javaScriptEnabled: false, viewport })
    expect(await page.locator('.scroll').evaluateAll(cutOff)).toEqual([])
    await leave(page)
  })

  test('has one main heading, and shows the keyboard focus', async () => {
    const { page } = await visit(browser, path)
    expect(await page.locator('h1').allInnerTexts()).toEqual([expect.stringMatching(/\S/)])
    expect(await page.title()).toMatch(/\S/)
    expect(await page.locator('html').getAttribute('lang')).toBe('en')

    await page.keyboard.press('Tab')
    expect(await page.evaluate(focused)).toMatchObject({ href: '#main', onScreen: true, shown: true })
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    for (let stop = 0; stop < 8; stop++) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate(focused)).toMatchObject({ shown: true })
    }
    await leave(page)
  })
})

describe.each(releaseKinds())('/%s on paper', (path) => {
  test('shows the verdict and every section, including those folded on screen', async () => {
    const { page } = await visit(browser, path)
    await page.emulateMedia({ media: 'print' })
    await page.evaluate(loadLazy)
    expect(await page.locator('main .verdict').first().isVisible()).toBe(true)
    expect(await invisible(page, 'main h2')).toEqual([])
    // A line of evidence stays one line on paper; what is offered for download is no part of it.
    expect(await invisible(page, 'main details:not(.ev, .drop) > :last-child')).toEqual([])
    expect(await page.locator('header form').isVisible()).toBe(false)
    await leave(page)
  })
})

/** Names of the parts that are wider than what is seen of them. */
function cutOff(parts: Element[]): (string | null)[] {
  return parts
    .filter((part) => part.scrollWidth > part.clientWidth)
    .map((part) => part.getAttribute('aria-label'))
}

/** Where the focus is: an outline or a shadow must show it. What lies outside the page has its own. */
function focused(): { href: string | null; onScreen: boolean; shown: boolean } {
  const element = document.activeElement
  if (!element || element === document.body) return { href: null, onScreen: true, shown: true }
  const { top, left, bottom, right, width } = element.getBoundingClientRect()
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
  return {
    href: element.getAttribute('href'),
    onScreen: width > 1 && top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth,
    shown: (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none',
  }
}

/** What a browser does before it prints: pictures that wait to come into sight are loaded. */
async function loadLazy(): Promise<void> {
  for (const image of document.images) image.loading = 'eager'
  await Promise.all([...document.images].map((image) => image.decode()))
}

async function invisible(page: Page, selector: string): Promise<string[]> {
  const hidden = page.locator(selector).filter({ visible: false })
  return (await hidden.allTextContents()).map((text) => text.trim().slice(0, 60))
}
