import { hash } from 'node:crypto'
import { canonical } from '#decide/lib/canonical.ts'
import type { LedgerLine } from '#model/ledger.ts'
import { type ReadLedger, readLedgerLines } from '#parse/ledger.ts'

/** The text of `ledger.ndjson` → its lines, each proved, see `readLedgerLines`. Never throws. */
export function readLedger(text: string): ReadLedger {
  return readLedgerLines(text, sha256)
}

/** Lines → the text of `ledger.ndjson`. */
export function ledgerText(lines: readonly LedgerLine[]): string {
  return lines.map(({ entry }) => `${canonical(entry)}\n`).join('')
}

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal. */
export function sha256(text: string): string {
  return hash('sha256', text)
}
