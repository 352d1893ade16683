import type { Reading } from '../../src/model/evidence.ts'
import type { Door } from '../door/door.ts'
import { readJson } from '../door/json.ts'
import { LIMITS } from '../door/limits.ts'
import { withoutByteOrderMark } from '../door/text.ts'
import { readXml } from '../door/xml.ts'
import { isJunit, readJunit } from './junit.ts'
import { isMetrics, readMetrics } from './metrics.ts'
import { emptyReading, reason, unreadable } from './reading.ts'
import { isRecord, readRecord } from './record.ts'
import { isSarif, readSarif } from './sarif.ts'

/** One format: the door its bytes come through, how it is recognized by content, and what is made of it. */
type Reader = { format: string; syntax: Syntax; recognizes: Recognizes; read: (document: unknown) => Reading }

type Syntax = 'json' | 'xml'

type Recognizes = (document: unknown) => boolean

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
    return unreadable(format ?? UNRECOGNIZED, [reason('evidence.reader_failed', { what: name })])
  }
}

const UNRECOGNIZED = 'unrecognized'

/** The order is that of recognition: the more particular mark stands first. */
const READERS: readonly Reader[] = [
  { format: 'junit', syntax: 'xml', recognizes: isJunit, read: readJunit },
  { format: 'sarif', syntax: 'json', recognizes: isSarif, read: readSarif },
  { format: 'record', syntax: 'json', recognizes: isRecord, read: readRecord },
  { format: 'metrics', syntax: 'json', recognizes: isMetrics, read: readMetrics },
]

const DOORS: Record<Syntax, (bytes: Uint8Array) => Door<unknown>> = {
  json: (bytes) => readJson(bytes, LIMITS.evidence),
  xml: (bytes) => readXml(bytes, LIMITS.evidence),
}

function named(bytes: Uint8Array, format: string): Reading {
  const reader = READERS.find((candidate) => candidate.format === format)
  if (!reader) return { ...emptyReading(format), reasons: [reason('evidence.no_reader', { format })] }
  const document = DOORS[reader.syntax](withoutByteOrderMark(bytes))
  return document.ok ? reader.read(document.value) : unreadable(format, document.findings)
}

function recognized(bytes: Uint8Array): Reading {
  const body = withoutByteOrderMark(bytes)
  const syntax = syntaxOf(body)
  const document = DOORS[syntax](body)
  if (!document.ok) return unreadable(UNRECOGNIZED, document.findings)
  const reader = READERS.find((one) => one.syntax === syntax && one.recognizes(document.value))
  return reader
    ? reader.read(document.value)
    : { ...emptyReading(UNRECOGNIZED), reasons: [reason('evidence.unrecognized')] }
}

/** XML starts with `<`, after white space at most. */
function syntaxOf(bytes: Uint8Array): Syntax {
  const first = bytes.find((byte) => byte > 0x20)
  return first === 0x3c ? 'xml' : 'json'
}
