import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch, leave, visit } from './browser.ts'
import { indexLines } from './pages.ts'

const LINES = indexLines()
const SERVICE = LINES[0]?.service ?? ''
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

describe('the filter of the release list', () => {
  test('keeps the releases of one service, and says how many', async () => {
    const { page, complaints } = await visit(browser, 'releases/')
    await page.locator(`form.facets input[name=service][value="${SERVICE}"]`).check()
    const expected = LINES.filter((line) => line.service === SERVICE).length
    await page.locator('#found', { hasText: `${expected} of ${LINES.length}` }).waitFor()
    expect(await rows(page)).toBe(Math.min(expected, 100))
    expect(new URL(page.url()).search).toBe(`?service=${SERVICE}`)
    expect(complaints).toEqual([])
    await leave(page)
  })

  test('keeps the releases of one verdict, from the address alone', async () => {
    const { page, complaints } = await visit(browser, 'releases/?verdict=quarantined')
    const expected = LINES.filter((line) => line.state === 'quarantined').length
    await page.locator('#found', { hasText: `${expected} of ${LINES.length}` }).waitFor()
    expect(await page.locator('table.releases tbody .verdict').allInnerTexts()).toEqual(
      Array.from({ length: expected }, () => 'QUARANTINED'),
    )
    expect(complaints).toEqual([])
    await leave(page)
  })

  test('shows the plain list again when it is cleared', async () => {
    const { page } = await visit(browser, 'releases/')
    const before = await rows(page)
    await page.locator(`form.facets input[name=service][value="${SERVICE}"]`).check()
    await page.locator('#clear').click()
    await page.waitForFunction(
      (count) => document.querySelectorAll('table.releases tbody tr').length === count,
      before,
    )
    expect(new URL(page.url()).search).toBe('')
    await leave(page)
  })
})

function rows(page: Page): Promise<number> {
  return page.locator('table.releases tbody tr').count()
}
