import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstDifference } from '#decide/lib/difference.ts'

test.each([
  ['a member', { a: { b: 1 } }, { a: { b: 2 } }, { at: 'a.b', found: '1', expected: '2' }],
  ['the first of several', { b: 1, a: 1 }, { a: 2, b: 2 }, { at: 'a', found: '1', expected: '2' }],
  ['what is not there', {}, { a: 'x' }, { at: 'a', found: 'nothing', expected: '"x"' }],
  ['what should not be there', { a: null }, {}, { at: 'a', found: 'null', expected: 'nothing' }],
  ['a place of a list', [{ a: 1 }, 5], [{ a: 1 }, 6], { at: '[1]', found: '5', expected: '6' }],
  [
    'the second place before the tenth',
    [0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 1],
    [0, 1, 3, 0, 0, 0, 0, 0, 0, 0, 2],
    { at: '[2]', found: '2', expected: '3' },
  ],
  ['a list instead of an object', { a: [] }, { a: {} }, { at: 'a', found: '[]', expected: '{}' }],
  ['all of it', 'no JSON', {}, { at: 'all of it', found: '"no JSON"', expected: '{}' }],
])('the first difference is %s', (_, found, expected, difference) => {
  expect(firstDifference(found, expected)).toEqual(difference)
})

test('a long value is shown in part', () => {
  expect(firstDifference('x'.repeat(500), 1)?.found).toHaveLength(121)
})

test('there is a difference exactly when values differ', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const [one, other] = [JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))]
      expect(firstDifference(one, structuredClone(one))).toBe(null)
      expect(firstDifference(one, other) === null).toBe(sorted(one) === sorted(other))
    }),
  )
})

function sorted(value: unknown): string {
  const inOrder = (_: string, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? { members: Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)) }
      : each
  return JSON.stringify(value, inOrder)
}
