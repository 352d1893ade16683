import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch, leave, visit } from './browser.ts'
import { indexLines } from './pages.ts'

const LINES = indexLines()
const SERVICE = LINES[0]?.service ?? ''
const ofService = LINES.filter((line) => line.service === SERVICE)
const blocked = ofService.filter(({ state, today }) => state === 'dossier' && today === 'no-go')
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

describe('the list of releases', () => {
  test('answers by mouse: ticks, parts to take out, the way back, two to compare', async () => {
    const { page, complaints } = await visit(browser, 'releases/')
    const found = (count: number) =>
      page.locator('#found', { hasText: `${count} of ${LINES.length}` }).waitFor()
    await page.locator(`.facets-form input[name=service][value="${SERVICE}"]`).check()
    await found(ofService.length)
    expect(await page.locator('table.rows tbody tr').count()).toBe(ofService.length)
    expect(new URL(page.url()).searchParams.get('q')).toBe(`service:${SERVICE}`)
    await page.locator('.facets-form input[name=verdict][value=no-go]').check()
    await found(blocked.length)
    await page.locator('#parts button').first().click()
    await page.waitForURL('**/?q=verdict*')
    await page.goBack()
    await found(blocked.length)
    await page.locator('#clear').click()
    await page.locator('#found', { hasText: `${LINES.length} releases` }).waitFor()
    expect(new URL(page.url()).search).toBe('')
    for (const row of [0, 1, 2]) await page.locator('input[name=compare]').nth(row).check()
    expect(await page.locator('#compare').innerText()).toBe('Compare (2)')
    const [saved] = await Promise.all([page.waitForEvent('download'), page.locator('#csv').click()])
    expect(saved.suggestedFilename()).toBe('releases.csv')
    await page.locator('#compare').click()
    await page.locator('#comparison .end').nth(1).waitFor()
    expect(await page.locator('#comparison .sheet').count()).toBeGreaterThan(3)
    expect(complaints).toEqual([])
    await leave(page)
  })

  test('answers by keyboard: keys, suggestions, faults, and what keeps everything away', async () => {
    const { page, complaints } = await visit(browser, 'releases/')
    await page.keyboard.press('?')
    await page.locator('dialog.keys', { hasText: 'Ctrl+K' }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    await page.keyboard.type('verd')
    await page.locator('#ways li', { hasText: 'verdict:' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await page.locator('#ways li', { hasText: 'no-go' }).waitFor()
    await page.keyboard.type(`no-go service:${SERVICE}`)
    await page.keyboard.press('Enter')
    await page.locator('#found', { hasText: `${blocked.length} of ${LINES.length}` }).waitFor()
    await page.keyboard.type(' service:nobody')
    await page.locator('#none', { hasText: 'Without service:nobody' }).waitFor()
    await page.keyboard.type(' servce:x')
    await page.locator('#fault', { hasText: 'Did you mean service?' }).waitFor()
    expect(await page.locator('#q').getAttribute('aria-invalid')).toBe('true')
    expect(complaints).toEqual([])
    await leave(page)
  })
})
