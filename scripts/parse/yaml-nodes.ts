import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Scalar,
} from 'yaml'
import type { Finding } from '#model/finding.ts'
import { FORBIDDEN_KEYS } from './json-fast.ts'
import { type Limits, MAX_FINDINGS } from './limits.ts'
import { excerpt, shortPath } from './result.ts'

/** Everything to refuse in a YAML document that parsed, each with line, column (from 1), offset and path. */
export function nodeFindings(document: Document.Parsed, lines: LineCounter, limits: Limits): Finding[] {
  const findings: Finding[] = []
  const report: Report = (code, args, node, path) => {
    if (findings.length >= MAX_FINDINGS) return
    const where = yamlPlace(lines, node.range?.[0] ?? 0)
    findings.push({ code, args: { ...args, ...where }, path: shortPath(path) })
  }
  if (document.contents) checkNode(document.contents, [], { limits, report, document, aliases: [] })
  return findings
}

/** Line and column (from 1) of an offset in a YAML text. */
export function yamlPlace(lines: LineCounter, offset: number) {
  const { line, col } = lines.linePos(offset)
  return { line, column: col, offset }
}

type Report = (code: string, args: Finding['args'], node: Node, path: Finding['path']) => void

type Context = { limits: Limits; report: Report; document: Document.Parsed; aliases: Alias[] }

/** Recursion ends at the limit of depth. */
function checkNode(node: Node, path: Finding['path'], context: Context): void {
  const { limits, report } = context
  if (isAlias(node)) {
    checkAlias(node, path, context)
  } else if (isScalar(node)) {
    checkScalar(node, path, context)
  } else if (path.length >= limits.depth) {
    report('document.too_deep', { max: limits.depth }, node, path)
  } else if (isMap<Scalar, Node | null>(node)) {
    checkPairs(node.items, path, context)
  } else if (isSeq<Node>(node)) {
    for (const [index, item] of node.items.entries()) checkNode(item, [...path, index], context)
  }
}

/** Following an alias searches the whole document, so only so many are followed. */
function checkAlias(node: Alias, path: Finding['path'], { aliases, report, document }: Context): void {
  aliases.push(node)
  if (aliases.length > MAX_ALIASES) report('document.aliases', { what: 'too many aliases' }, node, path)
  else if (!node.resolve(document))
    report('document.aliases', { what: 'an alias without an anchor' }, node, path)
}

/** Aliases followed in one document. */
export const MAX_ALIASES = 100

type NodePair = { key: Scalar; value: Node | null }

function checkPairs(pairs: NodePair[], path: Finding['path'], context: Context): void {
  const { limits, report } = context
  const seen = new Set<string>()
  for (const { key, value } of pairs) {
    const name = String(key.value)
    const here = [...path, name]
    if (seen.has(name)) report('document.duplicate_key', { what: excerpt(name) }, key, here)
    if (FORBIDDEN_KEYS.has(name)) report('document.forbidden_key', { what: name }, key, here)
    seen.add(name)
    if (seen.size === limits.keys + 1) report('document.too_many_keys', { max: limits.keys }, key, path)
    checkScalar(key, here, context)
    if (value) checkNode(value, here, context)
  }
}

function checkScalar(node: Scalar, path: Finding['path'], context: Context): void {
  if (typeof node.value === 'number') checkNumber(node, node.value, path, context.report)
  if (typeof node.value === 'string') checkString(node, node.value, path, context)
}

function checkString(node: Scalar, value: string, path: Finding['path'], { limits, report }: Context): void {
  if (value.length > limits.stringLength) {
    report('document.string_too_long', { length: value.length, max: limits.stringLength }, node, path)
  }
  if (!value.isWellFormed()) report('document.lone_surrogate', { what: null }, node, path)
}

function checkNumber(node: Scalar, value: number, path: Finding['path'], report: Report): void {
  const source = node.source ?? String(value)
  const what = excerpt(source, 40)
  if (!Number.isFinite(value)) report('document.number_infinite', { what }, node, path)
  else if (Math.abs(value) > Number.MAX_SAFE_INTEGER) report('document.number_unsafe', { what }, node, path)
  else if (!JSON_NUMBER.test(source)) report('document.ambiguous_number', { what }, node, path)
}

const JSON_NUMBER = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/
