import fc from 'fast-check'
import { compress } from 'snappyjs'
import { describe, expect, test } from 'vitest'
import { unpackSnappy } from '#parse/snappy.ts'
import { header, packSnappy } from './snappy.ts'

/** As another program packed it: a bundle with literals, and copies with offsets of one and of two bytes. */
const PACKED = Buffer.from(
  'hgLwQnsibWVkaWFUeXBlIjoiYXBwbGljYXRpb24vdm5kLmRldi5zaWdzdG9yZS5idW5kbGUudjAuMytqc29uIiwidmVyaWYNMahNYXRlcmlhbCI6eyJ0bG9nRW50cmllcyI6W3sibG9nSW5kZXgiOiIxIn0sMhEABDIiOhEAQDEifV19LCJkc3NlRW52ZWxvAZtEeyJwYXlsb2FkIjoiZTMwPSIsEREEVHkBIAAiPrsAHGluLXRvdG8rDaocc2lnbmF0dXINkThzaWciOiJBQUFBIn1dfX0=',
  'base64',
)
const TEXT =
  '{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{"tlogEntries":[{"logIndex":"1"},{"logIndex":"2"},{"logIndex":"1"}]},"dsseEnvelope":{"payload":"e30=","payloadType":"application/vnd.in-toto+json","signatures":[{"sig":"AAAA"}]}}'
const MOST = 1 << 20

/** An element of the format, and what it gives after what stands before it. */
type Element = { literal: Uint8Array } | { offset: number; length: number; size: 1 | 2 | 4 }

const bytesOf = (number: number, size: number) =>
  Array.from({ length: size }, (_, n) => Math.floor(number / 256 ** n) % 256)

/** Packs elements and unpacks them the slow way; a copy from before the beginning is left out. */
function pack(elements: readonly Element[]): { packed: Buffer; text: Buffer } {
  const text: number[] = []
  const body = elements.flatMap((each) => {
    if ('literal' in each) {
      text.push(...each.literal)
      const length = each.literal.length - 1
      return [...(length < 60 ? [length * 4] : [60 * 4, length]), ...each.literal]
    }
    const { size } = each
    const length = size === 1 ? 4 + (each.length % 8) : each.length
    const offset = size === 1 ? each.offset % 2048 : each.offset
    if (offset === 0 || offset > text.length) return []
    for (let n = 0; n < length; n += 1) text.push(text[text.length - offset] ?? 0)
    if (size === 1) return [1 + (length - 4) * 4 + Math.floor(offset / 256) * 32, offset % 256]
    return [(size === 2 ? 2 : 3) + (length - 1) * 4, ...bytesOf(offset, size)]
  })
  return { packed: Buffer.from([...header(text.length), ...body]), text: Buffer.from(text) }
}

const elements = fc.array(
  fc.oneof(
    fc.record({ literal: fc.uint8Array({ minLength: 1, maxLength: 256 }) }),
    fc.record({
      offset: fc.integer({ min: 0, max: 3000 }),
      length: fc.integer({ min: 1, max: 64 }),
      size: fc.constantFrom(1 as const, 2 as const, 4 as const),
    }),
  ),
  { maxLength: 40 },
)

/** Bytes that repeat themselves, as text does, so that there is something to compress. */
const compressible = fc
  .array(fc.tuple(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 50 })), { maxLength: 20 })
  .map((parts) =>
    Uint8Array.from(
      parts.flatMap(([bytes, times]) =>
        Array(times)
          .fill([...bytes])
          .flat(),
      ),
    ),
  )

describe('what SnappyJS compressed', () => {
  test('is decompressed to the same bytes', () => {
    fc.assert(
      fc.property(compressible, (text) => {
        expect(unpackSnappy(compress(text), MOST)).toEqual(Buffer.from(text))
      }),
    )
  })

  test('gives some bytes or none, and no error, with bytes of it changed or cut off', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(compressible, changes, fc.nat(), (text, all, end) => {
        const packed = Uint8Array.from(compress(text))
        for (const [at, byte] of all) packed[at % packed.length] = byte
        const whole = unpackSnappy(packed, MOST)
        const cut = unpackSnappy(packed.subarray(0, end % packed.length), MOST)
        expect([whole, cut].every((each) => each === null || each.length <= MOST)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('what Snappy compressed', () => {
  test('is decompressed as another program compressed it', () => {
    expect(unpackSnappy(PACKED, MOST)?.toString()).toBe(TEXT)
    expect(unpackSnappy(Buffer.from([0]), MOST)).toEqual(Buffer.alloc(0))
  })

  test('is unpacked when it is one long literal', () => {
    expect(unpackSnappy(packSnappy(TEXT.repeat(300)), MOST)?.toString()).toBe(TEXT.repeat(300))
  })

  test('is unpacked whatever literals and copies it is made of', () => {
    fc.assert(
      fc.property(elements, (each) => {
        const { packed, text } = pack(each)
        expect(unpackSnappy(packed, MOST)).toEqual(text)
      }),
    )
  })

  test('is rejected when it is cut off anywhere', () => {
    for (let end = 0; end < PACKED.length; end += 1)
      expect(unpackSnappy(PACKED.subarray(0, end), MOST)).toBe(null)
  })

  test('ends and is as long as it says, or nothing, whatever was changed in it', () => {
    const changes = fc.array(fc.tuple(fc.nat(PACKED.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(changes, (all) => {
        const bytes = Buffer.from(PACKED)
        for (const [at, byte] of all) bytes[at] = byte
        const unpacked = unpackSnappy(bytes, MOST)
        // No element gives more than 64 bytes for three.
        expect(unpacked === null || unpacked.length <= bytes.length * 22).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('is rejected beyond the limit, and accepted within it', () => {
    expect(unpackSnappy(PACKED, TEXT.length - 1)).toBe(null)
    expect(unpackSnappy(PACKED, TEXT.length)?.length).toBe(TEXT.length)
  })

  test.each([
    ['no length', []],
    ['a length without end', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80]],
    ['a length beyond 2^32', [0xff, 0xff, 0xff, 0xff, 0x7f, 0, 65]],
    ['a length that so few bytes cannot have', [...header(MOST), 0, 65]],
    ['less than it says', [5, 0, 65]],
    ['more than it says', [1, 4, 65, 66]],
    ['a literal that is not all there', [4, 12, 65, 66]],
    [
      'a literal whose length would be below 0 as a signed number',
      [1, 0xfc, 0xfa, 0xff, 0xff, 0xff, 0, 0, 0, 0],
    ],
    ['a copy from nowhere', [5, 0, 65, 1, 0]],
    ['a copy from before the beginning', [5, 0, 65, 1, 2]],
    [
      'a copy from so far back that it would be ahead as a signed number',
      [5, 0, 65, 15, 0xff, 0xff, 0xff, 0xff],
    ],
    ['a copy without its offset', [5, 0, 65, 1]],
  ])('is rejected with %s', (_, bytes) => {
    expect(unpackSnappy(Buffer.from(bytes), MOST)).toBe(null)
  })

  test('may copy what it is writing, if the offset is right', () => {
    expect(unpackSnappy(Buffer.from([5, 0, 65, 1, 1]), MOST)?.toString()).toBe('AAAAA')
  })
})
