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
  test('passes axe in light and dark, and breaks no content security policy', async () => {
    const { page, complaints } = await visit(browser, path, { colorScheme: 'light' })
    expect(await faults(new AxeBuilder({ page }))).toEqual([])
    const light = await background(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await background(page)).not.toBe(light)
    // Nothing but colors changes with the theme.
    expect(await faults(new AxeBuilder({ page }).withRules(['color-contrast']))).toEqual([])
    expect(complaints).toEqual([])
    await leave(page)
  })
})

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
