import { type KeyObject, sign } from 'node:crypto'

/** As much DER as a certificate takes. */
const tagged = (tag: number, ...parts: Uint8Array[]) => {
  const body = Buffer.concat(parts)
  const size = body.length
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}
const sequence = (...parts: Uint8Array[]) => tagged(0x30, ...parts)
const octets = (...parts: Uint8Array[]) => tagged(0x04, ...parts)
const bits = (bytes: Uint8Array) => tagged(0x03, Buffer.from([0]), bytes)
export const utf8 = (text: string) => tagged(0x0c, Buffer.from(text))
const TRUE = tagged(0x01, Buffer.from([0xff]))

function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  const digits = (value: number): number[] =>
    value < 128 ? [value] : [...digits(value >> 7).map((d) => d | 0x80), value & 0x7f]
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(digits)]))
}

const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'))
const name = (text: string) => sequence(tagged(0x31, sequence(oid('2.5.4.3'), utf8(text))))
const time = (instant: string) =>
  tagged(0x18, Buffer.from(`${instant.replace(/[-:T]|\.\d+/g, '').slice(0, 14)}Z`))

export const extension = (id: string, value: Uint8Array) => sequence(oid(id), octets(value))
export const authority = () => sequence(oid('2.5.29.19'), TRUE, octets(sequence(TRUE)))
export const uriName = (uri: string) => extension('2.5.29.17', sequence(tagged(0x86, Buffer.from(uri))))

/** A certificate of an ECDSA P-256 key, in DER. */
export function certificate(given: {
  subject: string
  issuer: string
  key: KeyObject
  signedWith: KeyObject
  from: string
  until: string
  extensions: Uint8Array[]
}): Buffer {
  const tbs = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, Buffer.from([7])),
    ECDSA_SHA256,
    name(given.issuer),
    sequence(time(given.from), time(given.until)),
    name(given.subject),
    given.key.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...given.extensions)),
  )
  return sequence(tbs, ECDSA_SHA256, bits(sign('sha256', tbs, given.signedWith)))
}
