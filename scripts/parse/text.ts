import { type Finding, finding } from '#model/finding.ts'
import type { Limits } from './limits.ts'
import { type Result, refused } from './result.ts'

/**
 * Bytes → text, or why they are none: too many, none at all, another encoding, a byte that is not UTF-8. A byte order
 * mark is refused too: RFC 8259 forbids writing one, and half of all parsers fail on it.
 */
export function readText(bytes: Uint8Array, limits: Pick<Limits, 'bytes'>): Result<string> {
  if (bytes.length > limits.bytes) {
    return refused('document.too_large', { bytes: bytes.length, max: limits.bytes })
  }
  const sign = SIGNS.find(({ start }) => start.every((byte, index) => bytes[index] === byte))
  if (sign) return refused(sign.code, { what: sign.what, offset: 0 })
  if (bytes[0] === 0 || bytes[1] === 0) return refused('document.utf16', { what: 'UTF-16', offset: 0 })
  const text = decoded(bytes)
  if (text === null) return notUtf8(bytes)
  return /\S/.test(text) ? { ok: true, value: text } : refused('document.empty', { bytes: bytes.length })
}

/** Drops a UTF-8 byte order mark, for formats whose writers are known to put one there (SARIF, XML). */
export function withoutByteOrderMark(bytes: Uint8Array): Uint8Array {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  return marked ? bytes.subarray(3) : bytes
}

/** The text of bytes; null when they are not UTF-8. Works in a browser too, where releases are verified. */
function decoded(bytes: Uint8Array): string | null {
  try {
    return DECODER.decode(bytes)
  } catch {
    return null
  }
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
  while (decoded(bytes.subarray(0, good)) === null) good -= 1
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

/**
 * Reads foreign plain text: formats of lines, such as TAP, LCOV or SHA256SUMS. Bytes → text, or findings `document.*`.
 * Refuses what is no text (NUL) or something else saved in its place (a login page, a pointer, a conflict), more lines
 * than `items` and a line longer than `stringLength`. Never throws.
 */
export function readPlainText(bytes: Uint8Array, limits: Limits): Result<string> {
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

/**
 * Names a text that is something else than it should be: what CI leaves behind when a step went wrong. Null when it
 * looks like nothing known. Cheap, and never a proof: ask it only of text that is already refused, or that no honest
 * document could look like.
 */
export function looksLike(text: string): Finding | null {
  for (const look of LOOKS) {
    const match = look.sign.exec(text)
    if (match) return finding(look.code, { what: look.what, ...place(text, match.index) })
  }
  return null
}

const LOOKS = [
  {
    sign: /^version https:\/\/git-lfs\.github\.com\/spec\//,
    code: 'document.lfs_pointer',
    what: 'a git LFS pointer',
  },
  { sign: /^<{7} .*$/m, code: 'document.merge_markers', what: 'a file with merge conflict markers' },
  {
    sign: /^\s*(<!--.{0,500}?-->\s*)?<(!doctype\s+)?html[\s>]/is,
    code: 'document.html',
    what: 'an HTML page',
  },
]

/** Line and column (from 1, in UTF-16 units) of an offset in a text. */
function place(text: string, offset: number): { line: number; column: number; offset: number } {
  let line = 1
  let start = 0
  for (let end = text.indexOf('\n'); end !== -1 && end < offset; end = text.indexOf('\n', start)) {
    line += 1
    start = end + 1
  }
  return { line, column: offset - start + 1, offset }
}

/** Base64 of either alphabet, with or without padding → bytes; null for any other text. Empty text is no bytes. */
export function decodeBase64(text: string): Buffer | null {
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(text)) return null
  const digits = text.replace(/=+$/, '')
  // One digit left over is six bits: no byte.
  return digits.length % 4 === 1 ? null : Buffer.from(digits, 'base64')
}
