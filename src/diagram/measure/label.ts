import { laidOut, lineHeight, textWidth } from './font.ts'
import { fontSize, fontWeight, inlineStyle, ownStyle, pixels, style, weightOf } from './style.ts'

/** How a stretch of a label looks. */
export interface Ink {
  weight: number
  italic: boolean
  mono: boolean
  color: string | undefined
}

export interface Stretch extends Ink {
  text: string
}

export interface Line {
  width: number
  stretches: Stretch[]
}

/** A label of HTML, broken into lines as a browser would; px. */
export interface Label {
  width: number
  height: number
  size: number
  lineHeight: number
  lines: Line[]
}

interface Writer {
  lines: Line[]
  size: number
  limit: number
  /** `break-spaces`: a word must fit together with the space after it, and spaces at the ends of lines stay. */
  keepsSpace: boolean
}

/** Lays out the text of a `div` in a `foreignObject`. */
export function layOutLabel(element: Element): Label {
  const inline = inlineStyle(element)
  const length = (name: string) => pixels(inline.get(name)?.value, () => size)
  const size = fontSize(element)
  const [width, most] = [length('width'), length('max-width')]
  const height = lineHeightOf(inline.get('line-height')?.value, size)
  const space = inline.get('white-space')?.value ?? ''
  const limit = isUnbroken(element, space) ? Infinity : (width ?? most ?? Infinity)
  const writer: Writer = { lines: [], size, limit, keepsSpace: space === 'break-spaces' }
  if (hasContent(element)) {
    newLine(writer)
    write(element, writer, inkOf(element))
    while (writer.lines.length > 1 && writer.lines.at(-1)?.stretches.length === 0) writer.lines.pop()
  }
  const widest = Math.max(0, ...writer.lines.map((line) => laidOut(line.width)))
  return {
    // A table, as which mermaid lays out what it wraps, is as wide as its longest word.
    width: width === null ? Math.min(widest, most ?? Infinity) : Math.max(width, widest),
    height: writer.lines.length * height,
    size,
    lineHeight: height,
    lines: writer.lines,
  }
}

function lineHeightOf(value: string | undefined, size: number): number {
  return value && /^[\d.]+$/.test(value) ? Number(value) * size : lineHeight(size)
}

function isUnbroken(element: Element, space: string): boolean {
  const inner = element.querySelector('span')
  return /nowrap/.test(space) || (inner !== null && inlineStyle(inner).get('white-space')?.value === 'nowrap')
}

const hasContent = (element: Element) =>
  element.textContent?.trim() !== '' || element.querySelector('br') !== null

function inkOf(element: Element): Ink {
  return { weight: fontWeight(element), italic: false, mono: false, color: style(element, 'color') }
}

function write(element: Element, writer: Writer, ink: Ink): void {
  for (const node of element.childNodes) {
    if (node.nodeType === node.TEXT_NODE) writeText(node.nodeValue ?? '', writer, ink)
    else if (node.nodeType === node.ELEMENT_NODE) writeElement(node as Element, writer, ink)
  }
}

function writeElement(element: Element, writer: Writer, ink: Ink): void {
  const name = element.localName
  const isBlock = name === 'p' || name === 'div' || name === 'li'
  if (name === 'br' || (isBlock && (writer.lines.at(-1)?.stretches.length ?? 0) > 0)) newLine(writer)
  const weight = ownStyle(element, 'font-weight')
  write(element, writer, {
    weight: name === 'b' || name === 'strong' ? 700 : weight === undefined ? ink.weight : weightOf(weight),
    italic: ink.italic || name === 'i' || name === 'em',
    mono: ink.mono || name === 'code',
    color: ownStyle(element, 'color') ?? ink.color,
  })
}

function writeText(text: string, writer: Writer, ink: Ink): void {
  const parts = text.replace(/[\t\n\r ]+/g, ' ').split(writer.keepsSpace ? /(?<= )/ : /( )/)
  for (const part of parts) if (part !== '') writePart(part, writer, ink)
}

function writePart(part: string, writer: Writer, ink: Ink): void {
  const line = writer.lines.at(-1) ?? newLine(writer)
  const isSpace = part === ' ' && !writer.keepsSpace
  if (isSpace && line.stretches.length === 0) return
  const width = textWidth(part, writer.size, ink.weight)
  if (line.width > 0 && line.width + width > writer.limit + 0.01) {
    const next = newLine(writer)
    if (!isSpace) add(next, part, width, ink)
  } else add(line, part, width, ink)
}

function newLine(writer: Writer): Line {
  const line: Line = { width: 0, stretches: [] }
  writer.lines.push(line)
  return line
}

function add(line: Line, text: string, width: number, ink: Ink): void {
  const last = line.stretches.at(-1)
  const same = last?.weight === ink.weight && last.italic === ink.italic && last.mono === ink.mono
  if (last && same && last.color === ink.color) last.text += text
  else line.stretches.push({ ...ink, text })
  line.width += width
}
