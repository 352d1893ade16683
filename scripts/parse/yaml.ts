import { type Document, LineCounter, parseDocument } from 'yaml'
import type { Finding } from '#model/finding.ts'
import { isWithin } from './json-fast.ts'
import { type Limits, MAX_FINDINGS } from './limits.ts'
import { looksLike } from './looks.ts'
import { type Result, refused } from './result.ts'
import { readText } from './text.ts'
import { MAX_ALIASES, nodeFindings, yamlPlace } from './yaml-nodes.ts'

/**
 * The one door for foreign YAML 1.2, core schema. Bytes → value of the kinds JSON has, or findings `document.*`.
 * Stricter than YAML: one document, text keys, no tags, no duplicate keys, few aliases, and numbers written as in
 * JSON (`012` and `0x1f` are refused; dates are text, and whether `1.10` may be a number is for the schema to
 * say). Never throws.
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
  merge: false,
  prettyErrors: false,
  logLevel: 'error',
} as const

/** The library's messages may quote the text, so only its codes are passed on. */
function syntaxFindings(document: Document.Parsed, lines: LineCounter): Finding[] {
  const problems = [...document.errors, ...document.warnings].map(({ code, pos }) => ({
    code: CODES[code] ?? 'document.syntax',
    args: { what: code.toLowerCase().replaceAll('_', ' '), ...yamlPlace(lines, pos[0]) },
    path: [],
  }))
  const version = document.directives.yaml
  const isOther = version.explicit && version.version !== '1.2'
  return isOther
    ? [
        { code: 'document.yaml_version', args: { what: version.version, ...yamlPlace(lines, 0) }, path: [] },
        ...problems,
      ]
    : problems
}

const CODES: Record<string, string> = {
  MULTIPLE_DOCS: 'document.two_documents',
  RESOURCE_EXHAUSTION: 'document.too_deep',
  NON_STRING_KEY: 'document.yaml_key',
  TAG_RESOLVE_FAILED: 'document.yaml_tag',
}
