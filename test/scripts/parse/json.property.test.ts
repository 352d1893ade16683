import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readJson } from '#parse/json.ts'
import { findViolations } from '#parse/json-exact.ts'
import { isPlain } from '#parse/json-fast.ts'
import type { Limits } from '#parse/limits.ts'
import { bytes, codes, DOSSIER, SMALL } from './documents.ts'

/** JSON texts of every sort, with what the door dislikes strewn in. */
const leaf = fc.oneof(
  fc.constantFrom(
    '1',
    '-0',
    '1e999',
    '9007199254740993',
    '"\\ud800"',
    '"\\u0061"',
    '"\\": 1"',
    'null',
    '"12345678901"',
  ),
  fc.string().map((text) => JSON.stringify(text)),
)
const key = fc.oneof(fc.constantFrom('"a"', '"\\u0061"', '"__proto__"', '"constructor"', '":"', '"a\\":"'))
const space = fc.constantFrom('', ' ', '\n\t')
const { document } = fc.letrec<{ document: string }>((tie) => ({
  document: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('document'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
    fc
      .array(fc.tuple(key, space, tie('document')), { maxLength: 4 })
      .map((pairs) => `{${pairs.map(([name, gap, value]) => `${name}${gap}:${gap}${value}`).join(',')}}`),
  ),
}))

describe('laws of the JSON parser', () => {
  test.each([
    ['dossiers', DOSSIER],
    ['small documents', SMALL],
  ])('the fast pass accepts nothing that the exact pass would refuse, in %s', (_, limits: Limits) => {
    fc.assert(
      fc.property(document, (text) => {
        const found = findViolations(text, limits)
        if (isPlain(JSON.parse(text), text, limits)) expect(found).toEqual([])
        expect(readJson(bytes(text), { ...limits, bytes: 1e6 }).ok).toBe(found.length === 0)
      }),
      { numRuns: 500 },
    )
  })

  test('a duplicate key is found wherever it is', () => {
    const object = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1 })
    fc.assert(
      fc.property(object, fc.nat(), (honest, choice) => {
        const document = JSON.parse(JSON.stringify({ outer: [honest] }))
        const at = choice % keysOf(document)
        expect(codes(readJson(bytes(writeTwice(document, at)), DOSSIER))).toContain('document.duplicate_key')
      }),
    )
  })

  test('a forbidden key is found at any depth', () => {
    const path = fc.array(fc.oneof(fc.nat(3), fc.string()), { maxLength: 20 })
    fc.assert(
      fc.property(path, fc.constantFrom('__proto__', 'constructor', 'prototype'), (steps, name) => {
        const text = steps.reduceRight<string>(
          (inner, step) =>
            typeof step === 'number'
              ? `[${'0,'.repeat(step)}${inner}]`
              : `{${JSON.stringify(step)}:${inner}}`,
          `{"${name}":1}`,
        )
        expect(codes(readJson(bytes(text), DOSSIER))).toContain('document.forbidden_key')
      }),
    )
    expect(({} as Record<string, unknown>)['1']).toBeUndefined()
  })

  test('an accepted document is what JSON.parse makes of it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value)
        const door = readJson(bytes(text), DOSSIER)
        if (door.ok) expect(door.value).toEqual(JSON.parse(text))
      }),
    )
  })

  test('no bytes make it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string().map(bytes)), (input) => {
        expect(typeof readJson(input, DOSSIER).ok).toBe('boolean')
      }),
      { numRuns: 500 },
    )
  })
})

function keysOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const own = Array.isArray(value) ? 0 : Object.keys(value).length
  return Object.values(value).reduce((sum: number, child) => sum + keysOf(child), own)
}

/** Writes JSON in which the key with that number, counted from 0 in the order of the text, stands twice. */
function writeTwice(document: unknown, at: number): string {
  let seen = 0
  const write = (value: unknown): string => {
    if (typeof value !== 'object' || value === null) return JSON.stringify(value)
    if (Array.isArray(value)) return `[${value.map(write).join(',')}]`
    const pairs = Object.entries(value).map(([name, child]) => {
      const twin = seen++ === at ? `${JSON.stringify(name)}:0,` : ''
      return `${twin}${JSON.stringify(name)}:${write(child)}`
    })
    return `{${pairs.join(',')}}`
  }
  return write(document)
}
