import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dropFrames, openWindow } from '#diagram/dom/window.ts'
import { fixtures, sourcesIn } from '../../diagram/fixtures.ts'
import { launch } from '../browser.ts'
import { drawInBrowser, openMermaid } from './mermaid.ts'

const window = openWindow()
const { draft } = await import('#diagram/draw.ts')
const { finish } = await import('#diagram/finish/finish.ts')

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await launch()
  page = await openMermaid(browser)
})
afterAll(() => browser.close())

/** A whole corpus, where there is one: `DIAGRAM_CORPUS=/folder/of/mmd/files`. */
const corpus = sourcesIn(process.env['DIAGRAM_CORPUS'])
/** Mind maps are laid out by chance in the browser, and as trees by us. */
const sources = [...fixtures, ...corpus]
  .filter(({ source }) => !/^mindmap/m.test(source))
  // What Inter does not have is drawn in whatever font the machine has.
  .map(({ name, source }) => ({ name, source: source.replace(/[^\n -\u04ff]/gu, 'x') }))
  // In the browser a commit without a name gets one by chance.
  .map(({ name, source }) => ({ name, source: source.replace(/^ *commit$/gm, '  commit id: "named"') }))

/** How far a coordinate may be from Chromium's, px. It draws turned text of a git graph and small text of C4 wider. */
const FAR: Readonly<Record<string, number>> = { gitGraph: 2.5, c4: 0.5 }
const NEAR = 0.02
/** We centre lines without the space at their end. */
const HALF_A_SPACE = 2.2

describe('geometry matches Chromium', () => {
  test.each(sources)('$name', async ({ source }) => {
    const ours = await draft(source)
    dropFrames()
    const [theirs, own] = [coordinates(await drawInBrowser(page, source)), coordinates(ours.svg)]
    expect(own.length).toBe(theirs.length)
    const far = own.filter((value, n) => !(distance(value, theirs[n] ?? []) <= (FAR[ours.type] ?? NEAR)))
    expect(far).toEqual([])
  })
})

describe('labels are where Chromium puts them', () => {
  const labelled = sources.filter(({ source }) =>
    /^(flowchart|stateDiagram|classDiagram|erDiagram)/m.test(source),
  )
  test.each(labelled)('$name', async ({ source }) => {
    const ours = finish(window, (await draft(source)).svg, {
      source,
      prefix: 'x',
      title: 'Title',
      description: '',
    })
    const theirs = await drawInBrowser(page, source)
    const [wanted, found] = [await lines(page, theirs), await lines(page, ours.svg)]
    expect(found.map(({ text }) => text)).toEqual(wanted.map(({ text }) => text))
    const far = found.filter(({ x, y }, n) => {
      const { x: left, y: top } = wanted[n] ?? { x: Number.NaN, y: Number.NaN }
      return !(Math.abs(x - left) <= HALF_A_SPACE && Math.abs(y - top) <= 1)
    })
    expect(far).toEqual([])
  })
})

/** The numbers of each attribute that places or sizes something, in their order, but for the line of today. */
function coordinates(svg: string): number[][] {
  const attributes = svg
    .replace(/<line[^>]*class="today"[^>]*>/g, '')
    .matchAll(/\s(?:d|transform|points|[xy][12]?|width|height|c[xy]|r[xy]?|viewBox)="([^"]*)"/g)
  return [...attributes].map(
    ([, value = '']) => value.match(/-?(?:\d*\.)?\d+(?:e-?\d+)?/g)?.map(Number) ?? [],
  )
}

/** The greatest; of paths that have more or fewer points, rounding having made one vanish, between their ends. */
function distance(own: readonly number[], theirs: readonly number[]): number {
  const ends = (each: readonly number[]) => [...each.slice(0, 2), ...each.slice(-2)]
  const [a, b] = own.length === theirs.length ? [own, theirs] : [ends(own), ends(theirs)]
  return Math.max(0, ...a.map((each, n) => Math.abs(each - (b[n] ?? Number.NaN))))
}

interface Place {
  text: string
  x: number
  y: number
}

/** Each line of text as the browser paints it, with its middle in px. */
function lines(page: Page, svg: string): Promise<Place[]> {
  return page.evaluate((markup) => {
    document.body.innerHTML = markup
    const picture = document.querySelector('svg')
    const { width, height } = picture?.viewBox.baseVal ?? new DOMRect()
    picture?.setAttribute('style', `display:block;max-width:none;width:${width}px;height:${height}px`)
    return [...document.querySelectorAll('text, foreignObject')].flatMap(linesOf)

    function linesOf(holder: Element): Place[] {
      const found = new Map<number, { text: string; left: number; right: number; y: number }>()
      const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT)
      const range = document.createRange()
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (let n = 0; n < (node.nodeValue?.length ?? 0); n++) {
          range.setStart(node, n)
          range.setEnd(node, n + 1)
          const character = range.toString()
          const { left, right, top, bottom } = range.getBoundingClientRect()
          if (character.trim() === '' || left === right) continue
          const y = (top + bottom) / 2
          const line = found.get(Math.round(y / 4)) ?? { text: '', left, right, y }
          line.text += character
          line.left = Math.min(line.left, left)
          line.right = Math.max(line.right, right)
          found.set(Math.round(y / 4), line)
        }
      }
      return [...found.values()].map((line) => ({
        text: line.text,
        x: (line.left + line.right) / 2,
        y: line.y,
      }))
    }
  }, svg)
}
