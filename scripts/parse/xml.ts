import { parseXml, XmlElement, XmlError } from '@rgrove/parse-xml'
import type { Limits } from './limits.ts'
import { type Result, refused } from './result.ts'
import { looksLike, readText } from './text.ts'

/**
 * Reads foreign XML. Bytes → root element, or findings `document.*`. Only UTF-8, only well-formed documents; entities
 * beyond the five of XML itself are refused, so nothing expands and nothing is fetched. Never throws.
 */
export function readXml(bytes: Uint8Array, limits: Limits): Result<XmlElement> {
  const text = readText(bytes, limits)
  if (!text.ok) return text
  if (!isWithinTags(text.value, limits.items))
    return refused('document.too_many_items', { max: Math.min(limits.items, MOST_ELEMENTS) })
  return parse(text.value, limits)
}

function parse(text: string, limits: Limits): Result<XmlElement> {
  try {
    const { root } = parseXml(text)
    if (!root) return refused('document.syntax', { what: 'no root element' })
    if (root.name === 'html') return refused('document.html', { what: 'an HTML page' })
    return isWithinDepth(root, limits.depth)
      ? { ok: true, value: root }
      : refused('document.too_deep', { max: limits.depth })
  } catch (error) {
    if (!(error instanceof XmlError)) return refused('document.too_deep', { max: limits.depth })
    const look = looksLike(text)
    if (look) return { ok: false, findings: [look] }
    const code = error.pos >= text.trimEnd().length ? 'document.truncated' : 'document.syntax'
    const { line, column, pos } = error
    return refused(code, { what: 'not well-formed XML', line, column, offset: pos })
  }
}

/** Elements and attributes of a document at most: each becomes an object of some hundred bytes. */
const MOST_ELEMENTS = 500_000
const MOST_ATTRIBUTES = 2_000_000

/** Counts before anything is made of them: starts of elements, and what looks like an attribute. */
function isWithinTags(text: string, max: number): boolean {
  let elements = 0
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    if (!NO_START.has(text[at + 1] ?? '')) elements += 1
    if (elements > Math.min(2 * max, MOST_ELEMENTS)) return false
  }
  let attributes = 0
  for (let at = text.indexOf('='); at !== -1; at = text.indexOf('=', at + 1)) {
    if (text[at + 1] === '"' || text[at + 1] === "'") attributes += 1
    if (attributes > MOST_ATTRIBUTES) return false
  }
  return true
}

/** After `<`: an end, a comment or declaration, an instruction. */
const NO_START: ReadonlySet<string> = new Set(['/', '!', '?'])

function isWithinDepth(root: XmlElement, max: number): boolean {
  let level = [root]
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > max) return false
    level = level.flatMap(childElements)
  }
  return true
}

/** The elements directly inside an element, in order. */
export function childElements(element: XmlElement): XmlElement[] {
  return element.children.filter((child) => child instanceof XmlElement)
}

/** An attribute of an element, if it has it. */
export function xmlAttribute(element: XmlElement, name: string): string | undefined {
  return element.attributes[name]
}

/** An element's name without its prefix, in lower case: `x:Failure` means what `failure` means. */
export function localName({ name }: XmlElement): string {
  return name.slice(name.lastIndexOf(':') + 1).toLowerCase()
}

/** The elements directly inside an element that have this local name, whatever its case, in order. */
export function childrenNamed(element: XmlElement, name: string): XmlElement[] {
  const wanted = name.toLowerCase()
  return childElements(element).filter((child) => localName(child) === wanted)
}

/** The namespace of an element that declares it itself, as roots do; null for one without. */
export function ownNamespace(element: XmlElement): string | null {
  const colon = element.name.indexOf(':')
  return xmlAttribute(element, colon < 0 ? 'xmlns' : `xmlns:${element.name.slice(0, colon)}`) ?? null
}
