import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orderFor, readVersion } from '#decide/lib/versions.ts'

const read = (text: string, isFinal = false) => {
  const found = readVersion(text, isFinal)
  if (found === null) throw new Error(`${text} is no version`)
  return found
}
const sorted = (texts: readonly string[], after: readonly string[] = []) =>
  texts.toSorted((a, b) => {
    const readings = new Map(texts.map((text) => [text, read(text, after.includes(text))]))
    const [one, other] = [readings.get(a), readings.get(b)]
    return one && other ? orderFor(readings.values())(one, other) : 0
  })

/** What people do, lowest first. */
const ORDERS: [string, string[]][] = [
  ['parts as numbers, whatever their padding', ['2025.9.1', '2025.11.12', '2026.08.19', '2026.10.1']],
  ['two parts among three', ['v0.50.7', 'v0.51', 'v0.52', 'v0.52.1', 'v1.0', '2.0']],
  ['four parts', ['4.0.13', '4.0.13.1', '4.0.13.2', '4.0.14']],
  [
    'the words of Python',
    [
      '0.1.9',
      '0.2.0.dev3',
      '0.2.0a1',
      '0.2.0b1',
      '0.2.0rc1',
      '0.2.0rc2',
      '0.2.0',
      '0.2.1.post1',
      '24.1b1',
      '24.1',
    ],
  ],
  ['the words of Maven', ['5.0.0.M1', '5.0.0.RC1', '5.0.0.SNAPSHOT', '5.0.0', '5.0.0.SP1']],
  ['candidates without a separator', ['8.3.0alpha1', '8.3.0beta2', '8.3.0RC6', '8.3.0', '8.3.1']],
  ['underscores for dots', ['8_9_1', '8_20_0', '8_21_0']],
  ['builds of Java', ['21+34', '21+35', '21-ga', '21.0.1+1', '21.0.1+12', '21.0.1-ga', '22+1']],
  [
    'semantic versions',
    ['1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta.2', '1.0.0-beta.11', '1.0.0', '1.0.0+1'],
  ],
  ['numbers behind a dash as candidates', ['0.0.2-2', '0.0.2-8', '0.0.2-18', '0.0.2']],
  ['dates', ['2026-03-31', '2026-04-01', '2026.04.02']],
  ['an epoch', ['2026.1', '1!1.0']],
]

describe('order of versions', () => {
  test.each(ORDERS)('takes %s', (_, versions) => {
    expect(sorted(versions.toReversed())).toEqual(versions)
  })

  test('takes a number behind a dash for a revision where it is known to be one', () => {
    expect(sorted(['1.2.3-2', '1.2.3-1', '1.2.3'], ['1.2.3-1', '1.2.3-2'])).toEqual([
      '1.2.3',
      '1.2.3-1',
      '1.2.3-2',
    ])
  })

  test.each([
    ['1.4', '1.4.0'],
    ['v1.4', '1.4'],
    ['1.04', '1.4'],
    ['1.0rc1', '1.0-rc.1'],
  ])('takes %s and %s for one version', (a, b) => {
    expect(orderFor([read(a), read(b)])(read(a), read(b))).toBe(0)
  })

  test('is one order, whatever two or three versions are compared', () => {
    const part = fc.constantFrom('', '.1', '.2')
    const words = fc.constantFrom('', 'rc1', '.dev2', '-1', '-zzz', '-beta', '.post1', 'a1', '+3', '-ga')
    const version = fc
      .tuple(fc.nat(2), part, part, words)
      .map(([a, b, c, rest]) => readVersion(`${a}${b}${c}${rest}`))
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        if (!a || !b || !c) return
        const compareRead = orderFor([a, b, c])
        expect(Math.sign(compareRead(a, b))).toBe(-Math.sign(compareRead(b, a)) || 0)
        if (compareRead(a, b) <= 0 && compareRead(b, c) <= 0) expect(compareRead(a, c)).toBeLessThanOrEqual(0)
      }),
    )
  })
})

describe('readVersion', () => {
  test.each([
    ['1.4.0', '1.4.0', true, false],
    ['v1.4.0', '1.4.0', true, false],
    ['2.0.0-rc.1', '2.0.0-rc.1', true, true],
    ['1.0.0+build.5', '1.0.0+build.5', true, false],
    ['1.4', '1.4', false, false],
    ['v1.4.1.2', '1.4.1.2', false, false],
    ['8_21_0', '8.21.0', false, false],
    ['0.2.0rc1', '0.2.0rc1', false, true],
    ['0.3.0.dev20260401', '0.3.0.dev20260401', false, true],
    ['0.2.1.post1', '0.2.1.post1', false, false],
    ['21-ga', '21-ga', false, false],
    ['1.0.0-something', '1.0.0-something', true, true],
  ])('reads %s as %s', (text, version, semantic, prerelease) => {
    expect(readVersion(text)).toMatchObject({ version, semantic, prerelease })
  })

  test.each([
    'release-1.2.3',
    ' 1.2.3',
    '1.2.3\n',
    '=1.2.3',
    'latest',
    '',
    '99999999999999999999.0.0',
    '01-02-2026',
    'phasta_4',
    '83fe763342087b6dbcd0',
    '1.2-alpine',
    '1.2--1',
    '1.2.constructor',
    '1.2-',
    '1.2rc1234567890123456',
    `1.2${'a'.repeat(200)}!`,
    'POST_NATIVE_TLS_MERGE',
    'tag-0123456789abcdef',
  ])('rejects %j instead of guessing', (text) => {
    expect(readVersion(text)).toBeNull()
  })
})
