import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { benchRelease } from '#bench/release.ts'
import { certainly } from '#model/certain.ts'
import { Dossier } from '#model/dossier.ts'
import { LedgerEntry } from '#model/ledger.ts'
import { trusting } from '#model/trusted.ts'

const isDossier = certainly(Dossier)
const asDossier = trusting(Dossier)

/** A dossier with every part that people write. */
function whole(): Record<string, unknown> {
  const files = benchRelease(22, new Date('2026-05-01T00:00:00Z'), 'dossiers').dossier('0'.repeat(40))
  return JSON.parse(files[0]?.text ?? '')
}

type Change = (value: unknown) => unknown

/** Puts something else in some place of a value, or takes it away. */
function changed(value: unknown, at: readonly number[], change: Change): unknown {
  const [first, ...rest] = at
  if (first === undefined || typeof value !== 'object' || value === null) return change(value)
  const entries = Object.entries(value)
  if (entries.length === 0) return change(value)
  const [key, member] = entries[first % entries.length] ?? ['', null]
  const other = changed(member, rest, change)
  if (Array.isArray(value)) return value.map((each, index) => (String(index) === key ? other : each))
  return Object.fromEntries(
    entries.flatMap(([name, each]) =>
      name !== key ? [[name, each]] : other === undefined ? [] : [[name, other]],
    ),
  )
}

const others = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    true,
    '',
    -1,
    0,
    1.5,
    2 ** 53,
    [],
    {},
    '2026-02-30',
    'pkg:npm/a@1',
  ),
  fc.constantFrom(
    '2026-05-01T10:00:00Z',
    '1969-05-01T10:00:00Z',
    'x'.repeat(301),
    '𝒳'.repeat(300),
    'a\u0000',
  ),
  fc.string({ unit: 'grapheme' }),
  fc.jsonValue(),
)
const changes: fc.Arbitrary<Change> = fc.oneof(
  others.map((other) => () => other),
  fc.tuple(fc.string(), others).map(([key, other]) => (value: unknown) => {
    return typeof value === 'object' && !Array.isArray(value) ? { ...value, [key]: other } : other
  }),
)

describe('a quick look', () => {
  test('takes a whole dossier, and gives what the schema makes of it', () => {
    const value = whole()
    expect(isDossier(value)).toBe(true)
    expect(asDossier(value)).toEqual(Dossier.parse(whole()))
  })

  test('accepts nothing that the schema refuses, whatever is changed and where', () => {
    let certain = 0
    const places = fc.array(fc.nat(40), { maxLength: 6 })
    fc.assert(
      fc.property(places, changes, (at, change) => {
        const value = JSON.parse(JSON.stringify(changed(whole(), at, change) ?? null))
        if (!isDossier(value)) return
        certain += 1
        const parsed = Dossier.safeParse(structuredClone(value))
        expect(parsed.success).toBe(true)
        expect(asDossier(value)).toEqual(parsed.data)
      }),
      { numRuns: 1000 },
    )
    expect(certain).toBeGreaterThan(20)
  })

  test('takes nulls where they may be, and refuses them elsewhere', () => {
    const digest = 'a'.repeat(64)
    const entry = { index: 0, act: 'published', service: 's', version: '1', tag: 'v1', tagObject: null }
    const rest = { commit: null, dossierSha256: null, recordSha256: digest, at: '2026-05-01T00:00:00Z' }
    const isEntry = certainly(LedgerEntry)
    expect(isEntry({ ...entry, ...rest, previous: digest })).toBe(true)
    expect(isEntry({ ...entry, ...rest, recordSha256: null, previous: null })).toBe(false)
  })
})

describe('a quick look, given some schema,', () => {
  test.each([
    ['a check of its own', z.string().refine(() => true), 'a'],
    ['a transformation', z.string().trim(), 'a'],
    ['a format that is more than a pattern', z.ipv6(), '::1'],
    ['a whole number of another kind', z.int32(), 1],
    ['a check on a boolean', z.boolean().refine(() => true), true],
    ['a check on an enumeration', z.enum(['a']).refine(() => true), 'a'],
    ['a check on a literal', z.literal('a').refine(() => true), 'a'],
    ['a check on what may be left out', z.optional(z.string()).refine(() => true), 'a'],
    [
      'a check on what has a default',
      z
        .string()
        .default('a')
        .refine(() => true),
      'a',
    ],
    ['a check on what may be null', z.nullable(z.string()).refine(() => true), null],
    ['a check on an object', z.strictObject({ a: z.string() }).refine(() => true), { a: 'a' }],
    ['a pattern that remembers where it stopped', z.string().regex(/a/g), 'a'],
    ['a pattern that holds on to where it stopped', z.string().regex(/a/y), 'a'],
    ['a union', z.union([z.string(), z.null()]), 'a'],
    ['an object that drops what it does not name', z.object({ a: z.string() }), { a: 'a' }],
  ])('leaves %s to the schema', (_, schema, value) => {
    expect(schema.safeParse(value).success).toBe(true)
    expect(certainly(schema)(value)).toBe(false)
  })

  test.each([
    ['too short', z.string().min(2), 'a', 'abc'],
    ['too long', z.array(z.boolean()).max(1), [true, true], [true]],
    ['too small', z.number().gt(1), 1, 2],
    ['too large', z.number().lt(1), 1, 0],
    ['no whole number', z.int(), 1.5, 1],
    ['no boolean', z.boolean(), 'true', true],
    ['not in an enumeration', z.enum(['a']), 'b', 'a'],
    ['no such literal', z.literal('a'), 'b', 'a'],
    ['null where only nothing may be', z.optional(z.string()), null, undefined],
    ['of another kind than its default', z.string().default('a'), 1, 'b'],
    ['nothing where only null may be', z.nullable(z.string()), undefined, null],
    ['an object with too much', z.strictObject({ a: z.string() }), { a: 'a', b: 'b' }, { a: 'a' }],
    ['not of a pattern', z.string().regex(/a/), 'b', 'a'],
  ])('is not certain of what is %s', (_, schema, bad, good) => {
    expect(certainly(schema)(bad)).toBe(false)
    expect(certainly(schema)(good)).toBe(true)
  })
})
