import { readJson } from './json.ts'
import type { Limits } from './limits.ts'
import type { Result } from './result.ts'
import { refused } from './result.ts'

/**
 * The door for JSON Lines: one document a line, empty lines between them allowed. Bytes → the documents, or the
 * findings of the first line that is refused. Never throws.
 */
export function readJsonLines(bytes: Uint8Array, limits: Limits): Result<unknown[]> {
  if (bytes.length > limits.bytes)
    return refused('document.too_large', { bytes: bytes.length, max: limits.bytes })
  const documents: unknown[] = []
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, start)
    const end = newline < 0 ? bytes.length : newline
    const line = bytes.subarray(start, end)
    start = end + 1
    if (line.every((byte) => byte <= SPACE)) continue
    if (documents.length >= MOST_LINES) return refused('document.too_many_items', { max: MOST_LINES })
    const document = readJson(line, limits)
    if (!document.ok) return document
    documents.push(document.value)
  }
  return documents.length > 0
    ? { ok: true, value: documents }
    : refused('document.empty', { bytes: bytes.length })
}

const NEWLINE = 0x0a
const SPACE = 0x20
const MOST_LINES = 10_000
