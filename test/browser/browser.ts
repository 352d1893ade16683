import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { catalogTime } from './pages.ts'

/** Starts the tests' Chromium, silent towards the network: what it asks for by itself would hide what pages ask for. */
export function launch({ path, env } = inject('chromium')): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
  return chromium.launch({ executablePath: path, args, env: { ...process.env, ...env } })
}

export interface Visit {
  page: Page
  /** What went wrong on the page so far: errors, policy violations, requests to elsewhere, failed requests. */
  complaints: string[]
}

/**
 * Opens a page of the site in a context of its own and writes down everything it should not do.
 * @param at what the reader's clock says; the moment that the site was made for, unless given
 */
export async function visit(
  browser: Browser,
  path: string,
  options: BrowserContextOptions = {},
  at: string | number = catalogTime(),
): Promise<Visit> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  await page.clock.setFixedTime(at)
  const complaints: string[] = []
  const { origin } = new URL(inject('site'))
  await page.exposeFunction('complain', (text: string) => complaints.push(text))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { complain } = window as unknown as { complain: (text: string) => void }
      complain(`policy ${event.effectiveDirective} blocked ${event.blockedURI}`)
    })
  })
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`console: ${message.text()}`)
  })
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.origin !== origin && url.protocol !== 'data:') complaints.push(`request to ${url.href}`)
  })
  page.on('response', (response) => {
    const expected = path === '404.html' ? 404 : 200
    if (response.status() >= 400 && response.status() !== expected)
      complaints.push(`${response.status()} for ${response.url()}`)
  })
  await page.goto(new URL(path, inject('site')).href)
  return { page, complaints }
}
