import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
} from 'yaml'
import { type Finding, finding } from '#model/finding.ts'
import { FORBIDDEN_KEYS, isWithin } from './json-fast.ts'
import type { Limits } from './limits.ts'
import { excerpt, MAX_FINDINGS, type Result, refused, shortPath } from './result.ts'
import { looksLike, readText } from './text.ts'

/**
 * Reads foreign YAML 1.2, core schema. Bytes → value of the kinds JSON has, or findings `document.*`. Stricter than
 * YAML: one document, text keys, no tags, no duplicate or merge keys, few aliases, and numbers written as in JSON (`012` and
 * `0x1f` are refused; dates are text, and whether `1.10` may be a number is for the schema to say). Never throws.
 */
export function readYaml(bytes: Uint8Array, limits: Limits): Result<unknown> {
  const text = readText(bytes, limits)
  if (!text.ok) return text
  const look = looksLike(text.value)
  if (look) return { ok: false, findings: [look] }
  try {
    return parse(text.value, limits)
  } catch (error) {
    if (error instanceof RangeError) return refused('document.too_deep', { max: limits.depth })
    return refused('document.aliases', { what: 'aliases that cannot be followed, or too many' })
  }
}

/** The copy through JSON text makes `-0` a 0 and separates the parts that aliases share. */
function parse(text: string, limits: Limits): Result<unknown> {
  const lines = new LineCounter()
  const document = parseDocument(text, { ...OPTIONS, lineCounter: lines })
  const findings = [...syntaxFindings(document, lines), ...nodeFindings(document, lines, limits)]
  if (findings.length > 0) return { ok: false, findings: findings.slice(0, MAX_FINDINGS) }
  const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES })
  if (!isWithin(value, limits)) return refused('document.aliases', { what: 'too many aliases' })
  return { ok: true, value: JSON.parse(JSON.stringify(value)) }
}

/** Duplicate keys are found in our own walk: the library compares every key with every other. */
const OPTIONS = {
  version: '1.2',
  schema: 'core',
  strict: true,
  stringKeys: true,
  uniqueKeys: false,
  resolveKnownTags: false,
  prettyErrors: false,
  logLevel: 'error',
} as const

/** The library's messages may quote the text, so only its codes are passed on. */
function syntaxFindings(document: Document.Parsed, lines: LineCounter): Finding[] {
  const problems = [...document.errors, ...document.warnings].map(({ code, pos }) =>
    finding(CODES[code] ?? 'document.syntax', {
      what: code.toLowerCase().replaceAll('_', ' '),
      ...yamlPlace(lines, pos[0]),
    }),
  )
  const version = document.directives.yaml
  const isOther = version.explicit && version.version !== '1.2'
  return isOther
    ? [finding('document.yaml_version', { what: version.version, ...yamlPlace(lines, 0) }), ...problems]
    : problems
}

const CODES: Record<string, string> = {
  MULTIPLE_DOCS: 'document.two_documents',
  RESOURCE_EXHAUSTION: 'document.too_deep',
  NON_STRING_KEY: 'document.yaml_key',
  TAG_RESOLVE_FAILED: 'document.yaml_tag',
}

/** Everything to refuse in a YAML document that parsed, each with line, column (from 1), offset and path. */
function nodeFindings(document: Document.Parsed, lines: LineCounter, limits: Limits): Finding[] {
  const findings: Finding[] = []
  const report: Report = (code, args, node, path) => {
    if (findings.length >= MAX_FINDINGS) return
    const where = yamlPlace(lines, node.range?.[0] ?? 0)
    findings.push(finding(code, { ...args, ...where }, shortPath(path)))
  }
  if (document.contents) checkNode(document.contents, [], { limits, report, document, aliases: [] })
  return findings
}

/** Line and column (from 1) of an offset in a YAML text. */
function yamlPlace(lines: LineCounter, offset: number) {
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
const MAX_ALIASES = 100

type NodePair = { key: Scalar; value: Node | null }

function checkPairs(pairs: NodePair[], path: Finding['path'], context: Context): void {
  const { limits, report } = context
  const seen = new Set<string>()
  for (const { key, value } of pairs) {
    const name = String(key.value)
    const here = [...path, name]
    if (seen.has(name)) report('document.duplicate_key', { what: excerpt(name) }, key, here)
    if (FORBIDDEN_KEYS.has(name)) report('document.forbidden_key', { what: name }, key, here)
    // YAML 1.2 takes it for a name like any other, most who write it mean what YAML 1.1 made of it.
    if (name === '<<' && key.type === 'PLAIN') report('document.aliases', { what: 'a merge key' }, key, here)
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
