import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '#parse/limits.ts'
import { readYaml } from '#parse/yaml.ts'
import { bytes, codes, opened, SMALL } from './documents.ts'

const read = (text: string, limits = LIMITS.configuration) => readYaml(bytes(text), limits)

const BOMB = `a: &a [x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
d: [*c, *c, *c, *c, *c, *c, *c, *c, *c]`

describe('the YAML parser', () => {
  test('reads the core types, and leaves dates and words as text', () => {
    const text = 'a: 1\nb: -1.5e3\nc: true\nd: null\ne: 2026-05-01\nf: yes\ng: "1.10"\nh: [x, {i: -0}]'
    expect(opened(read(text))).toEqual({
      a: 1,
      b: -1500,
      c: true,
      d: null,
      e: '2026-05-01',
      f: 'yes',
      g: '1.10',
      h: ['x', { i: 0 }],
    })
  })

  test('expands a few aliases into separate values', () => {
    const value = opened(read('a: &x {n: 1}\nb: *x')) as { a: object; b: object }
    expect(value).toEqual({ a: { n: 1 }, b: { n: 1 } })
    expect(value.a).not.toBe(value.b)
  })

  test('merges nothing: in quotation marks it is a name', () => {
    expect(opened(read('a: {n: 1}\nb: {"<<": {n: 2}}'))).toEqual({ a: { n: 1 }, b: { '<<': { n: 2 } } })
  })

  test.each([
    ['a: 1\nb:\n  - {c: 1, c: 2}', 'document.duplicate_key', ['b', 0, 'c'], 3, 12],
    ['a: 1\n"a": 2', 'document.duplicate_key', ['a'], 2, 1],
    ['a: {__proto__: 1}', 'document.forbidden_key', ['a', '__proto__'], 1, 5],
    ['a: 012', 'document.ambiguous_number', ['a'], 1, 4],
    ['- 0x1f', 'document.ambiguous_number', [0], 1, 3],
    ['- +1', 'document.ambiguous_number', [0], 1, 3],
    ['- .5', 'document.ambiguous_number', [0], 1, 3],
    ['- .inf', 'document.number_infinite', [0], 1, 3],
    ['- .nan', 'document.number_infinite', [0], 1, 3],
    ['- 9007199254740993', 'document.number_unsafe', [0], 1, 3],
    ['- "\\ud800"', 'document.lone_surrogate', [0], 1, 3],
    ['a: *x', 'document.aliases', ['a'], 1, 4],
    ['a: &x {n: 1}\nb:\n  <<: *x', 'document.aliases', ['b', '<<'], 3, 3],
    ['- &x {n: 1}\n- {<<: [*x, *x], n: 2}', 'document.aliases', [1, '<<'], 2, 4],
    ['<<: 1', 'document.aliases', ['<<'], 1, 1],
    ['a: !thing x', 'document.yaml_tag', [], 1, 4],
    ['a: !!binary aGk=', 'document.yaml_tag', [], 1, 4],
    ['? [a]\n: 1', 'document.yaml_key', [], 1, 3],
    ['%YAML 1.1\n---\na: yes', 'document.yaml_version', [], 1, 1],
    ['a: 1\n---\nb: 2', 'document.two_documents', [], 2, 1],
    ['a: [1', 'document.syntax', [], 1, 6],
    ['<<<<<<< HEAD\na: 1', 'document.merge_markers', [], 1, 1],
    ['version https://git-lfs.github.com/spec/v1\noid sha256:0', 'document.lfs_pointer', [], 1, 1],
  ])('refuses %j and says where', (text, code, path, line, column) => {
    const args = expect.objectContaining({ line, column })
    expect(read(text)).toEqual({ ok: false, findings: [{ code, args, path }] })
  })
})

describe('the YAML parser and too much of something', () => {
  test.each([
    ['a bomb of aliases', BOMB],
    ['an alias inside its anchor', 'a: &x [*x]'],
  ])('refuses %s', (_, text) => {
    expect(['document.aliases', 'document.too_deep']).toContain(codes(read(text))[0])
  })

  test('says which alias is one too many, without following it', () => {
    const args = { what: 'too many aliases', line: 2, column: 405, offset: 412 }
    expect(read(`a: &x 1\nb: [${'*x, '.repeat(100)}*x]`)).toEqual({
      ok: false,
      findings: [{ code: 'document.aliases', args, path: ['b', 100] }],
    })
  })

  test.each([
    ['depth', '[[[[1]]]]', '[[[[[1]]]]]', 'document.too_deep'],
    ['keys', '{a: 1, b: 1, c: 1}', '{a: 1, b: 1, c: 1, d: 1}', 'document.too_many_keys'],
    ['string length', '[abcdefghij]', '[abcdefghijk]', 'document.string_too_long'],
    ['bytes', `a: 1\n${'#'.repeat(1_995)}`, `a: 1\n${'#'.repeat(1_996)}`, 'document.too_large'],
  ])('keeps the limit of %s', (_, within, beyond, code) => {
    expect(codes(read(within, SMALL))).toEqual([])
    expect(codes(read(beyond, SMALL))).toEqual([code])
  })

  test('counts values, those behind aliases too', () => {
    expect(codes(read(`[${'1, '.repeat(18)}1]`, SMALL))).toEqual([])
    expect(read(`[${'1, '.repeat(20)}1]`, SMALL).ok).toBe(false)
    expect(read('[&x [1, 1, 1, 1, 1], *x, *x, *x]', SMALL).ok).toBe(false)
  })

  test('no text makes it throw, and JSON reads as JSON', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.json()), (text) => {
        expect(typeof read(text).ok).toBe('boolean')
      }),
    )
    expect(opened(read('{"a": [1, "b"]}'))).toEqual({ a: [1, 'b'] })
  })
})
