import type { Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { readJson } from '#parse/json.ts'
import { readJsonLines } from '#parse/json-lines.ts'
import { LIMITS } from '#parse/limits.ts'
import type { Result } from '#parse/result.ts'
import { readPlainText, withoutByteOrderMark } from '#parse/text.ts'
import { readXml } from '#parse/xml.ts'
import { type EvidenceFormat, isOfFormat, type ListedFile, type Syntax } from './format.ts'
import { emptyReading, unreadable } from './reading.ts'
import { listInUtf16 } from './supply-chain/sha256sums.ts'
import { unsupportedFormat } from './unsupported-formats.ts'

/** Formats in the order of recognition. */
type Formats = readonly EvidenceFormat[]

/**
 * The bytes of an artifact → a reading, by some formats. `format` names the reader; null recognizes it by content. Never
 * throws: what cannot be read is `unreadable` with the reasons, what nobody knows is `unknown`, and neither ever passes.
 * Nothing of an artifact's free text is copied but names of suites and tools.
 */
export function readBy(formats: Formats, bytes: Uint8Array, format: string | null): Reading {
  try {
    return format === null ? recognized(formats, bytes) : named(formats, bytes, format)
  } catch (error) {
    const name = error instanceof Error ? error.name : 'error'
    return unreadable(format ?? UNRECOGNIZED, [finding('evidence.reader_failed', { what: name })])
  }
}

/** The files that an artifact of a format lists with their digests; none for formats that list no files. */
export function filesListed(formats: Formats, bytes: Uint8Array, format: string): ListedFile[] {
  const reader = formats.find((candidate) => candidate.name === format)
  if (!reader?.lists) return []
  const document = PARSERS[reader.syntax](bodyOf(bytes))
  return document.ok ? reader.lists(document.value) : []
}

/** Without a byte order mark. UTF-16 is refused by every door; a list of digests that a shell wrote so says all the same. */
function bodyOf(bytes: Uint8Array): Uint8Array {
  return listInUtf16(bytes, LIMITS.evidence.bytes) ?? withoutByteOrderMark(bytes)
}

const UNRECOGNIZED = 'unrecognized'

const PARSERS: Record<Syntax, (bytes: Uint8Array) => Result<unknown>> = {
  json: (bytes) => readJson(bytes, LIMITS.evidence),
  'json-lines': (bytes) => readJsonLines(bytes, LIMITS.evidence),
  xml: (bytes) => readXml(bytes, LIMITS.evidence),
  text: (bytes) => readPlainText(bytes, LIMITS.evidence),
}

function named(formats: Formats, bytes: Uint8Array, format: string): Reading {
  const readers = formats.filter((candidate) => candidate.name === format)
  const [first] = readers
  if (!first) return { ...emptyReading(format), reasons: [finding('evidence.no_reader', { format })] }
  const body = bodyOf(bytes)
  const syntax = readers.some((each) => each.syntax === syntaxOf(body)) ? syntaxOf(body) : first.syntax
  const document = PARSERS[syntax](body)
  const ofLines = isSeveral(document) && readers.find((each) => each.syntax === 'json-lines')
  const reader = ofLines || readers.find((each) => each.syntax === syntax) || first
  const taken = ofLines ? PARSERS['json-lines'](body) : document
  return taken.ok ? reader.read(taken.value) : unreadable(format, taken.findings)
}

function recognized(formats: Formats, bytes: Uint8Array): Reading {
  const body = bodyOf(bytes)
  const syntax = syntaxOf(body)
  const document = PARSERS[syntax](body)
  if (!document.ok) {
    return isSeveral(document)
      ? recognizedLines(formats, body, document.findings)
      : unreadable(UNRECOGNIZED, document.findings)
  }
  const reader = readerOf(formats, document.value, syntax)
  return reader ? reader.read(document.value) : unrecognized(document.value)
}

/** JSON that goes on after its end: documents in a row, unless it is two of a format that has one a file. */
function recognizedLines(formats: Formats, body: Uint8Array, whyNotOne: Finding[]): Reading {
  const lines = PARSERS['json-lines'](body)
  if (!lines.ok) return unreadable(UNRECOGNIZED, lines.findings)
  const reader = readerOf(formats, lines.value, 'json-lines')
  if (reader) return reader.read(lines.value)
  const [first] = lines.value as unknown[]
  return readerOf(formats, first, 'json') ? unreadable(UNRECOGNIZED, whyNotOne) : unrecognized(lines.value)
}

function readerOf(formats: Formats, document: unknown, syntax: Syntax): EvidenceFormat | undefined {
  return formats.find((one) => one.syntax === syntax && isOfFormat(one, document))
}

function isSeveral(document: Result<unknown>): boolean {
  return !document.ok && document.findings[0]?.code === 'document.two_documents'
}

function unrecognized(document: unknown): Reading {
  const other = unsupportedFormat(document)
  const why = other === null ? finding('evidence.unrecognized') : finding('evidence.other_format', other)
  return { ...emptyReading(UNRECOGNIZED), reasons: [why] }
}

/** XML starts with `<`, JSON with a bracket; everything else is text. White space before it does not count. */
function syntaxOf(bytes: Uint8Array): Syntax {
  return SYNTAX[bytes.find((byte) => byte > 0x20) ?? 0] ?? 'text'
}

const SYNTAX: Readonly<Record<number, Syntax>> = { 60: 'xml', 91: 'json', 123: 'json' }
