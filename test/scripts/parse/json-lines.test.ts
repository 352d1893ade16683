import { describe, expect, test } from 'vitest'
import { readJsonLines } from '#parse/json-lines.ts'
import { LIMITS } from '#parse/limits.ts'

const read = (text: string, limits = LIMITS.evidence) => readJsonLines(new TextEncoder().encode(text), limits)

describe('documents in a row', () => {
  test.each([
    ['one a line', '{"a":1}\n[2]\n', [{ a: 1 }, [2]]],
    ['with empty lines and Windows ends between them', '{"a":1}\r\n\r\n \n{"a":2}', [{ a: 1 }, { a: 2 }]],
    ['over several lines', '{\n "a": 1\n}\n{\n "a": "}"\n}\n', [{ a: 1 }, { a: '}' }]],
    ['over several lines without a break between them', '{\n"a":"\\"{"}{"a":2}', [{ a: '"{' }, { a: 2 }]],
    ['a single one', '{"a":1}', [{ a: 1 }]],
  ])('%s are read', (_, text, expected) => {
    expect(read(text)).toEqual({ ok: true, value: expected })
  })

  test.each([
    ['the line of what is cut off', '{"a":1}\n\n{"a":', 'document.truncated', 3],
    ['the line inside a document of several lines', '{\n"a":1\n}\n{\n"a":x\n}', 'document.syntax', 5],
    ['a key that stands twice', '{"a":1}\n{"a":1,"a":2}', 'document.duplicate_key', 2],
    ['plain text between them', '{"a":1}\nFAIL\n{"a":2}', 'document.syntax', 2],
    ['two on one line', '{"a":1}\n{"a":1}{"a":2}', 'document.two_documents', 2],
  ])('are refused with %s', (_, text, code, line) => {
    expect(read(text)).toMatchObject({ ok: false, findings: [{ code, args: { line } }] })
  })

  test.each([
    ['more bytes', '{"a":1}\n{"a":2}', { ...LIMITS.evidence, bytes: 8 }, 'document.too_large'],
    ['more values', '[1,2]\n[3,4]', { ...LIMITS.evidence, items: 5 }, 'document.too_many_items'],
    ['nothing', ' \n\n', LIMITS.evidence, 'document.empty'],
  ])('with %s than may be are refused', (_, text, limits, code) => {
    expect(read(text, limits)).toMatchObject({ ok: false, findings: [{ code }] })
  })

  test('of half a million lines are as many as are read', () => {
    expect(read('[]\n'.repeat(500_001))).toMatchObject({ findings: [{ args: { max: 500_000 } }] })
  })
})
