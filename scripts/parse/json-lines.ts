import type { Finding } from '#model/finding.ts'
import { readJson } from './json.ts'
import type { Limits } from './limits.ts'
import { type Result, refused } from './result.ts'

/**
 * The door for many JSON documents in one file: JSON Lines (NDJSON), one a line with empty lines between them allowed,
 * or documents over several lines that follow each other, as `govulncheck -json` writes them. Bytes → the documents, or
 * the findings of the first one that is refused, with its line in the file. Each goes through the door for JSON; the
 * limits are those of the whole file. Never throws.
 */
export function readJsonLines(bytes: Uint8Array, limits: Limits): Result<unknown[]> {
  if (bytes.length > limits.bytes)
    return refused('document.too_large', { bytes: bytes.length, max: limits.bytes })
  const documents: unknown[] = []
  let items = 0
  for (const part of partsOf(bytes)) {
    if (documents.length >= MOST_DOCUMENTS)
      return refused('document.too_many_items', { max: MOST_DOCUMENTS, line: part.line })
    const document = readJson(bytes.subarray(part.start, part.end), limits)
    if (!document.ok) return { ok: false, findings: document.findings.map((each) => placed(each, part)) }
    documents.push(document.value)
    items += countValues(document.value)
    if (items > limits.items)
      return refused('document.too_many_items', { max: limits.items, line: part.line })
  }
  return documents.length > 0
    ? { ok: true, value: documents }
    : refused('document.empty', { bytes: bytes.length })
}

/** Far more than a test run with a line for every line of output. */
const MOST_DOCUMENTS = 500_000

/** One document of a file: its bytes and the line that it begins on, counted from 1. */
type Part = { start: number; end: number; line: number }

function partsOf(bytes: Uint8Array): Iterable<Part> {
  const [first] = linesOf(bytes)
  return first && endOfDocument(bytes, first.start) > first.end ? documentsOf(bytes) : linesOf(bytes)
}

/** The lines with anything on them. */
function* linesOf(bytes: Uint8Array): Generator<Part> {
  let line = 1
  for (let start = 0; start < bytes.length; line += 1) {
    const newline = bytes.indexOf(NEWLINE, start)
    const end = newline < 0 ? bytes.length : newline
    if (!isBlank(bytes, start, end)) yield { start, end, line }
    start = end + 1
  }
}

/** Documents one after the other, wherever their lines end. */
function* documentsOf(bytes: Uint8Array): Generator<Part> {
  let line = 1
  let start = 0
  while (start < bytes.length) {
    const byte = bytes[start] ?? 0
    if (byte <= SPACE) {
      if (byte === NEWLINE) line += 1
      start += 1
      continue
    }
    const end = endOfDocument(bytes, start)
    yield { start, end, line }
    for (let at = start; at < end; at += 1) if (bytes[at] === NEWLINE) line += 1
    start = end
  }
}

/** Where the object or list that begins at `start` ends; the end of the bytes when it never does, or for anything else. */
function endOfDocument(bytes: Uint8Array, start: number): number {
  let depth = 0
  let isText = false
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (isText) {
      if (byte === BACKSLASH) at += 1
      else if (byte === QUOTE) isText = false
    } else if (byte === QUOTE) isText = true
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth -= 1
      if (depth <= 0) return at + 1
    }
  }
  return bytes.length
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if ((bytes[at] ?? 0) > SPACE) return false
  return true
}

const NEWLINE = 0x0a
const SPACE = 0x20
const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d

/** A finding about a part, with its place in the whole file. */
function placed({ args, ...rest }: Finding, part: Part): Finding {
  const { line, offset } = args
  return {
    ...rest,
    args: {
      ...args,
      line: part.line - 1 + (typeof line === 'number' ? line : 1),
      ...(typeof offset === 'number' ? { offset: part.start + offset } : {}),
    },
  }
}

/** All values of a document that the door let through, which is not deep. */
function countValues(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1
  return Object.values(value).reduce((sum: number, each) => sum + countValues(each), 1)
}
