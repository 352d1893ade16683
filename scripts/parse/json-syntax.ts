import { printParseErrorCode, visit } from 'jsonc-parser'
import type { Finding } from '#model/finding.ts'
import { looksLike } from './looks.ts'

/**
 * Why a text is not JSON, as one finding: what it looks like instead (a pointer, a login page, a conflict, a
 * file cut off, two documents), else the place of the first error. Never the parser's own message, which quotes
 * the text.
 */
export function syntaxFinding(text: string): Finding {
  const look = looksLike(text)
  if (look) return look
  const error = firstError(text)
  const number = error && /^-?(NaN|Infinity)\b/.exec(text.slice(error.offset))
  if (number) return { code: 'document.not_a_number', args: { ...error, what: number[0] }, path: [] }
  if (!error)
    return { code: 'document.syntax', args: { what: null, line: null, column: null, offset: null }, path: [] }
  return { code: codeOf(error, text), args: error, path: [] }
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
