import createDOMPurify from 'dompurify'
import type { DOMWindow } from 'jsdom'
import { DiagramError } from '../job.ts'
import { FONT_FAMILY } from '../palette/classes.ts'
import { allowOnly } from './allow.ts'
import { contrastLabels, softenAreas } from './contrast.ts'
import { referredIds, renumber } from './ids.ts'
import { flattenLabels } from './label-text.ts'
import { definitions, recolor } from './recolor.ts'
import { prune } from './style-sheet.ts'

export interface Finishing {
  source: string
  /** Begins each id in the drawing. */
  prefix: string
  title: string
  description: string
}

export interface Finished {
  svg: string
  width: number
  height: number
}

/** Makes mermaid's drawing a still, safe, described picture in light and dark. Throws DiagramError for what cannot be one. */
export function finish(
  window: DOMWindow,
  drawn: string,
  { source, prefix, title, description }: Finishing,
): Finished {
  const { document } = window
  const host = document.createElement('div')
  host.innerHTML = drawn
  document.body.replaceChildren(host)
  try {
    const svg = host.querySelector('svg')
    if (!svg) throw new DiagramError('Mermaid drew nothing.')
    flattenLabels(svg)
    const css = takeStyles(svg)
    dropUnused(svg, css)
    allowOnly(svg)
    const colored = recolor(svg, prune(css, svg), source)
    contrastLabels(svg)
    softenAreas(svg)
    const styles = renumber(svg, colored, prefix)
    tidy(svg)
    describe(svg, prefix, title, description)
    const size = resize(svg)
    addStyles(svg, styles)
    return { svg: purify(window, svg), ...size }
  } finally {
    document.body.replaceChildren()
  }
}

function takeStyles(svg: Element): string {
  const styles = [...svg.querySelectorAll('style')]
  for (const style of styles) style.remove()
  return styles.map(({ textContent }) => textContent).join('')
}

/** A picture has a size of its own: that of its view box, in whole px. */
function resize(svg: Element): { width: number; height: number } {
  const [, , width = 0, height = 0] =
    svg
      .getAttribute('viewBox')
      ?.split(/[\s,]+/)
      .map(Number) ?? []
  const size = { width: Math.ceil(width), height: Math.ceil(height) }
  if (!(size.width > 0 && size.height > 0)) throw new DiagramError('Mermaid drew nothing.')
  for (const [name, value] of Object.entries(size)) svg.setAttribute(name, `${value}`)
  svg.removeAttribute('style')
  return size
}

function addStyles(svg: Element, styles: string): void {
  const style = svg.ownerDocument.createElementNS(svg.namespaceURI, 'style')
  const colors = definitions(styles + svg.innerHTML)
  // Where the picture is a document of its own, the page that shows it decides between light and dark.
  style.textContent = `svg:root{color-scheme:light dark}#${svg.id}{font-family:${FONT_FAMILY};${colors}}${styles}`
  svg.querySelector(':scope > :is(title, desc):last-of-type')?.after(style)
}

const NUMBERS = new Set('d transform points x y x1 x2 y1 y2 width height cx cy r rx ry viewBox'.split(' '))
const REFERRED_TO = 'marker, filter, linearGradient, radialGradient, clipPath, mask, pattern, symbol'

/** Removes definitions that nothing refers to, and the line of today, which a picture that is kept does not know. */
function dropUnused(svg: Element, css: string): void {
  svg.querySelector('line.today')?.remove()
  const wanted = referredIds(svg, css)
  for (const definition of svg.querySelectorAll(REFERRED_TO)) {
    if (!wanted.has(definition.id)) definition.remove()
  }
}

/** Removes groups without content and rounds coordinates to hundredths of a px. */
function tidy(svg: Element): void {
  for (const group of [...svg.querySelectorAll('g, defs, text')].reverse()) {
    if (group.childNodes.length === 0) group.remove()
  }
  for (const element of [svg, ...svg.querySelectorAll('*')]) {
    for (const { name, value } of [...element.attributes]) {
      if (NUMBERS.has(name)) element.setAttribute(name, rounded(value))
    }
  }
}

const rounded = (text: string) =>
  text.replace(/-?\d*\.\d{3,}(?:e[-+]?\d+)?/g, (number) => `${Number(Number(number).toFixed(2))}`)

const SVG = 'http://www.w3.org/2000/svg'

/** Says what a drawing is to those who do not see it, in place of what mermaid says. */
function describe(svg: Element, prefix: string, title: string, description: string): void {
  for (const element of svg.querySelectorAll(':scope > title, :scope > desc')) element.remove()
  const texts = Object.entries({ title, desc: description }).filter(([, text]) => text !== '')
  svg.prepend(
    ...texts.map(([name, text]) => {
      const element = svg.ownerDocument.createElementNS(SVG, name)
      element.id = `${prefix}-${name}`
      element.textContent = text
      return element
    }),
  )
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-labelledby', `${prefix}-title`)
  if (description !== '') svg.setAttribute('aria-describedby', `${prefix}-desc`)
}

/** Control characters, halves of characters, and what is none [XML 1.0, 2.2]. */
const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

const OPTIONS = {
  USE_PROFILES: { svg: true, svgFilters: true },
  ADD_ATTR: ['role', 'rel', 'target', 'aria-labelledby', 'aria-describedby'],
  IN_PLACE: true,
}

/**
 * The drawing as text, well-formed XML, after DOMPurify has seen it. Throws DiagramError for characters
 * that XML cannot hold, and any other error if something was left to remove.
 */
function purify(window: DOMWindow, svg: Element): string {
  const purifier = createDOMPurify(window)
  purifier.sanitize(svg, OPTIONS)
  const removed = purifier.removed.map((each) =>
    'element' in each ? each.element.nodeName : each.attribute?.name,
  )
  if (removed.length > 0) throw new Error(`DOMPurify removed ${removed.join(', ')} from a finished drawing.`)
  const text = new window.XMLSerializer().serializeToString(svg)
  const [character] = NOT_IN_XML.exec(text) ?? []
  if (character === undefined) return text
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
  throw new DiagramError(`A label or the title holds the character U+${code}, which no picture can show.`)
}
