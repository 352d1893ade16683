import { describe, expect, test, vi } from 'vitest'
import { readJson } from '#parse/json.ts'
import { bytes, codes, DOSSIER, opened, SMALL } from './documents.ts'

const read = (text: string, limits = DOSSIER) => readJson(bytes(text), limits)

describe('the JSON parser accepts valid documents', () => {
  test.each([
    ['an object', '{"a": [1, -2.5, 1e3, true, null, "x"]}'],
    ['a string that looks like a key', '{"a": "\\"b\\": 1, \\"b\\": 2", ":": ":"}'],
    ['the same key in two objects', '[{"a": 1}, {"a": 2}]'],
    ['the words of objects as values', '["__proto__", "constructor", {"a": "prototype"}]'],
    ['the greatest safe integers', '[9007199254740991, -9007199254740991]'],
    ['a pair of surrogates', '{"\\ud83d\\ude00": "\\ud83d\\ude00"}'],
    ['space before a colon', '{"a" : 1,\n"b"\t:\r\n2}'],
    ['a number alone', '7'],
  ])('%s', (_, text) => {
    expect(opened(read(text))).toEqual(JSON.parse(text))
  })

  test('-0 is read as 0', () => {
    expect(opened(read('{"a": -0, "b": [-0.0], "c": -0.5}'))).toEqual({ a: 0, b: [0], c: -0.5 })
  })
})

describe('too many values', () => {
  const limits = { ...DOSSIER, items: 10 }
  const many = (each: string) => `[${Array(60).fill(each).join(',')}]`

  test.each(['1', '[]', '{}', '{"a":1}', '"a,[{"', '"\\\\"', ' [ ] '])(
    'of %s are refused before anything is made of them',
    (each) => {
      const parse = vi.spyOn(JSON, 'parse')
      expect(codes(read(many(each), limits))).toEqual(['document.too_many_items'])
      expect(parse).not.toHaveBeenCalled()
      parse.mockRestore()
    },
  )

  test('are none where commas and brackets stand in strings, and where nothing stands in brackets', () => {
    const text = JSON.stringify([',,,,,,,,,,,,[[[[[[[[[[{{{{{{{{{{', '\\",[{,,,', [], {}, 'x'])
    expect(opened(read(text, limits))).toEqual(JSON.parse(text))
    expect(opened(read(`[${Array(9).fill('{ }').join(' , ')}]`, limits))).toHaveLength(9)
  })
})

describe('the JSON parser refuses what JSON.parse accepts, and says where', () => {
  test.each([
    ['{"status": "no-go",\n "status": "go"}', 'document.duplicate_key', ['status'], 2, 2],
    ['{"a": {"b": 1, "\\u0062": 2}}', 'document.duplicate_key', ['a', 'b'], 1, 16],
    ['[{"x": 1}, {"y": {"z": 1, "z": 1}}]', 'document.duplicate_key', [1, 'y', 'z'], 1, 27],
    ['{"__proto__": {"polluted": 1}}', 'document.forbidden_key', ['__proto__'], 1, 2],
    ['{"a": [{"constructor": 1}]}', 'document.forbidden_key', ['a', 0, 'constructor'], 1, 9],
    ['{"\\u0070rototype": 1}', 'document.forbidden_key', ['prototype'], 1, 2],
    ['{"a": 1e999}', 'document.number_infinite', ['a'], 1, 7],
    ['[-1e999]', 'document.number_infinite', [0], 1, 2],
    ['[9007199254740993]', 'document.number_unsafe', [0], 1, 2],
    ['{"a": 1e300}', 'document.number_unsafe', ['a'], 1, 7],
    ['{"a": "\\ud800"}', 'document.lone_surrogate', ['a'], 1, 7],
    ['{"\\udc00": 1}', 'document.lone_surrogate', ['\uFFFD'], 1, 2],
  ])('%s', (text, code, path, line, column) => {
    const args = expect.objectContaining({ line, column, offset: expect.any(Number) })
    expect(read(text)).toEqual({ ok: false, findings: [{ code, args, path }] })
  })

  test('the first twenty violations are listed', () => {
    const twice = Array.from({ length: 30 }, () => '"a": 1').join(', ')
    expect(codes(read('{"a": 1, "a": 2, "b": 1e999}'))).toEqual([
      'document.duplicate_key',
      'document.number_infinite',
    ])
    expect(codes(read(`{${twice}}`))).toHaveLength(20)
  })

  test('prototypes are not polluted', () => {
    read('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('the JSON parser keeps its limits, at the limit and one beyond', () => {
  test.each([
    ['depth', '[[[[1]]]]', '[[[[[1]]]]]', 'document.too_deep'],
    ['keys', '{"a":1,"b":1,"c":1}', '{"a":1,"b":1,"c":1,"d":1}', 'document.too_many_keys'],
    ['items', `[${'1,'.repeat(18)}1]`, `[${'1,'.repeat(19)}1]`, 'document.too_many_items'],
    ['string length', '["1234567890"]', '["12345678901"]', 'document.string_too_long'],
    ['key length', '{"1234567890":1}', '{"12345678901":1}', 'document.string_too_long'],
    ['bytes', `[${' '.repeat(1_998)}]`, `[${' '.repeat(1_999)}]`, 'document.too_large'],
  ])('%s', (_, within, beyond, code) => {
    expect(codes(read(within, SMALL))).toEqual([])
    expect(codes(read(beyond, SMALL))).toEqual([code])
  })

  test('an object at the key limit is not reported when something else is wrong', () => {
    expect(codes(read('{"a":1,"b":1,"c":1,"c":2}', SMALL))).toEqual(['document.duplicate_key'])
  })

  test('depth beyond any stack is refused, closed or not', () => {
    expect(codes(read('['.repeat(200_000) + ']'.repeat(200_000)))).toEqual(['document.too_deep'])
    expect(codes(read('['.repeat(200_000)))).toEqual(['document.syntax'])
  })
})

describe('the JSON parser names what a document looks like', () => {
  test.each([
    ['', 'document.empty'],
    [' \n', 'document.empty'],
    ['version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n', 'document.lfs_pointer'],
    ['{"a": 1,\n<<<<<<< HEAD\n"b": 1\n=======\n}', 'document.merge_markers'],
    ['\n<!doctype html><title>Sign in</title>', 'document.html'],
    ['<!-- cached --><HTML lang="en">', 'document.html'],
    ['{"a": 1}\n{"a": 2}', 'document.two_documents'],
    ['{"a": 1', 'document.truncated'],
    ['{"a": "x', 'document.truncated'],
    ['{"a": [1,\n', 'document.truncated'],
    ['{"a": "x\n", "b": 1}', 'document.syntax'],
    ['{"a": 1,}', 'document.syntax'],
    ['// no\n{}', 'document.syntax'],
    ['{"a": NaN}', 'document.not_a_number'],
    ['{"a": -Infinity}', 'document.not_a_number'],
    ['{"a": 1} x', 'document.syntax'],
  ])('%j', (text, code) => {
    expect(codes(read(text))).toEqual([code])
  })

  test('a syntax error has its place, and quotes nothing of the text', () => {
    const args = { what: 'comma expected', line: 2, column: 5, offset: 13 }
    expect(read('{"a": 1,\n"b" 2}')).toEqual({
      ok: false,
      findings: [{ code: 'document.syntax', args: { ...args, what: 'colon expected' }, path: [] }],
    })
    expect(JSON.stringify(read('{"token": ghp_secret}'))).not.toContain('ghp')
  })
})
