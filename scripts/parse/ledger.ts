import { chainFault } from '#decide/ledger/chain.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { type Finding, finding } from '#model/finding.ts'
import { LedgerEntry, type LedgerLine } from '#model/ledger.ts'
import { readJson } from './json.ts'
import { readShape } from './shape.ts'

/** A ledger, or the first thing that is wrong with it. */
export type ReadLedger = { ok: true; lines: LedgerLine[] } | { ok: false; fault: Finding }

/**
 * The text of `ledger.ndjson` → its lines, each proved: canonical bytes, shape, position, link, act. Never throws.
 * @param sha256 of a line's UTF-8 bytes, in hexadecimal.
 */
export function readLedgerLines(text: string, sha256: (line: string) => string): ReadLedger {
  if (text === '') return { ok: true, lines: [] }
  if (!text.endsWith('\n')) return bad('ledger.cut_off', { line: text.split('\n').length })
  const lines: LedgerLine[] = []
  for (const [at, line] of text.slice(0, -1).split('\n').entries()) {
    const entry = readEntry(line)
    if (!entry.ok) return bad(entry.code, { line: at + 1, why: entry.why })
    lines.push({ entry: entry.value, digest: sha256(line) })
  }
  const fault = chainFault(lines)
  return fault ? { ok: false, fault } : { ok: true, lines }
}

type ReadEntry = { ok: true; value: LedgerEntry } | { ok: false; code: string; why: string | null }

function readEntry(line: string): ReadEntry {
  const document = readJson(ENCODER.encode(line), LINE)
  if (!document.ok) return { ok: false, code: 'ledger.unreadable', why: document.findings[0]?.code ?? null }
  const shape = readShape(LedgerEntry, document.value)
  if (!shape.ok) return { ok: false, code: 'ledger.unreadable', why: shape.findings[0]?.code ?? null }
  // Other spacing or another order of keys would be another digest for the same entry.
  return canonical(shape.value) === line
    ? { ok: true, value: shape.value }
    : { ok: false, code: 'ledger.not_canonical', why: null }
}

const ENCODER = new TextEncoder()

/** One entry is about a thousand bytes; names may take up to 1,500 more. */
const LINE = { bytes: 8192, depth: 4, keys: 40, items: 80, stringLength: 2000 }

function bad(code: string, args: Finding['args']): ReadLedger {
  return { ok: false, fault: finding(code, args) }
}
