import type { Limits } from './limits.ts'

/** Keys that reach into the machinery of objects instead of naming a value. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * True when a parsed document certainly holds nothing to refuse. False is a suspicion, not a finding: the exact
 * pass decides. This runs on every document, so it costs less than `JSON.parse` itself: one walk without recursion,
 * and a count of the keys in the text. A duplicate key is in the text and not in the value.
 */
export function isPlain(value: unknown, text: string, limits: Limits): boolean {
  const mayBeIllFormed = text.includes('\\u')
  const keys = countKeys(value, (leaf) => isPlainLeaf(leaf, limits, mayBeIllFormed), limits)
  return keys !== null && keys === keysInText(text)
}

/** True when a value of the kinds JSON has keeps the limits, shared parts counted as often as they appear. */
export function isWithin(value: unknown, limits: Limits): boolean {
  return countKeys(value, (leaf) => isPlainLeaf(leaf === 0 ? 0 : leaf, limits, true), limits) !== null
}

/** All keys of a document; null as soon as one part of it is suspicious. */
function countKeys(root: unknown, isGood: (leaf: unknown) => boolean, limits: Limits): number | null {
  if (!isContainer(root)) return isGood(root) ? 0 : null
  let keys = 0
  let items = 1
  let level: object[] = [root]
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > limits.depth) return null
    const next: object[] = []
    for (const container of level) {
      const names = Array.isArray(container) ? null : Object.keys(container)
      if (names && !areGoodKeys(names, isGood, limits)) return null
      const children = names ? Object.values(container) : (container as unknown[])
      keys += names?.length ?? 0
      items += children.length
      for (const child of children) {
        if (isContainer(child)) next.push(child)
        else if (!isGood(child)) return null
      }
    }
    if (items > limits.items) return null
    level = next
  }
  return keys
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function areGoodKeys(names: string[], isGood: (leaf: unknown) => boolean, limits: Limits): boolean {
  if (names.length > limits.keys) return false
  for (const name of names) if (FORBIDDEN_KEYS.has(name) || !isGood(name)) return false
  return true
}

function isPlainLeaf(leaf: unknown, limits: Limits, mayBeIllFormed: boolean): boolean {
  if (typeof leaf === 'string') {
    return leaf.length <= limits.stringLength && !(mayBeIllFormed && !leaf.isWellFormed())
  }
  return typeof leaf !== 'number' || (Math.abs(leaf) <= Number.MAX_SAFE_INTEGER && !Object.is(leaf, -0))
}

/**
 * Counts what may be keys in a text that `JSON.parse` took: every colon after a quotation mark. A string that holds
 * `":` counts too, which makes it a suspicion; no key is ever missed.
 */
function keysInText(text: string): number {
  let keys = 0
  for (let colon = text.indexOf(':'); colon !== -1; colon = text.indexOf(':', colon + 1)) {
    let before = colon - 1
    while (isSpace(text.charCodeAt(before))) before -= 1
    if (text.charCodeAt(before) === QUOTE) keys += 1
  }
  return keys
}

const QUOTE = 0x22

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}

/**
 * True when a text has more values than `most`, if it is JSON: each but the first of a list or object stands after a comma,
 * and the first after a bracket. Commas and brackets in strings are none.
 */
export function isBeyond(text: string, most: number): boolean {
  let values = 1
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = endOfString(text, at)
    else if (code === COMMA) values += 1
    else if ((code === BRACKET || code === BRACE) && !isClosing(text, at + 1)) values += 1
    if (values > most + 1) return true
  }
  return false
}

/** True when a list or object ends where its first value would begin. */
function isClosing(text: string, from: number): boolean {
  let at = from
  while (isSpace(text.charCodeAt(at))) at += 1
  return text[at] === ']' || text[at] === '}'
}

const COMMA = 0x2c
const BRACKET = 0x5b
const BRACE = 0x7b

/** The place of the quotation mark that ends a string; the end of a text that has none. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1
    if (slashes % 2 === 0) return at
  }
  return text.length
}

const BACKSLASH = 0x5c
