import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { isPublished } from '#messages/report/evaluation.ts'
import { launch, visit } from './browser.ts'
import { indexLines, readPage, recordOf, releasePath } from './pages.ts'

/** A release that is GO, whose evidence is published. */
const RELEASE =
  indexLines().find(
    (line) => line.atRelease === 'go' && recordOf(line).evidence.filter(isPublished).length > 5,
  ) ?? fail('The sample has no GO with published evidence.')
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

/** The result of each step by its name, once all are told. */
async function stepsOf(page: Page): Promise<Record<string, string>> {
  await page.locator('#found', { hasText: /steps agree/ }).waitFor()
  const steps = await page.locator('#steps > li').all()
  const said = steps.map(async (step) => [
    (await step.getAttribute('data-step')) ?? '',
    (await step.locator('> .state').innerText()).trim(),
  ])
  return Object.fromEntries(await Promise.all(said))
}

describe('a release that a reader checks', () => {
  test('is led to from its page, agrees, and can be tried out and compared with a file by keyboard', async () => {
    const { page, complaints } = await visit(browser, releasePath(RELEASE))
    await page.locator('#payload > summary').click()
    await page.locator('#payload a', { hasText: 'Verify in this browser' }).click()
    expect(new Set(Object.values(await stepsOf(page)))).toEqual(new Set(['agrees']))
    expect(await page.locator('#judged').innerText()).toContain('GO')

    await page.locator('input[name=at]').fill('2036-01-01')
    await page.locator('#supposed', { hasText: /Then it would be\s+NO-GO/ }).waitFor()
    await page.locator('#what-if button').press('Enter')
    await page.locator('#supposed', { hasText: 'As it is' }).waitFor()

    const item = recordOf(RELEASE).evidence.find(isPublished)
    const bytes = readFileSync(join(inject('content'), 'evidence', item?.sha256 ?? ''))
    await page.locator('.dropzone input').setInputFiles({ name: 'mine.bin', mimeType: '', buffer: bytes })
    await page.locator('#known', { hasText: `evidence ${item?.name}` }).waitFor()
    const other = Buffer.concat([bytes, Buffer.from('\n')])
    await page.locator('.dropzone input').setInputFiles({ name: 'mine.bin', mimeType: '', buffer: other })
    await page.locator('#known', { hasText: 'nothing that was judged here' }).waitFor()

    await page.locator('#release').fill('nobody@1.0.0')
    await page.keyboard.press('Enter')
    await page.locator('#found', { hasText: 'No release nobody@1.0.0' }).waitFor()
    expect(complaints).toEqual([])
    await page.close()
  })

  test.each([
    ['evidence', /\/evidence\/[0-9a-f]{64}$/],
    ['verdict', /\/evaluation\.json$/],
    ['record', new RegExp(`/${RELEASE.version.replaceAll('.', '\\.')}\\.json$`)],
  ])('differs in its %s, by name, where what is served was changed', async (step, files) => {
    const { page } = await visit(browser, 'verify/')
    await page.route(files, async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, body: `${await answer.text()} ` })
    })
    await page.locator('#release').fill(`${RELEASE.service}@${RELEASE.version}`)
    await page.keyboard.press('Enter')
    const steps = await stepsOf(page)
    expect(Object.keys(steps).filter((name) => steps[name] === 'differs')).toEqual([step])
    expect(await page.locator('#found').innerText()).toMatch(/^Differs: /)
    await page.close()
  })

  test('costs no more than 2 kB of script before anybody asks', () => {
    const entries = [...readPage('verify/').matchAll(/<script type="module" src="[^"]*\/(_astro\/[^"]+)"/g)]
    const code = entries.map(([, name = '']) => readFileSync(join(inject('dist'), name), 'utf8'))
    const shared = code.flatMap((each) =>
      [...each.matchAll(/from\s*"\.\/([^"]+)"/g)].map(([, name]) => `_astro/${name}`),
    )
    const all = [
      ...code,
      ...[...new Set(shared)].map((name) => readFileSync(join(inject('dist'), name), 'utf8')),
    ]
    expect(all.join('')).toContain('.dropzone')
    expect(all.map((each) => gzipSync(each).length).reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(2048)
  })
})

function fail(why: string): never {
  throw new Error(why)
}
