import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch, leave, visit } from './browser.ts'
import { pageKinds } from './pages.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

describe.each(pageKinds())('/%s', (path) => {
  test('passes axe in light and dark with its folds open, and fits into 320 pixels then', async () => {
    const { page, complaints } = await visit(browser, path, { colorScheme: 'light' })
    await page.evaluate((most) => {
      for (const fold of [...document.querySelectorAll('details')].slice(0, most)) fold.open = true
    }, FOLDS)
    expect(await faults(new AxeBuilder({ page }).options(TARGETS))).toEqual([])
    const light = await background(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await background(page)).not.toBe(light)
    // Nothing but colors changes with the theme.
    expect(await faults(new AxeBuilder({ page }).withRules(['color-contrast']))).toEqual([])
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    // Shapes carry what colors cannot, and nothing grows wider by it.
    await page.emulateMedia({ forcedColors: 'active', contrast: 'more', reducedMotion: 'reduce' })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    expect(complaints).toEqual([])
    // What is emulated stays with a page that is used again.
    await page.emulateMedia({ forcedColors: null, contrast: null, reducedMotion: null })
    await page.setViewportSize({ width: 1280, height: 720 })
    await leave(page)
  })
})

/** So many folds are opened: a list of all evidence has hundreds, which are alike and take axe half a minute. */
const FOLDS = 20

/** Axe leaves the size of targets out unless asked (WCAG 2.2, 2.5.8). */
const TARGETS = { rules: { 'target-size': { enabled: true } } }

/** Each fault with the places it is at. */
async function faults(axe: AxeBuilder): Promise<string[]> {
  // The other mode opens a page of its own for each run, which takes longer than the run.
  const { violations } = await axe.setLegacyMode(true).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target.join(' ')}`))
}

function background(page: Page): Promise<string> {
  return page.evaluate(() => {
    const roots = [document.documentElement, document.body]
    return roots.map((each) => getComputedStyle(each).backgroundColor).join()
  })
}
