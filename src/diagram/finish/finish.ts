import type { DOMWindow } from 'jsdom'
import { DiagramError } from '../error.ts'
import { FONT_FAMILY } from '../palette/classes.ts'
import { allowOnly } from './allow.ts'
import { contrastLabels, softenAreas } from './contrast.ts'
import { describe } from './describe.ts'
import { renumber } from './ids.ts'
import { flattenLabels } from './label-text.ts'
import { purify } from './purify.ts'
import { definitions, recolor } from './recolor.ts'
import { prune } from './style-sheet.ts'
import { dropUnused, tidy } from './tidy.ts'

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
