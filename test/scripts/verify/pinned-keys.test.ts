import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { preAuthEncoding, readEnvelope } from '#verify/dsse.ts'
import { readPinnedKey, signingKey } from '#verify/pinned-keys.ts'

/** The test vector of the DSSE protocol, version 1. */
const VECTOR = {
  payloadType: 'http://example.com/HelloWorld',
  payload: 'aGVsbG8gd29ybGQ=',
  signatures: [
    { sig: 'A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==' },
  ],
}
const X = 46950820868899156662930047687818585632848591499744589407958293238635476079160n
const Y = 5640078356564379163099075877009565129882514886557779369047442380624545832820n
const number = (value: bigint) =>
  Buffer.from(value.toString(16).padStart(64, '0'), 'hex').toString('base64url')
const vectorKey = createPublicKey({
  format: 'jwk',
  key: { kty: 'EC', crv: 'P-256', x: number(X), y: number(Y) },
})
const pem = (key: typeof vectorKey) => key.export({ type: 'spki', format: 'pem' })

describe('the vector of the DSSE protocol', () => {
  test('gives the bytes that are signed', () => {
    const bytes = preAuthEncoding(VECTOR.payloadType, Buffer.from('hello world'))
    expect(bytes.toString()).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world')
  })

  test('is verified with its key, and with no other', () => {
    const key = readPinnedKey('vector', pem(vectorKey))
    const other = readPinnedKey('other', pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey))
    const envelope = readEnvelope(VECTOR)
    if (!key || !other || !envelope) throw new Error('The vector cannot be read.')
    expect(signingKey(envelope, [other, key])?.name).toBe('vector')
    expect(signingKey(envelope, [other])).toBeNull()
    expect(signingKey({ ...envelope, payload: Buffer.from('hello World') }, [key])).toBeNull()
  })
})

describe('lengths', () => {
  test('count bytes', () => {
    expect(preAuthEncoding('tÿpe', Buffer.from('–')).toString()).toBe('DSSEv1 5 tÿpe 3 –')
  })
})

describe('a pinned key', () => {
  test.each([
    ['Ed25519', generateKeyPairSync('ed25519').publicKey, true],
    ['ECDSA P-256', vectorKey, true],
    ['ECDSA P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey, false],
    ['RSA', generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey, false],
  ])('of type %s is accepted: %#', (_, key, isTaken) => {
    expect(readPinnedKey('x', pem(key)) !== null).toBe(isTaken)
  })

  test('is rejected for any other text', () => {
    expect(readPinnedKey('x', 'no key')).toBeNull()
  })
})

describe('base64 in an envelope', () => {
  test.each(['aGVsbG8gd29ybGQ', 'aGVsbG8gd29ybGQ='])('%s is read', (payload) => {
    expect(readEnvelope({ ...VECTOR, payload })?.payload.toString()).toBe('hello world')
  })

  test.each(['aGVsbG8 d29ybGQ', 'a', 'aGVs=bG8', '===', 'aGVsbG8*'])('%s is not', (payload) => {
    expect(readEnvelope({ ...VECTOR, payload })).toBeNull()
  })
})
