import { isUtf8 } from 'node:buffer'
import type { Limits } from './limits.ts'
import { type Result, refused } from './result.ts'

/**
 * Bytes → text, or why they are none: too many, none at all, another encoding, a byte that is not UTF-8. A byte
 * order mark is refused too: RFC 8259 lets nobody write one, and half of all parsers stumble over it.
 */
export function readText(bytes: Uint8Array, limits: Pick<Limits, 'bytes'>): Result<string> {
  if (bytes.length > limits.bytes) {
    return refused('document.too_large', { bytes: bytes.length, max: limits.bytes })
  }
  const sign = SIGNS.find(({ start }) => start.every((byte, index) => bytes[index] === byte))
  if (sign) return refused(sign.code, { what: sign.what, offset: 0 })
  if (bytes[0] === 0 || bytes[1] === 0) return refused('document.utf16', { what: 'UTF-16', offset: 0 })
  if (!isUtf8(bytes)) return notUtf8(bytes)
  const text = DECODER.decode(bytes)
  return /\S/.test(text) ? { ok: true, value: text } : refused('document.empty', { bytes: bytes.length })
}

/** Drops a UTF-8 byte order mark, for formats whose writers are known to put one there (SARIF, XML). */
export function withoutByteOrderMark(bytes: Uint8Array): Uint8Array {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  return marked ? bytes.subarray(3) : bytes
}

const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** First bytes that tell what a file is; the longer sign of two that start alike stands first. */
const SIGNS = [
  { start: [0xef, 0xbb, 0xbf], code: 'document.bom', what: 'a UTF-8 byte order mark' },
  { start: [0xff, 0xfe, 0, 0], code: 'document.utf16', what: 'UTF-32' },
  { start: [0xff, 0xfe], code: 'document.utf16', what: 'UTF-16' },
  { start: [0xfe, 0xff], code: 'document.utf16', what: 'UTF-16' },
  { start: [0x50, 0x4b, 0x03, 0x04], code: 'document.archive', what: 'a zip archive' },
  { start: [0x1f, 0x8b], code: 'document.archive', what: 'gzip data' },
]

function notUtf8(bytes: Uint8Array): Result<string> {
  const offset = firstBadByte(bytes)
  const before = bytes.subarray(0, offset)
  return refused('document.not_utf8', {
    what: `0x${(bytes[offset] ?? 0).toString(16).padStart(2, '0')}`,
    offset,
    line: before.reduce((lines, byte) => lines + (byte === NEWLINE ? 1 : 0), 1),
    column: offset - before.lastIndexOf(NEWLINE),
  })
}

const NEWLINE = 0x0a

/** Where the first character begins that is none. */
function firstBadByte(bytes: Uint8Array): number {
  let good = 0
  let bad = bytes.length + 1
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1
    if (couldGoOn(bytes.subarray(0, middle))) good = middle
    else bad = middle
  }
  while (!isUtf8(bytes.subarray(0, good))) good -= 1
  return good
}

/** True when more bytes could make this the start of a UTF-8 text. */
function couldGoOn(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
