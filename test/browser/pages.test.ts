import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch, visit } from './browser.ts'
import { pageKinds, releaseKinds } from './pages.ts'

const KINDS = pageKinds()
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

describe.each(KINDS)('/%s', (path) => {
  test.each(['light', 'dark'] as const)(
    'has no fault that axe can find in %s, and asks for nothing elsewhere',
    async (colorScheme) => {
      const { page, complaints } = await visit(browser, path, { colorScheme })
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.target.join(' '))])).toEqual(
        [],
      )
      expect(complaints).toEqual([])
      await page.context().close()
    },
  )

  test('has one heading of its own, a title and a language', async () => {
    const { page } = await visit(browser, path)
    expect(await page.locator('h1').count()).toBe(1)
    expect((await page.locator('h1').innerText()).trim()).not.toBe('')
    expect(await page.title()).not.toBe('')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await page.locator('main#main').count()).toBe(1)
    await page.context().close()
  })

  test('shows its content without JavaScript, at 320 pixels, without scrolling sideways', async () => {
    const { page, complaints } = await visit(browser, path, {
      javaScriptEnabled: false,
      viewport: { width: 320, height: 640 },
    })
    expect(await page.locator('h1').isVisible()).toBe(true)
    expect((await page.locator('main').innerText()).length).toBeGreaterThan(40)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('is led into by the keyboard: a skip link first, and the focus can always be seen', async () => {
    const { page } = await visit(browser, path)
    await page.keyboard.press('Tab')
    const skip = page.locator('a[href="#main"]')
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true)
    expect(await skip.evaluate(isOnScreen)).toBe(true)
    for (let stop = 0; stop < 12; stop++) {
      await page.keyboard.press('Tab')
      expect(await focusShown(page)).toBe(true)
    }
    await skip.focus()
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    await page.context().close()
  })

  test('looks different in light and dark', async () => {
    const [light, dark] = await Promise.all([background('light', path), background('dark', path)])
    expect(light).not.toBe(dark)
  })
})

describe.each(releaseKinds())('/%s on paper', (path) => {
  test('shows the verdict and everything else, also what is folded on the screen', async () => {
    const { page } = await visit(browser, path)
    const words = await page
      .locator('main')
      .evaluate((main) => main.textContent?.replace(/\s+/g, ' ').length ?? 0)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('main .verdict').first().isVisible()).toBe(true)
    const printed = (await page.locator('main').innerText()).replace(/\s+/g, ' ').length
    expect(printed).toBeGreaterThan(words * 0.8)
    expect(await page.locator('header.bar form').isVisible()).toBe(false)
    await page.context().close()
  })
})

async function background(colorScheme: 'light' | 'dark', path: string): Promise<string> {
  const { page } = await visit(browser, path, { colorScheme })
  const color = await page.evaluate(() => {
    const [html, body] = [document.documentElement, document.body].map(
      (each) => getComputedStyle(each).backgroundColor,
    )
    return `${html} ${body}`
  })
  await page.context().close()
  return color
}

function isOnScreen(element: Element): boolean {
  const { top, left, bottom, right, width } = element.getBoundingClientRect()
  return width > 1 && top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth
}

/** Whether the element that has the focus differs, by outline or shadow; true when the focus left the page. */
function focusShown(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return true
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
  })
}
