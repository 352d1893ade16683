import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allowedFor, namesPrincipal } from '#verify/ssh/allowed-signers.ts'

const ADA = 'ada@example.org'

describe('principals of an allowed signer', () => {
  test.each([
    [ADA, true],
    ['ADA@Example.org', true],
    ['bob@example.org', false],
    ['ada@example.org.evil', false],
    ['da@example.org', false],
    ['ada', false],
    ['', false],
    [`bob@example.org,${ADA}`, true],
    ['*@example.org', true],
    ['*@other.org', false],
    ['*', true],
    ['?da@example.org', true],
    ['??da@example.org', false],
    ['a*a@*.org', true],
    ['*example*', true],
    ['*ada', false],
    [`*@example.org,!${ADA}`, false],
    ['!bob@example.org,*@example.org', true],
    ['!bob@example.org', false],
    ['a.a@example.org', false],
  ])('%s name an address or not: %s', (principals, expected) => {
    expect(namesPrincipal(principals, ADA)).toBe(expected)
  })

  test('match as the same pattern does as a regular expression', () => {
    const sign = fc.constantFrom('a', 'b', '@', '*', '?')
    const text = fc.array(fc.constantFrom('a', 'b', '@'), { maxLength: 12 }).map((each) => each.join(''))
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 8 }), text, (pattern, address) => {
        const source = pattern.map((each) => (each === '*' ? '.*' : each === '?' ? '.' : each)).join('')
        expect(namesPrincipal(pattern.join(''), address)).toBe(new RegExp(`^${source}$`).test(address))
      }),
    )
  })

  test('finish on a pattern of many stars', () => {
    expect(namesPrincipal(`${'*a'.repeat(50)}b`, 'a'.repeat(5000))).toBe(false)
  })
})

describe('a key on several lines', () => {
  const key = Buffer.from('key')
  const line = (principals: string, validBefore: number | null = null) => ({
    principals,
    key,
    namespaces: null,
    validAfter: null,
    validBefore,
  })

  test('is that of the line that names the tagger, else of the first', () => {
    const lines = [line('bob@example.org'), line(ADA)]
    expect(allowedFor(lines, key, 1, ADA)).toEqual({ principals: ADA, isTagger: true })
    expect(allowedFor(lines, key, 1, 'eve@example.org')).toEqual({
      principals: 'bob@example.org',
      isTagger: false,
    })
    expect(allowedFor(lines, key, 1, null)).toEqual({ principals: 'bob@example.org', isTagger: false })
  })

  test('is not that of an expired line', () => {
    expect(allowedFor([line('bob@example.org'), line(ADA, 1)], key, 2, ADA)).toMatchObject({
      isTagger: false,
    })
  })
})
