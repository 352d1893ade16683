import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { IndexLine } from '#model/index-line.ts'
import { launch, visit } from './browser.ts'
import { evidencePath, indexLines, readPage, recordOf, releasePath } from './pages.ts'

const LINE = indexLines().find(
  (line) => line.state === 'dossier' && recordOf(line).evidence.length > 1,
) as IndexLine
const SERVICE = `services/${LINE.service}/`
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

test('the parts of a service are tabs, to which keys and addresses lead, and one page without a script', async () => {
  const { page, complaints } = await visit(browser, `${SERVICE}#risks`)
  const selected = page.locator('[role=tab][aria-selected=true]')
  expect(await selected.innerText()).toBe('Open risks')
  expect(await page.locator('[data-tabs] > section:visible').count()).toBe(1)
  await selected.focus()
  await page.keyboard.press('Home')
  expect(await selected.innerText()).toBe('Critical paths')
  await page.keyboard.press('ArrowRight')
  expect([await selected.innerText(), new URL(page.url()).hash]).toEqual(['Boundary', '#where'])
  await page.emulateMedia({ media: 'print' })
  const all = await page.locator('[data-tabs] > section').count()
  expect(await page.locator('[data-tabs] > section:visible').count()).toBe(all)
  expect(complaints).toEqual([])
  await page.close()
  const plain = await visit(browser, SERVICE, { javaScriptEnabled: false })
  expect(await plain.page.locator('[data-tabs] > section:visible').count()).toBe(all)
  await plain.page.close()
})

test('the readiness questions come one at a time, and all four without a script', async () => {
  const path = evidencePath(LINE) ?? ''
  const { page, complaints } = await visit(browser, path)
  const place = page.locator('.questions [role=status]')
  expect(await place.innerText()).toBe('Question 1 of 4')
  await page.getByRole('button', { name: 'Next' }).click()
  expect([await place.innerText(), new URL(page.url()).hash]).toEqual([
    'Question 2 of 4',
    '#service-isolation-layer',
  ])
  expect(await page.locator('.questions section:visible h3').allInnerTexts()).toEqual([
    expect.stringContaining('Service isolation layer'),
  ])
  expect(complaints).toEqual([])
  await page.close()
  const plain = await visit(browser, path, { javaScriptEnabled: false })
  expect(await plain.page.locator('.questions section:visible').count()).toBe(4)
  await plain.page.close()
})

test('a release says what it is to other sites, and an old address of its evidence leads on', async () => {
  const said =
    /<script type="application\/ld\+json">(.*?)<\/script>/.exec(readPage(releasePath(LINE)))?.[1] ?? ''
  expect(JSON.parse(said)).toMatchObject({
    '@type': 'SoftwareApplication',
    softwareVersion: LINE.version,
    datePublished: recordOf(LINE).git.taggedAt,
  })
  const [item] = recordOf(LINE).evidence
  const { page, complaints } = await visit(browser, `${releasePath(LINE)}#e-${item?.name}`)
  await page.waitForURL((url) => url.pathname.endsWith('/evidence/') && url.hash === `#e-${item?.name}`)
  expect(await page.locator(`[id="e-${item?.name}"]`).getAttribute('open')).not.toBeNull()
  expect(complaints).toEqual([])
  await page.close()
})
