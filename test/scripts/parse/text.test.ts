import { describe, expect, test } from 'vitest'
import { readText, withoutByteOrderMark } from '#parse/text.ts'
import { bytes } from './documents.ts'

const read = (content: string | number[], max = 1_000) => readText(bytes(content), { bytes: max })

describe('the text decoder', () => {
  test('takes UTF-8 as it is', () => {
    expect(read('Grüße — 🚀 \u0000 \uFFFD')).toEqual({ ok: true, value: 'Grüße — 🚀 \u0000 \uFFFD' })
  })

  test('counts bytes before it decodes them', () => {
    expect(read('ééé', 6).ok).toBe(true)
    expect(read('ééé', 5)).toEqual({
      ok: false,
      findings: [{ code: 'document.too_large', args: { bytes: 6, max: 5 }, path: [] }],
    })
  })

  test.each([
    ['a byte that never occurs', [0x61, 0x0a, 0x62, 0xff, 0x63], 3, '0xff', 2, 2],
    ['Latin-1 before a quote', [0x61, 0xe9, 0x22], 1, '0xe9', 1, 2],
    ['a character cut off at the end', [0x61, 0xf0, 0x9f], 1, '0xf0', 1, 2],
    ['an overlong slash', [0xc0, 0xaf], 0, '0xc0', 1, 1],
    ['a surrogate in three bytes', [0x61, 0xed, 0xa0, 0x80], 1, '0xed', 1, 2],
  ])('says where %s is', (_, content, offset, what, line, column) => {
    expect(read(content)).toEqual({
      ok: false,
      findings: [{ code: 'document.not_utf8', args: { what, offset, line, column }, path: [] }],
    })
  })

  test.each([
    ['a byte order mark', [0xef, 0xbb, 0xbf, 0x7b], 'document.bom'],
    ['UTF-16 little endian, marked', [0xff, 0xfe, 0x7b, 0], 'document.utf16'],
    ['UTF-16 big endian, marked', [0xfe, 0xff, 0, 0x7b], 'document.utf16'],
    ['UTF-16 little endian', [0x7b, 0, 0x7d, 0], 'document.utf16'],
    ['UTF-16 big endian', [0, 0x7b, 0, 0x7d], 'document.utf16'],
    ['a zip archive', [0x50, 0x4b, 3, 4, 0], 'document.archive'],
    ['gzip', [0x1f, 0x8b, 8], 'document.archive'],
    ['nothing', [], 'document.empty'],
    ['blanks', [0x20, 0x0a], 'document.empty'],
  ])('names %s', (_, content, code) => {
    expect(read(content)).toEqual({ ok: false, findings: [expect.objectContaining({ code })] })
  })

  test('a byte order mark can be dropped, and only that', () => {
    expect(withoutByteOrderMark(bytes([0xef, 0xbb, 0xbf, 0x61]))).toEqual(bytes('a'))
    expect(withoutByteOrderMark(bytes('aé'))).toEqual(bytes('aé'))
  })
})
