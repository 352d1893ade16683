import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { releaseFolder, slug } from '#model/slug.ts'

/** Names that git accepts for tags, near each other: the same letters in other cases, forms and escapes. */
const NAME = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      'a',
      'A',
      '1',
      '.',
      '-',
      '/',
      '~',
      '%',
      '2',
      'e',
      'E',
      'é',
      'e\u0301',
      'ſ',
      'K',
      '\u202e',
    ),
    minLength: 1,
    maxLength: 8,
  }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
)

/** As a file system without cases and with composed letters compares names. */
const folded = (text: string) => text.normalize('NFKC').toLowerCase()

describe('the parts of an address that stand for two versions', () => {
  test('differ, also where case and composition of letters do not count', () => {
    fc.assert(
      fc.property(NAME, NAME, (a, b) => {
        // A lone surrogate has no UTF-8 of its own.
        fc.pre(a !== b && a.isWellFormed() && b.isWellFormed())
        expect(folded(slug(a))).not.toBe(folded(slug(b)))
      }),
      { numRuns: 2000 },
    )
  })

  test.each([
    ['v1.10.0', 'v11.0.0'],
    ['1.0.0-RC', '1.0.0-rc'],
    ['caf\u00e9', 'cafe\u0301'],
    ['a~2eb', 'a.b'],
    ['a/b', 'a~2fb'],
  ])('%s and %s differ', (a, b) => {
    expect(folded(slug(a))).not.toBe(folded(slug(b)))
  })
})

describe('a version with a name that means something elsewhere', () => {
  test.each([
    'index',
    '404',
    'CON',
    'con',
    'nul.txt',
    'COM1',
    'latest',
    '.',
    '..',
    '../../etc/passwd',
    '.git',
    'a/../b',
    'a\\b',
    'a:b',
    '%2e%2e',
    'a?b',
    'a#b',
    '1.0.0.json',
  ])('has a folder of its own, one below its service: %s', (version) => {
    const segment = slug(version)
    expect(segment).toMatch(/^[a-z0-9_~-][a-z0-9._+~-]*$/)
    expect(segment).not.toMatch(/^(index|latest|404|con|nul|com1)(\.|$)|\.json$/)
    const { pathname } = new URL(releaseFolder('product', version), 'https://example.org/base/')
    expect(pathname).toBe(`/base/releases/product/${segment}/`)
  })

  test.each(['api', 'search', 'ledger', 'evidence'])(
    'stays what it is where it is only the name of another folder: %s',
    (version) => {
      expect(releaseFolder('product', version)).toBe(`releases/product/${version}/`)
    },
  )
})

describe('the part of an address that stands for a version', () => {
  test.each([
    ['1.4.0', '1.4.0'],
    ['1.0.0-RC', '1.0.0-~52~43'],
    ['latest', '~6catest'],
    // Its folder would have the name of the record of version 1.4.0.
    ['1.4.0.json', '1.4.0~2ejson'],
    ['1.4.0~2ejson', '1.4.0~7e2ejson'],
    ['.json', '~2ejson'],
  ])('of %s is %s', (version, expected) => {
    expect(slug(version)).toBe(expected)
  })
})
