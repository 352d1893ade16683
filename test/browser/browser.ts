import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
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
    // One process draws all pages of a context: starting one for each costs more than the page.
    '--process-per-site',
  ]
  return chromium.launch({ executablePath: path, args, env: { ...process.env, ...env } })
}

export interface Visit {
  page: Page
  /** What went wrong on the page so far: errors, policy violations, requests to elsewhere, failed requests. */
  complaints: string[]
}

/**
 * Opens a page of the site and writes down everything it should not do. Pages of the same options share what is stored.
 * @param at what the reader's clock says; the moment that the site was made for, unless given
 */
export async function visit(
  browser: Browser,
  path: string,
  options: BrowserContextOptions = {},
  at: string | number = catalogTime(),
): Promise<Visit> {
  const context = await contextOf(browser, options)
  const page = await context.newPage()
  // The clock is that of the whole context, whatever another page of it was told.
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

const contexts = new WeakMap<Browser, Map<string, Promise<BrowserContext>>>()

function contextOf(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  const known = contexts.get(browser) ?? new Map<string, Promise<BrowserContext>>()
  contexts.set(browser, known)
  const key = JSON.stringify(options)
  const context = known.get(key) ?? browser.newContext(options)
  known.set(key, context)
  return context
}
