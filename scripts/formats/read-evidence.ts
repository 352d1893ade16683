import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { readJson, readJsonLines } from '#parse/json.ts'
import { LIMITS } from '#parse/limits.ts'
import type { Result } from '#parse/result.ts'
import { readPlain, withoutByteOrderMark } from '#parse/text.ts'
import { readXml } from '#parse/xml.ts'
import type { ListedFile, Syntax } from './format.ts'
import { emptyReading, unreadable } from './reading.ts'
import { EVIDENCE_FORMATS } from './registry.ts'
import { unsupportedFormat } from './unsupported-formats.ts'

/**
 * The bytes of an artifact → a reading. `format` names the reader; null recognizes it by content. Never throws:
 * what cannot be read is `unreadable` with the reasons, what nobody knows is `unknown`, and neither ever passes.
 * Nothing of an artifact's free text is copied but names of suites and tools.
 */
export function readEvidence(bytes: Uint8Array, format: string | null): Reading {
  try {
    return format === null ? recognized(bytes) : named(bytes, format)
  } catch (error) {
    const name = error instanceof Error ? error.name : 'error'
    return unreadable(format ?? UNRECOGNIZED, [finding('evidence.reader_failed', { what: name })])
  }
}

/** The files that an artifact of a format lists with their digests; none for formats that list no files. */
export function listedFiles(bytes: Uint8Array, format: string): ListedFile[] {
  const reader = EVIDENCE_FORMATS.find((candidate) => candidate.name === format)
  if (!reader?.lists) return []
  const document = PARSERS[reader.syntax](withoutByteOrderMark(bytes))
  return document.ok ? reader.lists(document.value) : []
}

const UNRECOGNIZED = 'unrecognized'

const PARSERS: Record<Syntax, (bytes: Uint8Array) => Result<unknown>> = {
  json: (bytes) => readJson(bytes, LIMITS.evidence),
  'json-lines': (bytes) => readJsonLines(bytes, LIMITS.evidence),
  xml: (bytes) => readXml(bytes, LIMITS.evidence),
  text: (bytes) => readPlain(bytes, LIMITS.evidence),
}

function named(bytes: Uint8Array, format: string): Reading {
  const readers = EVIDENCE_FORMATS.filter((candidate) => candidate.name === format)
  const [first] = readers
  if (!first) return { ...emptyReading(format), reasons: [finding('evidence.no_reader', { format })] }
  const { document, syntax } = opened(withoutByteOrderMark(bytes), first.syntax)
  if (!document.ok) return unreadable(format, document.findings)
  return (readers.find((each) => each.syntax === syntax) ?? first).read(document.value)
}

function recognized(bytes: Uint8Array): Reading {
  const body = withoutByteOrderMark(bytes)
  const { document, syntax } = opened(body, syntaxOf(body))
  if (!document.ok) return unreadable(UNRECOGNIZED, document.findings)
  const reader = EVIDENCE_FORMATS.find((one) => one.syntax === syntax && one.recognizes(document.value))
  return reader ? reader.read(document.value) : unrecognized(document.value)
}

/** JSON that goes on after its end may be JSON Lines of a known format; all else is told as the JSON it was meant to be. */
function opened(bytes: Uint8Array, syntax: Syntax): { document: Result<unknown>; syntax: Syntax } {
  const document = PARSERS[syntax](bytes)
  if (document.ok || syntax !== 'json' || document.findings[0]?.code !== 'document.two_documents')
    return { document, syntax }
  const lines = PARSERS['json-lines'](bytes)
  const isKnown =
    lines.ok && EVIDENCE_FORMATS.some((one) => one.syntax === 'json-lines' && one.recognizes(lines.value))
  return isKnown ? { document: lines, syntax: 'json-lines' } : { document, syntax }
}

function unrecognized(document: unknown): Reading {
  const what = unsupportedFormat(document)
  const why = what === null ? finding('evidence.unrecognized') : finding('evidence.other_format', { what })
  return { ...emptyReading(UNRECOGNIZED), reasons: [why] }
}

/** XML starts with `<`, JSON with a bracket; everything else is text. White space before it does not count. */
function syntaxOf(bytes: Uint8Array): Syntax {
  return SYNTAX[bytes.find((byte) => byte > 0x20) ?? 0] ?? 'text'
}

const SYNTAX: Readonly<Record<number, Syntax>> = { 60: 'xml', 91: 'json', 123: 'json' }
