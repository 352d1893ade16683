import { laidOut, lineHeight, textWidth, WIDE } from './font.ts'
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

export interface TextLine {
  width: number
  stretches: Stretch[]
}

/** A label of HTML, broken into lines as a browser would; px. */
export interface Label {
  width: number
  height: number
  size: number
  lineHeight: number
  lines: TextLine[]
}

/** Where Chromium breaks inside of a word. */
const BREAK = new RegExp(
  `(?<=.[-?\u2010\u2013\u2014\u2026\u200b])(?=[^ ])|(?<=[^ ])(?=\u2014)|(?<=${WIDE.source})(?=[^ ])|(?<=[^ ])(?=${WIDE.source})`,
  'gu',
)
const TOLERANCE = 0.01

interface Writer {
  lines: TextLine[]
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
  const widest = Math.max(0, ...writer.lines.map((line) => laidOut(visibleWidth(line, writer))))
  return {
    // A table, as which mermaid lays out what it wraps, is as wide as its longest word.
    width: width === null ? Math.min(widest, most ?? Infinity) : Math.max(width, widest),
    height: writer.lines.length * height,
    size,
    lineHeight: height,
    lines: writer.lines,
  }
}

/** Without the space at its end, where that does not count. */
function visibleWidth(line: TextLine, { keepsSpace, size }: Writer): number {
  const last = line.stretches.at(-1)
  if (keepsSpace || !last?.text.endsWith(' ')) return line.width
  return line.width - textWidth(' ', size, last.weight)
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
  // Each word with the space after it.
  for (const word of text.replace(/[\t\n\r ]+/g, ' ').split(/(?<= )/)) writeWord(word, writer, ink)
}

/** Puts a word into the line if it fits, else as much of it as may stand alone, and the rest into the next. */
function writeWord(word: string, writer: Writer, ink: Ink): void {
  const line = writer.lines.at(-1) ?? newLine(writer)
  const isEmpty = line.stretches.length === 0
  const text = isEmpty && !writer.keepsSpace ? word.trimStart() : word
  if (text === '') return
  const width = (part: string) =>
    textWidth(writer.keepsSpace ? part : part.trimEnd(), writer.size, ink.weight)
  const fits = (part: string) => line.width + width(part) <= writer.limit + TOLERANCE
  const breaks = fits(text) ? [] : [...text.matchAll(BREAK)].map(({ index }) => index)
  const end = fits(text)
    ? text.length
    : (breaks.findLast((n) => fits(text.slice(0, n))) ?? (isEmpty ? (breaks[0] ?? text.length) : 0))
  if (end > 0) add(line, text.slice(0, end), textWidth(text.slice(0, end), writer.size, ink.weight), ink)
  if (end === text.length) return
  newLine(writer)
  writeWord(text.slice(end), writer, ink)
}

function newLine(writer: Writer): TextLine {
  const line: TextLine = { width: 0, stretches: [] }
  writer.lines.push(line)
  return line
}

function add(line: TextLine, text: string, width: number, ink: Ink): void {
  const last = line.stretches.at(-1)
  const same = last?.weight === ink.weight && last.italic === ink.italic && last.mono === ink.mono
  if (last && same && last.color === ink.color) last.text += text
  else line.stretches.push({ ...ink, text })
  line.width += width
}
