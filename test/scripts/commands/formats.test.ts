import { describe, expect, test } from 'vitest'
import { formatLines } from '#commands/formats.ts'
import { EVIDENCE_FORMATS } from '#formats/registry.ts'
import type { Display } from '#lib/terminal.ts'

const PLAIN: Display = { isTerminal: true, paint: (_, text) => text }

describe('catalog formats', () => {
  test('tells of every format once, as JSON lines without marks', () => {
    const told = formatLines([], PLAIN, true).map((line) => JSON.parse(line))
    const names = told.map(({ format }) => format)
    expect(names).toEqual([...new Set(names)])
    expect(EVIDENCE_FORMATS.map(({ name }) => name).filter((name) => !names.includes(name))).toEqual([])
    for (const { what, from, passes } of told) {
      expect([what, from, passes].every((text) => typeof text === 'string' && /^[^`]+$/.test(text))).toBe(
        true,
      )
    }
  })

  test('tells on a terminal what writes a format and what it must show', () => {
    const lines = formatLines(['tap', 'lcov'], PLAIN, false)
    expect(lines[0]).toMatch(/^FORMAT +REPORTS OF TESTS$/)
    expect(lines[1]).toMatch(/^tap +Test Anything Protocol 12 to 14$/)
    expect(lines[2]).toMatch(/^ +Written by: node --test --test-reporter=tap, /)
    expect(lines[3]).toMatch(/^ +Passed when: /)
    expect(lines.join('\n')).toMatch(/lcov +LCOV tracefiles\n +Written by: .*\n +Metrics: .*\n +Note: /)
    expect(lines.at(-1)).toBe('2 formats. Any other file is kept as unknown and never passes.')
  })

  test('refuses a name that no format has', () => {
    expect(() => formatLines(['junit', 'j\u001bunit'], PLAIN, true)).toThrow(/no format has this name/)
  })
})
