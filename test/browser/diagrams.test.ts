import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { listFiles } from '#lib/files.ts'
import { launch, leave, visit } from './browser.ts'
import { allPages, pageKinds, readPage } from './pages.ts'

const IMAGE = /<img\b[^>]*\bsrc="[^"]*\/diagrams\/([0-9a-f]{16}\.svg)"[^>]*>/g
const illustrated = [...new Set([...pageKinds(), 'guide/reading/'])].filter((path) =>
  readPage(path).includes('/diagrams/'),
)
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

describe('the diagrams of the site', () => {
  test('are shown on every page that has to have one', () => {
    expect(illustrated).toEqual(
      expect.arrayContaining(['guide/reading/', 'policy/', 'process/', 'services/']),
    )
    expect(illustrated.filter((path) => path.startsWith('releases/')).length).toBeGreaterThan(3)
  })

  test('are one file each, however many pages show it, and no file is unused', () => {
    const shown = allPages().flatMap((path) => [...readPage(path).matchAll(IMAGE)].map(([, name]) => name))
    const files = [...listFiles(join(inject('dist'), 'diagrams'))]
    expect(files.sort()).toEqual([...new Set(shown)].sort())
    expect(shown.length).toBeGreaterThan(4 * files.length)
  })

  test('say in words what they show, without script and without a request', () => {
    for (const name of listFiles(join(inject('dist'), 'diagrams'))) {
      const svg = readFileSync(join(inject('dist'), 'diagrams', name), 'utf8')
      expect(svg).toMatch(/<title[^>]*>[^<]+<\/title>/)
      expect(svg).toMatch(/<desc[^>]*>[^<]+<\/desc>/)
      expect(svg).not.toMatch(/<script|<foreignObject|\son\w+=|href="(?!#)|url\((?!#)/)
    }
  })
})

describe('Mermaid in the notes of a dossier', () => {
  const noted = (pattern: RegExp) => allPages().filter((path) => pattern.test(readPage(path)))

  test('becomes a drawing', () => {
    expect(noted(/<figure><img [^>]*alt="A payout and its answer"/)).toEqual([
      'releases/payout-worker/1.1.0/',
    ])
  })

  test('stays as it is, with the reason, when it cannot be drawn', () => {
    const kept =
      /language-mermaid">flowchart LR\n {2}revoke[^<]*<\/code><\/pre><p class="soft">This diagram cannot be drawn/
    expect(noted(kept)).toEqual(['releases/accounts/1.2.0/'])
  })
})

describe.each(illustrated)('the diagrams of /%s', (path) => {
  test.each(['light', 'dark'] as const)(
    'load %s beside the same as text, as the content security policy allows',
    async (colorScheme) => {
      const { page, complaints } = await visit(browser, path, { colorScheme })
      await showAll(page)
      const images = await page.locator('figure img').evaluateAll(measured)
      expect(images.length).toBeGreaterThan(0)
      for (const { alt, width, natural, height } of images) {
        expect(alt).toMatch(/\w{3}/)
        expect(natural).toBeGreaterThan(100)
        expect(height / width).toBeGreaterThan(0)
      }
      expect(await page.evaluate(withoutText)).toEqual([])
      expect(complaints).toEqual([])
      await leave(page)
    },
  )

  test('keep the page as narrow as a phone', async () => {
    const viewport = { width: 320, height: 640 }
    const { page } = await visit(browser, path, { viewport })
    await showAll(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    const smallest = await page.locator('figure img').evaluateAll(scales)
    expect(Math.min(...smallest)).toBeGreaterThan(0.8)
    await leave(page)
  })
})

/** Folded ones and those below are not loaded before they are looked at. */
async function showAll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const each of document.querySelectorAll('details')) each.open = true
    const images = [...document.images]
    for (const image of images) image.loading = 'eager'
    await Promise.all(images.map((image) => image.decode()))
  })
}

function measured(images: Element[]) {
  return images.flatMap((image) =>
    image instanceof HTMLImageElement
      ? [
          {
            alt: image.alt,
            natural: image.naturalWidth,
            width: image.clientWidth,
            height: image.clientHeight,
          },
        ]
      : [],
  )
}

/** How much smaller than drawn each image is shown: its text must stay legible. */
function scales(images: Element[]): number[] {
  return images.flatMap((image) =>
    image instanceof HTMLImageElement ? [image.getBoundingClientRect().width / image.naturalWidth] : [],
  )
}

/** Images without a text beside them, or whose text is not there. */
function withoutText(): string[] {
  const images = [...document.querySelectorAll<HTMLImageElement>('figure img')]
  return images.flatMap((image) => {
    const named = image.getAttribute('aria-describedby')
    const text = named ? document.getElementById(named) : image.closest('section, article, details[id]')
    return (text?.textContent ?? '').length > 60 ? [] : [`${image.alt}: ${named ?? 'no section'}`]
  })
}
