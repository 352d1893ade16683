import { type Box, NOTHING } from './box.ts'
import { ascent, descent, laidOut, textWidth, xHeight } from './font.ts'
import { fontSize, fontWeight, ownStyle, pixels, style } from './style.ts'

/** A piece of text of one element: its left end on the baseline, its width, px. */
interface Run {
  element: Element
  text: string
  x: number
  y: number
  width: number
  size: number
  weight: number
  spaceAtEnd: boolean
}

interface Pen {
  x: number
  y: number
  anchor: string | null
  /** Runs since the last x or y: what `text-anchor` moves as one. */
  chunk: Run[]
  done: Run[]
  started: boolean
  afterSpace: boolean
}

/** From the alphabetic baseline to the one asked for. */
const BASELINES: Readonly<Record<string, (size: number) => number>> = {
  'before-edge': ascent,
  'text-before-edge': ascent,
  'text-top': ascent,
  middle: (size) => xHeight(size) / 2,
  central: (size) => (ascent(size) - descent(size)) / 2,
  'after-edge': (size) => -descent(size),
  'text-after-edge': (size) => -descent(size),
  'text-bottom': (size) => -descent(size),
  ideographic: (size) => -descent(size),
  hanging: (size) => ascent(size) * 0.8,
  mathematical: (size) => ascent(size) * 0.5,
}

/** The box of a text or of one of its spans. */
export function textBox(element: Element): Box {
  const runs = runsOf(element)
  if (runs.length === 0) return NOTHING
  return {
    left: Math.min(...runs.map(({ x }) => x)),
    right: Math.max(...runs.map(({ x, width }) => x + width)),
    top: Math.min(...runs.map(({ y, size }) => y - ascent(size))),
    bottom: Math.max(...runs.map(({ y, size }) => y + descent(size))),
  }
}

/** How wide a text or one of its spans is set, px of its own user space: `getComputedTextLength`. */
export function textLength(element: Element): number {
  return runsOf(element).reduce((sum, { width }) => sum + width, 0)
}

function runsOf(element: Element): Run[] {
  const text = element.closest('text')
  if (!text) return []
  const runs = layOut(text)
  return text === element ? runs : runs.filter((run) => element.contains(run.element))
}

function layOut(text: Element): Run[] {
  const pen: Pen = { x: 0, y: 0, anchor: null, chunk: [], done: [], started: false, afterSpace: false }
  write(text, pen, true)
  const last = pen.chunk.at(-1)
  if (last?.spaceAtEnd) last.width -= textWidth(' ', last.size, last.weight)
  endChunk(pen)
  return pen.done
}

function write(element: Element, pen: Pen, first = false): void {
  if (['title', 'desc'].includes(element.localName) || ownStyle(element, 'display') === 'none') return
  const size = fontSize(element)
  move(element, pen, size, first)
  const kept = keepsSpace(element)
  for (const node of element.childNodes) {
    if (node.nodeType === node.TEXT_NODE) append(element, pen, size, node.nodeValue ?? '', kept)
    else if (node.nodeType === node.ELEMENT_NODE) write(node as Element, pen)
  }
}

function keepsSpace(element: Element): boolean {
  if (element.closest('text')?.getAttribute('xml:space') === 'preserve') return true
  return /^pre|break-spaces/.test(style(element, 'white-space') ?? '')
}

function move(element: Element, pen: Pen, size: number, first: boolean): void {
  const [x, y, dx, dy] = ['x', 'y', 'dx', 'dy'].map((name) =>
    pixels(element.getAttribute(name)?.split(/[\s,]+/)[0], () => size),
  )
  if (first || x != null || y != null) endChunk(pen)
  pen.x = (x ?? pen.x) + (dx ?? 0)
  pen.y = (y ?? pen.y) + (dy ?? 0)
}

function append(element: Element, pen: Pen, size: number, raw: string, kept: boolean): void {
  let text = kept ? raw : raw.replace(/[\t\n\r ]+/g, ' ')
  if (!kept && text.startsWith(' ') && (!pen.started || pen.afterSpace)) text = text.slice(1)
  if (text === '') return
  const spaceAtEnd = !kept && text.endsWith(' ')
  Object.assign(pen, { started: true, afterSpace: spaceAtEnd })
  pen.anchor ??= style(element, 'text-anchor') ?? 'start'
  const weight = fontWeight(element)
  const spacing = pixels(style(element, 'letter-spacing'), () => size) ?? 0
  const width = laidOut(textWidth(text, size, weight) + spacing * text.length)
  const baseline = ownStyle(element, 'alignment-baseline') ?? style(element, 'dominant-baseline') ?? ''
  const y = pen.y + (BASELINES[baseline]?.(size) ?? 0)
  pen.chunk.push({ element, text, x: pen.x, y, width, size, weight, spaceAtEnd })
  pen.x += width
}

function endChunk(pen: Pen): void {
  const [first, last] = [pen.chunk[0], pen.chunk.at(-1)]
  if (first && last) {
    const width = last.x + last.width - first.x
    const back = pen.anchor === 'middle' ? width / 2 : pen.anchor === 'end' ? width : 0
    for (const run of pen.chunk) run.x -= back
  }
  pen.done.push(...pen.chunk)
  pen.chunk = []
  pen.anchor = null
}
