import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical } from '#decide/lib/canonical.ts'

const arrays = (text: string) => fc.constantFrom(text)
const words = fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed())
const json = fc.jsonValue().filter((value) => JSON.stringify(value).isWellFormed())

test('equals the canonicalize package for any JSON', () => {
  fc.assert(fc.property(json, (value) => canonical(value) === canonicalize(value)))
})

test('equals it for keys that look like numbers, which JavaScript moves to the front', () => {
  const keys = fc.oneof(fc.nat().map(String), words, arrays('__proto__'), arrays('01'), arrays('4294967295'))
  fc.assert(
    fc.property(fc.dictionary(keys, json), (value) => {
      expect(canonical(value)).toBe(canonicalize(value))
    }),
  )
})

test('sorts keys by UTF-16 code unit and leaves lists alone', () => {
  expect(canonical({ b: [2, 1], '\u20ac': 0, '10': 1, '9': 2, a: null })).toBe(
    '{"10":1,"9":2,"a":null,"b":[2,1],"€":0}',
  )
})

test('does not confuse key orders that begin alike', () => {
  const others = fc.shuffledSubarray(['a', 'b', 'c', 'd', '__proto__', 'é'])
  fc.assert(
    fc.property(fc.array(others, { maxLength: 40 }), (kinds) => {
      const value = kinds.map((keys) => Object.fromEntries(['k', ...keys].map((key) => [key, 1])))
      expect(canonical(value)).toBe(canonicalize(value))
    }),
  )
})

test('leaves undefined members out', () => {
  expect(canonical({ a: undefined, b: 1 })).toBe('{"b":1}')
})

test('accepts text that only looks like an escaped surrogate', () => {
  expect(canonical(['\\ud800', '\\\\udfff'])).toBe('["\\\\ud800","\\\\\\\\udfff"]')
})

test.each([
  ['NaN', { a: Number.NaN }],
  ['infinity', [Number.POSITIVE_INFINITY]],
  ['a lone surrogate in a value', { a: '\ud800' }],
  ['a lone surrogate in a key', { '\udc00': 1 }],
  ['a lone surrogate after a backslash', { a: '\\\ud800' }],
  ['nothing at all', undefined],
])('refuses %s', (_, value) => {
  expect(() => canonical(value)).toThrow(/canonical/)
})
