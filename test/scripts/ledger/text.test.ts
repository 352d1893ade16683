import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ledgerText, readLedger } from '#ledger/text.ts'
import { OTHER_COMMIT } from '../../builders.ts'
import { aLedger, aPublication } from '../../ledgers.ts'
import { firstBadLine } from './independent.ts'

const lines = aLedger(
  [aPublication(), aPublication({ service: 'edge', version: '2.0.0', tag: 'edge@2.0.0 "ü"' })],
  [aPublication({ commit: OTHER_COMMIT })],
)
const text = ledgerText(lines)
const codeOf = (changed: string) => {
  const ledger = readLedger(changed)
  return ledger.ok ? null : ledger.fault.code
}

describe('the text of a ledger', () => {
  test('returns the lines it was made from', () => {
    expect(readLedger(text)).toEqual({ ok: true, lines })
    expect(readLedger('')).toEqual({ ok: true, lines: [] })
  })

  test.each([
    ['ends without a line feed', text.slice(0, -1), 'ledger.cut_off'],
    ['holds a line that is no JSON', `${text}{\n`, 'ledger.unreadable'],
    ['holds an empty line', `${text}\n`, 'ledger.unreadable'],
    ['holds an unknown key', text.replace('{"act"', '{"aaa":1,"act"'), 'ledger.unreadable'],
    ['holds a space more', text.replace('{"act"', '{ "act"'), 'ledger.not_canonical'],
    ['lacks its first line', text.slice(text.indexOf('\n') + 1), 'ledger.index'],
    ['tells of another commit', text.replace('a'.repeat(40), 'c'.repeat(40)), 'ledger.link'],
  ])('is refused when it %s', (_, changed, code) => {
    expect(codeOf(changed)).toBe(code)
  })

  test('agrees with an independent checker on every one-byte change before its last line', () => {
    const bytes = Buffer.from(text)
    const last = bytes.lastIndexOf(0x0a, bytes.length - 2) + 1
    fc.assert(
      fc.property(fc.nat(last - 1), fc.integer({ min: 1, max: 255 }), (position, change) => {
        const changed = Buffer.from(bytes)
        changed[position] = (changed[position] ?? 0) ^ change
        expect(firstBadLine(changed)).not.toBeNull()
        expect(readLedger(changed.toString('utf8')).ok).toBe(false)
      }),
      { numRuns: 300 },
    )
    expect(firstBadLine(bytes)).toBeNull()
  })
})
