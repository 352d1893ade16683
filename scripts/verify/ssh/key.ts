import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { readString, type Wire } from './wire.ts'

/** How a sort of SSH key is read, and which signature algorithms it may be used with. */
type Sort = {
  read: (wire: Wire) => KeyObject | null
  verify: (key: KeyObject, algorithm: string, signed: Buffer, signature: Buffer) => boolean
}

const ED25519: Sort = {
  read: (wire) => {
    const x = readString(wire)
    return x?.length === 32 ? jwk({ kty: 'OKP', crv: 'Ed25519', x: url(x) }) : null
  },
  verify: (key, algorithm, signed, signature) =>
    algorithm === 'ssh-ed25519' && verify(null, signed, key, signature),
}

const RSA_HASHES: ReadonlyMap<string, string> = new Map([
  ['rsa-sha2-256', 'sha256'],
  ['rsa-sha2-512', 'sha512'],
])

/** SHA-1 signatures (`ssh-rsa`) are refused, as ssh-keygen does. */
const RSA: Sort = {
  read: (wire) => {
    const e = readString(wire)
    const n = readString(wire)
    return e && n ? jwk({ kty: 'RSA', e: url(unsigned(e)), n: url(unsigned(n)) }) : null
  },
  verify: (key, algorithm, signed, signature) => {
    const hash = RSA_HASHES.get(algorithm)
    return hash !== undefined && verify(hash, signed, key, signature)
  },
}

function ecdsa(curve: string, crv: string, hash: string, size: number): Sort {
  return {
    read: (wire) => {
      const name = readString(wire)?.toString('latin1')
      const point = readString(wire)
      if (name !== curve || point?.length !== 1 + 2 * size || point[0] !== 4) return null
      return jwk({ kty: 'EC', crv, x: url(point.subarray(1, 1 + size)), y: url(point.subarray(1 + size)) })
    },
    verify: (key, algorithm, signed, signature) => {
      const inner = { bytes: signature, at: 0 }
      const r = readString(inner)
      const s = readString(inner)
      if (algorithm !== `ecdsa-sha2-${curve}` || !r || !s) return false
      const plain = Buffer.concat([padded(unsigned(r), size), padded(unsigned(s), size)])
      return plain.length === 2 * size && verify(hash, signed, { key, dsaEncoding: 'ieee-p1363' }, plain)
    },
  }
}

const SORTS: ReadonlyMap<string, Sort> = new Map([
  ['ssh-ed25519', ED25519],
  ['ssh-rsa', RSA],
  ['ecdsa-sha2-nistp256', ecdsa('nistp256', 'P-256', 'sha256', 32)],
  ['ecdsa-sha2-nistp384', ecdsa('nistp384', 'P-384', 'sha384', 48)],
  ['ecdsa-sha2-nistp521', ecdsa('nistp521', 'P-521', 'sha512', 66)],
])

/**
 * Verifies an SSH signature blob with a public key blob.
 * @returns null for a sort of key that is not verified here, such as one on a security key.
 */
export function verifyBlob(keyBlob: Buffer, signed: Buffer, signatureBlob: Buffer): boolean | null {
  const keyWire = { bytes: keyBlob, at: 0 }
  const sort = SORTS.get(readString(keyWire)?.toString('latin1') ?? '')
  if (!sort) return null
  const wire = { bytes: signatureBlob, at: 0 }
  const algorithm = readString(wire)?.toString('latin1')
  const signature = readString(wire)
  const key = sort.read(keyWire)
  if (!key || !algorithm || !signature) return false
  return sort.verify(key, algorithm, signed, signature)
}

function jwk(key: {
  kty: string
  crv?: string
  x?: string
  y?: string
  e?: string
  n?: string
}): KeyObject | null {
  try {
    return createPublicKey({ format: 'jwk', key })
  } catch {
    return null
  }
}

/** A multiple-precision integer without the zero that keeps it positive. */
function unsigned(bytes: Buffer): Buffer {
  return bytes[0] === 0 ? bytes.subarray(1) : bytes
}

function padded(bytes: Buffer, size: number): Buffer {
  return bytes.length >= size ? bytes : Buffer.concat([Buffer.alloc(size - bytes.length), bytes])
}

function url(bytes: Buffer): string {
  return bytes.toString('base64url')
}
