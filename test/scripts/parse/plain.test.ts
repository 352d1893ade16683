import { describe, expect, test } from 'vitest'
import { linesOf, readPlainText } from '#parse/text.ts'

const LIMITS = { bytes: 1000, depth: 1, keys: 1, items: 3, stringLength: 10 }
const read = (text: string) => readPlainText(new TextEncoder().encode(text), LIMITS)

describe('the plain-text parser', () => {
  test.each(['ok 1', 'a\nb\nc', 'a\nb\nc\n', '0123456789\n0123456789'])('takes %j as it is', (text) => {
    expect(read(text)).toEqual({ ok: true, value: text })
  })

  test.each([
    ['a\nb\nc\nd', 'document.too_many_items'],
    ['a\n01234567890', 'document.string_too_long'],
    ['ab\0', 'document.binary'],
    ['version https://git-lfs.github.com/spec/v1', 'document.lfs_pointer'],
    ['<<<<<<< HEAD\na', 'document.merge_markers'],
    ['<!doctype html>', 'document.html'],
    [' \n', 'document.empty'],
  ])('refuses %j', (text, code) => {
    const door = read(text)
    expect(door.ok ? [] : door.findings.map((finding) => finding.code)).toEqual([code])
  })

  test('refuses bytes that are not UTF-8, and too many of them', () => {
    expect(read('a\n'.repeat(501)).ok).toBe(false)
    expect(readPlainText(new Uint8Array([0x6f, 0x6b, 0xff]), LIMITS).ok).toBe(false)
  })

  test('splits lines at LF and CRLF and keeps a lone CR', () => {
    expect(linesOf('a\r\nb\nc\rd')).toEqual(['a', 'b', 'c\rd'])
  })
})
