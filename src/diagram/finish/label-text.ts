import { DiagramError } from '../job.ts'
import { ascent, descent } from '../measure/font.ts'
import { type Label, layOutLabel, type Stretch, type TextLine } from '../measure/label.ts'
import { fontSize, ownStyle, style } from '../measure/style.ts'
import { MONOSPACE } from './style-sheet.ts'

const SVG = 'http://www.w3.org/2000/svg'
const LABELS = 'foreignObject, foreignobject'
const BACKGROUND_MARGIN = 2

/** Where the label's own box stands. */
interface Place {
  left: number
  top: number
  width: number
  height: number
}

/** Turns each label of HTML into SVG text that looks the same. Throws for what is no text. */
export function flattenLabels(svg: Element): void {
  for (const label of svg.querySelectorAll(LABELS)) flatten(label)
}

function flatten(holder: Element): void {
  const foreign = holder.querySelector('img, svg, math, iframe, object, embed, video, audio, input')
  if (foreign) {
    const what = foreign.localName === 'math' ? 'a formula' : `<${foreign.localName}>`
    throw new DiagramError(`A label holds ${what}. Labels are text only.`)
  }
  const root = holder.firstElementChild
  const label = root && layOutLabel(root)
  if (!root || !label || label.lines.every(({ stretches }) => stretches.length === 0)) {
    holder.remove()
    return
  }
  const number = (name: string) => Number.parseFloat(holder.getAttribute(name) ?? '') || 0
  const place = { left: number('x'), top: number('y'), width: number('width'), height: number('height') }
  const group = create(holder, 'g', { class: 'label', transform: holder.getAttribute('transform') })
  const background = backgroundOf(root)
  const text = textOf(root, label, place)
  holder.replaceWith(group)
  if (background) group.append(backgroundBox(holder, label, place, background))
  group.append(text)
  settle(text, label.size)
}

function textOf(root: Element, label: Label, place: Place): Element {
  const centred = style(root, 'text-align') === 'center'
  const ink = style(root.querySelector('span') ?? root, 'color') ?? ''
  const text = create(root, 'text', {
    style: `fill:${ink};stroke:none`,
    'text-anchor': centred ? 'middle' : 'start',
  })
  const top = place.top + (place.height - label.lines.length * label.lineHeight) / 2
  const rise = (label.lineHeight - ascent(label.size) - descent(label.size)) / 2 + ascent(label.size)
  label.lines.forEach((line, n) => {
    if (line.stretches.length === 0) return
    const x = centred ? place.left + place.width / 2 : place.left
    const y = top + n * label.lineHeight + rise
    text.append(lineOf(root, line, { x: `${x}`, y: `${y}` }, ink))
  })
  return text
}

function lineOf(root: Element, line: TextLine, at: Record<string, string>, ink: string): Element {
  const span = create(root, 'tspan', at)
  const spans = line.stretches.map((stretch, n) => {
    const isLast = n === line.stretches.length - 1
    return stretchOf(root, stretch, isLast ? stretch.text.trimEnd() : stretch.text, ink)
  })
  span.append(...spans)
  return span
}

function stretchOf(root: Element, { weight, italic, mono, color }: Stretch, text: string, ink: string) {
  const looks = [
    ...(weight >= 550 ? [`font-weight:${weight >= 650 ? 700 : 600}`] : []),
    ...(italic ? ['font-style:italic'] : []),
    ...(mono ? [`font-family:${MONOSPACE}`] : []),
    ...(color && color !== ink ? [`fill:${color}`] : []),
  ]
  if (looks.length === 0) return text
  const span = create(root, 'tspan', { style: looks.join(';') })
  span.append(text)
  return span
}

function backgroundOf(root: Element): string | undefined {
  return [root, ...root.querySelectorAll('span, p')]
    .map((each) => ownStyle(each, 'background-color') ?? ownStyle(each, 'background'))
    .findLast((color) => color && !/transparent|none|rgba\(/.test(color))
}

/** Opaque, so that the line below does not strike the text through. */
function backgroundBox(near: Element, label: Label, place: Place, color: string): Element {
  const width = Math.max(...label.lines.map((line) => line.width)) + 2 * BACKGROUND_MARGIN
  return create(near, 'rect', {
    x: `${place.left + (place.width - width) / 2}`,
    y: `${place.top}`,
    width: `${width}`,
    height: `${label.lines.length * label.lineHeight}`,
    rx: '2',
    style: `fill:${color};opacity:1;stroke:none`,
  })
}

/** Mermaid's style sheet would win over attributes: what it says otherwise is said in the text's own style. */
function settle(text: Element, size: number): void {
  const anchor = text.getAttribute('text-anchor') ?? 'start'
  text.removeAttribute('text-anchor')
  const differing = [
    ...((style(text, 'text-anchor') ?? 'start') === anchor ? [] : [`text-anchor:${anchor}`]),
    ...(fontSize(text) === size ? [] : [`font-size:${size}px`]),
    ...((style(text, 'dominant-baseline') ?? 'auto') === 'auto' ? [] : ['dominant-baseline:auto']),
  ]
  if (differing.length > 0) text.setAttribute('style', [text.getAttribute('style'), ...differing].join(';'))
}

function create(near: Element, name: string, attributes: Record<string, string | null>): Element {
  const element = near.ownerDocument.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) if (value) element.setAttribute(key, value)
  return element
}
