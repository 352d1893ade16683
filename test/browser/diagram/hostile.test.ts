import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DiagramError } from '#diagram/job.ts'
import { render } from '#diagram/render.ts'
import { sourcesIn } from '../../diagram/fixtures.ts'
import { launch } from '../browser.ts'

const PAGE = 'https://catalog.test/page'
const PICTURE = 'https://catalog.test/picture.svg'
/** As strict as the site's, but for the style in a picture that is part of a page. */
const POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"
/** Links that a reader may follow. */
const FOLLOWED = /^https:\/\/(example\.com\/|catalog\.test\/|evil\.test\/(open|go)$)/

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const sources = [...sourcesIn('test/diagram/fixtures/hostile'), ...sourcesIn(process.env['DIAGRAM_HOSTILE'])]

describe('a hostile source neither runs nor fetches anything', () => {
  test.each(sources)('$name', async ({ source }) => {
    const svg = await drawn(source)
    if (svg !== null) expect(await misdeeds(svg)).toEqual([])
  })
})

test('the test notices what a drawing does', async () => {
  const scripts = `<script>fetch('/stolen')</script><image href="https://evil.test/x.png" width="9" height="9"/>`
  const link = '<a href="https://evil.test/away"><rect width="50" height="50"/></a>'
  const all = await misdeeds(
    `<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50">${scripts}${link}</svg>`,
  )
  expect(all.join('\n')).toMatch(/script-src.*img-src https:\/\/evil.test\/x.png.*away/s)
})

/** The picture, or null where the source was refused in a sentence. */
async function drawn(source: string): Promise<string | null> {
  try {
    return (await render(source, { title: 'Title', description: 'Description' })).svg
  } catch (error) {
    expect(error).toBeInstanceOf(DiagramError)
    return null
  }
}

/** Everything a picture should not do: in an image, in a page, as a page, and when all its links are clicked. */
async function misdeeds(svg: string): Promise<string[]> {
  const context = await browser.newContext()
  const seen: string[] = []
  const pages = { image: `<img src="${PICTURE}" alt="">`, inline: svg }
  try {
    for (const body of Object.values(pages)) {
      const page = await open(context, seen, PAGE, { [PAGE]: `<!doctype html>${body}`, [PICTURE]: svg })
      await clickLinks(page)
    }
    await clickLinks(await open(context, seen, PICTURE, { [PICTURE]: svg }))
  } finally {
    await context.close()
  }
  return seen
}

async function open(
  context: BrowserContext,
  seen: string[],
  address: string,
  served: Readonly<Record<string, string>>,
): Promise<Page> {
  const page = await context.newPage()
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.exposeFunction('complain', (text: string) => seen.push(text))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      const { complain } = window as unknown as { complain: (text: string) => void }
      complain(`policy ${effectiveDirective} ${blockedURI}`)
    })
  })
  await context.unrouteAll()
  await context.route('**/*', (route) => {
    const url = route.request().url()
    const body = served[url]
    if (body === undefined) {
      const isLink = route.request().isNavigationRequest() && FOLLOWED.test(url)
      if (!isLink) seen.push(`request: ${url}`)
      return route.fulfill({ status: 204 })
    }
    const contentType = url.endsWith('.svg') ? 'image/svg+xml' : 'text/html'
    return route.fulfill({ body, contentType, headers: { 'content-security-policy': POLICY } })
  })
  await page.goto(address)
  return page
}

async function clickLinks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const event = () => new MouseEvent('click', { bubbles: true, cancelable: true })
    for (const link of document.querySelectorAll('a')) link.dispatchEvent(event())
    for (const element of document.querySelectorAll('svg *'))
      element.dispatchEvent(new MouseEvent('mouseover'))
  })
  await page.waitForTimeout(50)
}
