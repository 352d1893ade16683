import { type Declared, type Rule, readStyleSheet, type StyleSheet } from './style-sheet.ts'

/** What text and boxes depend on; true = inherited. Everything else mermaid's style sheet says is left to the reader's browser. */
const PROPERTIES: Readonly<Record<string, boolean>> = {
  'alignment-baseline': false,
  background: false,
  'background-color': false,
  color: true,
  display: false,
  'dominant-baseline': true,
  'font-size': true,
  'font-style': true,
  'font-weight': true,
  'letter-spacing': true,
  'line-height': true,
  'text-align': true,
  'text-anchor': true,
  transform: false,
  'white-space': true,
}
const WANTED = new Set(Object.keys(PROPERTIES))
const DEFAULT_SIZE = 16
const EX = 0.546

const sheets = new Map<string, StyleSheet>()
const NO_SHEET: StyleSheet = new Map()

/** The style sheet of the drawing that an element is in: the `style` of its outermost svg. */
function sheetOf(element: Element): StyleSheet {
  let outermost: Element | null = null
  for (let each: Element | null = element; each; each = each.parentElement) {
    if (each.localName === 'svg') outermost = each
  }
  const css = [...(outermost?.children ?? [])].find(({ localName }) => localName === 'style')?.textContent
  if (!css) return NO_SHEET
  let sheet = sheets.get(css)
  if (!sheet) {
    sheets.clear()
    sheet = readStyleSheet(css, WANTED)
    sheets.set(css, sheet)
  }
  return sheet
}

function candidates(element: Element): Rule[] {
  const sheet = sheetOf(element)
  const keys = ['*', element.localName, `#${element.id}`, ...[...element.classList].map((name) => `.${name}`)]
  return keys.flatMap((key) => sheet.get(key) ?? [])
}

/** The declarations of a `style` attribute. */
export function inlineStyle(element: Element): ReadonlyMap<string, Declared> {
  const found = new Map<string, Declared>()
  for (const declaration of (element.getAttribute('style') ?? '').split(';')) {
    const colon = declaration.indexOf(':')
    if (colon < 0) continue
    const value = declaration.slice(colon + 1)
    const important = value.includes('!important')
    const name = declaration.slice(0, colon).trim().toLowerCase()
    found.set(name, { value: value.replace('!important', '').trim(), important })
  }
  return found
}

/** What the cascade gives an element itself, without inheriting: attribute, style sheet, `style`, in rising force. */
export function ownStyle(element: Element, property: string): string | undefined {
  let winner: Declared | undefined
  let force = -1
  for (const { selector, specificity, declarations } of candidates(element)) {
    const declared = declarations.get(property)
    if (!declared) continue
    const strength = specificity + (declared.important ? 1e9 : 0)
    if (strength < force || !element.matches(selector)) continue
    winner = declared
    force = strength
  }
  const inline = inlineStyle(element).get(property)
  if (inline && (inline.important || !winner?.important)) winner = inline
  return winner?.value ?? (element.getAttribute(property) || undefined)
}

/** The value an element has in the end; undefined = the initial one. Sizes of fonts come as px. */
export function style(element: Element, property: string): string | undefined {
  for (let each: Element | null = element; each; each = each.parentElement) {
    const value = ownStyle(each, property)
    if (value !== undefined && value !== 'inherit') return value
    if (!PROPERTIES[property]) return undefined
  }
  return undefined
}

/** Size of an element's font in px. */
export function fontSize(element: Element | null): number {
  if (!element) return DEFAULT_SIZE
  const value = ownStyle(element, 'font-size')
  if (value === undefined || value === 'inherit') return fontSize(element.parentElement)
  return pixels(value, () => fontSize(element.parentElement)) ?? DEFAULT_SIZE
}

/** Weight of an element's font, 1-1000; 400 where nothing says otherwise. */
export function fontWeight(element: Element): number {
  return weightOf(style(element, 'font-weight'))
}

/** The number of a `font-weight`: 700 for `bold` and `bolder`, 400 for what is neither a number nor these. */
export function weightOf(value: string | undefined): number {
  if (value === 'bold' || value === 'bolder') return 700
  return Number.parseInt(value ?? '', 10) || 400
}

/** A length in px. `reference` is the size of the font, and what a percentage is of. Null for what is no length. */
export function pixels(value: string | null | undefined, reference: () => number): number | null {
  const [, digits, unit] = /^([-+]?[\d.]+(?:e[-+]?\d+)?)\s*([a-z%]*)/i.exec(value?.trim() ?? '') ?? []
  const number = Number(digits)
  if (digits === undefined || Number.isNaN(number)) return null
  const factors: Record<string, () => number> = {
    em: reference,
    ex: () => reference() * EX,
    '%': () => reference() / 100,
    rem: () => DEFAULT_SIZE,
    pt: () => 4 / 3,
  }
  return number * (factors[unit ?? '']?.() ?? 1)
}
