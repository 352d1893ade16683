import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Dossier } from '#model/dossier.ts'
import { Day, Instant, Line } from '#model/primitives.ts'
import { readShape } from '#parse/shape.ts'

const Inner = z.strictObject({ value: z.number(), unit: Line.optional() })
const Schema = z.strictObject({
  name: Line,
  count: z.int().min(1).max(9).optional(),
  kind: z.enum(['red', 'blue']).optional(),
  at: z.union([Instant, Day]).optional(),
  moment: Instant.optional(),
  metric: z.union([z.number(), Inner]).optional(),
  tags: z.array(Line).max(2).default([]),
  names: z.record(z.string().regex(/^[a-z]+$/, 'lower-case letters'), z.boolean()).optional(),
})

const WRONG: [unknown, string, Record<string, string>, (string | number)[]][] = [
  [{ name: 'a', nmae: 1 }, 'schema.unrecognized_key', { key: 'nmae' }, ['nmae']],
  [{}, 'schema.missing', { expected: 'text' }, ['name']],
  [{ name: 7 }, 'schema.invalid', { expected: 'text', found: '7' }, ['name']],
  [{ name: 'a', count: 1.5 }, 'schema.invalid', { expected: 'a whole number', found: '1.5' }, ['count']],
  [{ name: 'a', count: 0 }, 'schema.invalid', { expected: 'at least 1', found: '0' }, ['count']],
  [
    { name: 'a', kind: 'green' },
    'schema.invalid',
    { expected: 'one of "red", "blue"', found: '"green"' },
    ['kind'],
  ],
  [
    { name: 'a', moment: '2026-02-30T10:00:00Z' },
    'schema.invalid',
    {
      expected: 'a moment with an offset, such as 2026-05-01T10:00:00Z',
      found: '"2026-02-30T10:00:00Z"',
    },
    ['moment'],
  ],
  [
    { name: 'a', at: 'May' },
    'schema.invalid',
    {
      expected:
        'a moment with an offset, such as 2026-05-01T10:00:00Z or a day that exists, such as 2026-05-01',
      found: '"May"',
    },
    ['at'],
  ],
  [
    { name: 'a', metric: 'x' },
    'schema.invalid',
    { expected: 'a number or an object', found: '"x"' },
    ['metric'],
  ],
  [
    { name: 'a', metric: { value: 1, units: 2 } },
    'schema.unrecognized_key',
    { key: 'units' },
    ['metric', 'units'],
  ],
  [{ name: 'a', metric: {} }, 'schema.missing', { expected: 'a number' }, ['metric', 'value']],
  [
    { name: 'a', tags: ['x', 'y', 'z'] },
    'schema.invalid',
    { expected: 'at most 2 items', found: 'a list of 3' },
    ['tags'],
  ],
  [
    { name: 'a', names: { A: true } },
    'schema.invalid',
    { expected: 'a key that is lower-case letters', found: '"A"' },
    ['names', 'A'],
  ],
  [
    { name: 'x'.repeat(301) },
    'schema.invalid',
    { expected: 'at most 300 characters', found: 'text of 301 characters' },
    ['name'],
  ],
  ['text', 'schema.invalid', { expected: 'an object', found: '"text"' }, []],
  [null, 'schema.invalid', { expected: 'an object', found: 'null' }, []],
]

describe('the shape of a document', () => {
  test('a valid one is returned with its defaults', () => {
    expect(readShape(Schema, { name: 'a' })).toEqual({ ok: true, value: { name: 'a', tags: [] } })
  })

  test.each(WRONG)('%j', (value, code, args, path) => {
    expect(readShape(Schema, value)).toEqual({ ok: false, findings: [{ code, args, path }] })
  })

  test('every error is listed, one finding per place', () => {
    const shape = readShape(Dossier, { schemaVersion: 2, service: 'Ledger', tagg: 'v1', decidedAt: 'x' })
    expect(shape.ok ? [] : shape.findings.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
      'schema.invalid schemaVersion',
      'schema.invalid service',
      'schema.missing version',
      'schema.missing releaseType',
      'schema.missing profile',
      'schema.invalid decidedAt',
      'schema.unrecognized_key tagg',
    ])
  })

  test('a document with a thousand errors gives a hundred findings', () => {
    const shape = readShape(
      z.array(z.string()),
      Array.from({ length: 1_000 }, () => 1),
    )
    expect(shape.ok ? 0 : shape.findings.length).toBe(100)
  })
})
