import type { Limits } from './limits.ts'
import { looksLike } from './looks.ts'
import { type Result, refused } from './result.ts'
import { readText } from './text.ts'

/**
 * The one door for foreign plain text: formats that are lines, such as TAP, LCOV or SHA256SUMS. Bytes → text, or
 * findings `document.*`. Refuses what is no text (NUL) or something else saved in its place (a login page, a
 * pointer, a conflict), more lines than `items` and a line longer than `stringLength`. Never throws.
 */
export function readPlain(bytes: Uint8Array, limits: Limits): Result<string> {
  const text = readText(bytes, limits)
  if (!text.ok) return text
  const nul = text.value.indexOf('\0')
  if (nul !== -1) return refused('document.binary', { what: 'binary data', offset: nul })
  const look = looksLike(text.value)
  return look ? { ok: false, findings: [look] } : withinLines(text.value, limits)
}

/** The lines of a text, without their ends, LF or CRLF. */
export function linesOf(text: string): string[] {
  return text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
}

function withinLines(text: string, { items, stringLength }: Limits): Result<string> {
  let lines = 0
  for (let start = 0; start < text.length; ) {
    lines += 1
    const end = text.indexOf('\n', start)
    const length = (end === -1 ? text.length : end) - start
    if (length > stringLength) {
      return refused('document.string_too_long', { length, max: stringLength, line: lines })
    }
    if (lines > items) return refused('document.too_many_items', { max: items })
    start += length + 1
  }
  return { ok: true, value: text }
}
