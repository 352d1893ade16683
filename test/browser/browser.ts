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

/** A page that is visited again and again: opening one takes longer than what most tests do on it. */
interface Tab {
  page: Page
  /** Of the visit that is under way. */
  complaints: string[]
  path: string
}

/**
 * Opens a page of the site and writes down everything it should not do. Pages of the same options share what is stored.
 * Whoever is done with the page leaves it, so that the next visit goes on in it; a page with windows or routes of its own is
 * closed instead.
 * @param at what the reader's clock says; the moment that the site was made for, unless given
 */
export async function visit(
  browser: Browser,
  path: string,
  options: BrowserContextOptions = {},
  at: string | number = catalogTime(),
): Promise<Visit> {
  const context = await contextOf(browser, options)
  const tab = idle.get(context)?.pop() ?? (await openTab(context))
  const { page } = tab
  const complaints: string[] = []
  Object.assign(tab, { path, complaints })
  await page.emulateMedia({ media: null, colorScheme: options.colorScheme ?? 'light' })
  // The clock is that of the whole context, whatever another page of it was told.
  await page.clock.setFixedTime(at)
  await page.goto(new URL(path, inject('site')).href)
  return { page, complaints }
}

/** Ends a visit. Nothing of the page runs on. */
export async function leave(page: Page): Promise<void> {
  const tab = tabs.get(page)
  await page.goto('about:blank')
  if (tab) idle.set(page.context(), [...(idle.get(page.context()) ?? []), tab])
}

const tabs = new WeakMap<Page, Tab>()
const idle = new WeakMap<BrowserContext, Tab[]>()

async function openTab(context: BrowserContext): Promise<Tab> {
  const page = await context.newPage()
  const tab: Tab = { page, complaints: [], path: '' }
  tabs.set(page, tab)
  const { origin } = new URL(inject('site'))
  await page.exposeFunction('complain', (text: string) => tab.complaints.push(text))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { complain } = window as unknown as { complain: (text: string) => void }
      complain(`policy ${event.effectiveDirective} blocked ${event.blockedURI}`)
    })
  })
  page.on('pageerror', (error) => tab.complaints.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) tab.complaints.push(`console: ${message.text()}`)
  })
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.origin !== origin && !['data:', 'about:'].includes(url.protocol))
      tab.complaints.push(`request to ${url.href}`)
  })
  page.on('response', (response) => {
    const expected = tab.path === '404.html' ? 404 : 200
    if (response.status() >= 400 && response.status() !== expected)
      tab.complaints.push(`${response.status()} for ${response.url()}`)
  })
  return tab
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
