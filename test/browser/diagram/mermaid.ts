import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { CONFIGURATION } from '#diagram/configuration.ts'

interface Mermaid {
  initialize(configuration: object): void
  render(id: string, source: string): Promise<{ svg: string }>
}

const FILES = resolve('node_modules/@fontsource/inter/files')
/** The subsets that are measured, with the characters for which a browser takes them. */
const SUBSETS = {
  latin: 'U+0000-00FF',
  'latin-ext': 'U+0100-02BA',
  cyrillic: 'U+0400-045F',
  greek: 'U+0370-03FF',
}

export const faces = Object.entries(SUBSETS)
  .flatMap(([subset, range]) => [400, 600, 700].map((weight) => face(subset, range, weight)))
  .join('')

function face(subset: string, range: string, weight: number): string {
  const font = readFileSync(`${FILES}/inter-${subset}-${weight}-normal.woff2`).toString('base64')
  return `@font-face{font-family:Inter;font-weight:${weight};unicode-range:${range};src:url(data:font/woff2;base64,${font})}`
}

/** A page with the measured font and mermaid's own bundle for browsers. */
export async function openMermaid(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } })
  await page.setContent(`<!doctype html><style>${faces}body{margin:0;font-family:Inter}</style>`)
  await page.evaluate(() => Promise.all([...document.fonts].map((font) => font.load())))
  await page.addScriptTag({ path: 'node_modules/mermaid/dist/mermaid.min.js' })
  return page
}

/** What mermaid draws in the browser, with our settings. */
export function drawInBrowser(page: Page, source: string): Promise<string> {
  return page.evaluate(
    async ([configuration, text]) => {
      const { mermaid } = window as unknown as { mermaid: Mermaid }
      mermaid.initialize(configuration)
      return (await mermaid.render('draft', text)).svg
    },
    [CONFIGURATION, source] as const,
  )
}
