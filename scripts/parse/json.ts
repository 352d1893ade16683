import { printParseErrorCode, visit } from 'jsonc-parser'
import { type Finding, finding } from '#model/finding.ts'
import { findViolations } from './json-exact.ts'
import { isBeyond, isPlain } from './json-fast.ts'
import type { Limits } from './limits.ts'
import type { Result } from './result.ts'
import { looksLike, readText } from './text.ts'

/**
 * The one door for foreign JSON. Bytes → value, or findings `document.*` with line, column, offset and path.
 * Refuses what `JSON.parse` lets through in silence: duplicate keys, `__proto__`, numbers beyond 2^53, infinities,
 * lone surrogates, depth and size. `-0` is read as 0. Never throws.
 */
export function readJson(bytes: Uint8Array, limits: Limits): Result<unknown> {
  const text = readText(bytes, limits)
  return text.ok ? parseJson(text.value, limits) : text
}

function parseJson(text: string, limits: Limits): Result<unknown> {
  // A few bytes become a whole object: what is too much is refused before anything is made of it.
  if (text.length > 2 * limits.items && isBeyond(text, limits.items))
    return { ok: false, findings: findViolations(text, limits) }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, findings: [syntaxFinding(text)] }
  }
  if (isPlain(value, text, limits)) return { ok: true, value }
  const findings = findViolations(text, limits)
  return findings.length > 0 ? { ok: false, findings } : { ok: true, value: JSON.parse(text, positiveZero) }
}

function positiveZero(_key: string, value: unknown): unknown {
  return value === 0 ? 0 : value
}

/**
 * Why a text is not JSON, as one finding: what it looks like instead (a pointer, a login page, a conflict, a
 * file cut off, two documents), else the place of the first error. Never the parser's own message, which quotes
 * the text.
 */
function syntaxFinding(text: string): Finding {
  const look = looksLike(text)
  if (look) return look
  const error = firstError(text)
  const number = error && /^-?(NaN|Infinity)\b/.exec(text.slice(error.offset))
  if (number) return finding('document.not_a_number', { ...error, what: number[0] })
  if (!error) return finding('document.syntax', { what: null, line: null, column: null, offset: null })
  return finding(codeOf(error, text), error)
}

type SyntaxError = { what: string; line: number; column: number; offset: number }

/** jsonc-parser recurses and may overflow where `JSON.parse` did not: then there is no place to tell. */
function firstError(text: string): SyntaxError | null {
  const errors: SyntaxError[] = []
  try {
    visit(
      text,
      {
        onError: (error, offset, _length, line, column) => {
          if (errors.length > 0) return
          errors.push({ what: words(printParseErrorCode(error)), line: line + 1, column: column + 1, offset })
        },
      },
      { disallowComments: true },
    )
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return errors[0] ?? null
}

/** `CommaExpected` → `comma expected`. */
function words(name: string): string {
  return name.replace(/(?!^)[A-Z]/g, ' $&').toLowerCase()
}

function codeOf(error: SyntaxError, text: string): string {
  const rest = text.slice(error.offset)
  if (error.what === 'end of file expected' && /^[{["]/.test(rest)) return 'document.two_documents'
  const isOpenString = error.what === 'unexpected end of string' && !rest.trimEnd().includes('\n')
  const isCut = isOpenString || !/\S/.test(rest)
  return isCut ? 'document.truncated' : 'document.syntax'
}
