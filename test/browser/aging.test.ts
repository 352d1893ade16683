import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { VERDICT_WORDS, verdictOf } from '#messages/verdict.ts'
import type { IndexLine } from '#model/index-line.ts'
import { launch, leave, visit } from './browser.ts'
import { allPages, catalogTime, indexLines, readPage, releasePath } from './pages.ts'

const LINES = indexLines()
const ENDING = LINES.filter((line) => line.today === 'go' && line.validUntil !== null)
const FIRST = ENDING.toSorted(
  (a, b) => Date.parse(a.validUntil ?? '') - Date.parse(b.validUntil ?? ''),
)[0] as IndexLine
const END = Date.parse(FIRST.validUntil ?? '')
/** Long after every GO of the sample has ended. */
const YEARS_LATER = Date.parse('2030-01-01T00:00:00Z')
const DAY = 86_400_000
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

/** What a reader sees of a page at a moment, in milliseconds since 1970. */
async function read(path: string, at: number, selector: string): Promise<string[]> {
  const { page, complaints } = await visit(browser, path, {}, at)
  const texts = await page.locator(selector).allInnerTexts()
  expect(complaints).toEqual([])
  await leave(page)
  return texts
}

describe('a release whose GO ends', () => {
  const path = releasePath(FIRST)

  test('is GO up to that moment and not from then on, by the reader’s clock', async () => {
    expect(await read(path, END - 1, '.title .verdict')).toEqual(['GO'])
    const turned = VERDICT_WORDS[verdictOf(FIRST.state, FIRST.endsAs ?? 'no-go')]
    expect(await read(path, END, '.title .verdict')).toEqual([turned])
    const [reason] = await read(path, END, '.reason')
    expect(reason).toMatch(
      turned === 'AGED OUT' ? /^It was GO when it was released; .+ run out since\. / : /^Do not run\. /,
    )
    expect(await read(path, END, '.notice.warn:visible')).toEqual([
      expect.stringContaining(`so it says ${turned} now.`),
    ])
    expect(await read(path, END - 1, '.notice.warn:visible')).toEqual([])
  })

  test('turns in a tab that was left open', async () => {
    const { page } = await visit(browser, path, {}, END - DAY)
    await page.clock.setFixedTime(END + DAY)
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    expect(await page.locator('.title .verdict').innerText()).not.toBe('GO')
    await leave(page)
  })

  test('says its date without JavaScript', async () => {
    const { page } = await visit(browser, path, { javaScriptEnabled: false })
    expect(await page.locator('.facts dd').first().innerText()).toMatch(/^\d+ \w+ \d{4}, then /)
    await leave(page)
  })
})

/** Verdicts of today; one at release stands before another, and filters name each. */
const TODAY = '.verdict:not(:has(~ .verdict), .facets *)'

describe('long after the catalog was made', () => {
  test.each(['', 'releases/', 'services/', 'evidence/', `services/${FIRST.service}/`])(
    'no verdict on /%s is GO',
    async (path) => {
      const forever = LINES.filter((line) => line.today === 'go' && line.validUntil === null)
      const shown = await read(path, YEARS_LATER, TODAY)
      expect(shown.length).toBeGreaterThan(0)
      expect(shown.filter((word) => word === 'GO').length).toBeLessThanOrEqual(forever.length)
    },
  )

  test('the filter and the search count what they show', async () => {
    const goes = LINES.filter(
      (line) =>
        line.today === 'go' && (line.validUntil === null || Date.parse(line.validUntil) > YEARS_LATER),
    )
    const { page } = await visit(browser, 'releases/?q=verdict:go', {}, YEARS_LATER)
    await page.locator('#found', { hasText: `${goes.length} of ${LINES.length}` }).waitFor()
    await leave(page)
    const found = await visit(
      browser,
      `search/?q=${FIRST.service}&verdict=${goes.length > 0 ? 'GO' : 'AGED OUT'}`,
      {},
      YEARS_LATER,
    )
    await found.page.locator('#found', { hasText: /result|Nothing/ }).waitFor()
    const words = await found.page.locator('#results .verdict').allInnerTexts()
    expect(new Set(words).size).toBeLessThanOrEqual(1)
    await leave(found.page)
  })

  test.each(['', releasePath(FIRST), 'guide/'])('/%s says that the catalog is overdue', async (path) => {
    const due = Date.parse(catalogTime()) + 7 * DAY
    const { page } = await visit(browser, path, {}, due)
    await page.locator('.overdue', { hasText: 'overdue' }).waitFor()
    expect(await page.locator('footer').innerText()).toContain('Catalog as of ')
    await leave(page)
    expect(await read(path, due - 1, '.overdue:visible')).toEqual([])
  })
})

describe('the pages as they are built', () => {
  const RELATIVE = /\bin \d+ (hours?|days?)\b(?! before)|\b\d+ (hours?|days?|min|h) (ago|today)\b/

  test('hold no time relative to the day they were built', () => {
    const told = allPages().flatMap((path) => {
      const text = readPage(path).replace(/<[^>]*>/g, ' ')
      const found = RELATIVE.exec(text)
      return found && !path.startsWith('guide/') && !path.startsWith('runbooks/')
        ? [`${path}: ${found[0]}`]
        : []
    })
    expect(told).toEqual([])
  })

  test('give each verdict of today that ends its moment', () => {
    const held = new Set(ENDING.map(({ validUntil }) => validUntil))
    const bare = ENDING.map(releasePath).filter(
      (path) => !/class="verdict go big" data-until="/.test(readPage(path)),
    )
    expect(bare).toEqual([])
    for (const [, moment] of readPage('releases/').matchAll(/class="verdict go" data-until="([^"]+)"/g))
      expect(held).toContain(moment)
  })

  test('of releases load no more than 2 kB of script before anybody asks', () => {
    const text = readPage(releasePath(FIRST))
    const entries = [...text.matchAll(/<script type="module" src="[^"]*\/(_astro\/[^"]+)"/g)].map(
      ([, name]) => name ?? '',
    )
    const code = entries.map((name) => readFileSync(join(inject('dist'), name), 'utf8'))
    const shared = code.flatMap((each) =>
      [...each.matchAll(/from\s*"\.\/([^"]+)"/g)].map(([, name]) => `_astro/${name}`),
    )
    const all = [
      ...code,
      ...[...new Set(shared)].map((name) => readFileSync(join(inject('dist'), name), 'utf8')),
    ]
    expect(all.join('')).toContain('[data-catalog]')
    expect(all.map((each) => gzipSync(each).length).reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(2048)
  })
})
