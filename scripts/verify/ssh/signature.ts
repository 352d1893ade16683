import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto'
import { decodeBase64 } from '#parse/text.ts'

/** An SSH signature over a file (openssh PROTOCOL.sshsig), taken out of its armor. */
type SshSignature = { key: Buffer; namespace: Buffer; reserved: Buffer; hash: string; signature: Buffer }

const MAGIC = 'SSHSIG'

/** The key that signed a message in the namespace `git`; a code when it did not, or cannot be told. */
export function sshKeyOf(
  armor: string,
  message: Buffer,
): { key: Buffer } | { code: string; isWrong: boolean } {
  const found = readArmor(armor)
  if (!found || (found.hash !== 'sha256' && found.hash !== 'sha512'))
    return { code: 'tag.broken_signature', isWrong: true }
  if (found.namespace.toString('latin1') !== 'git') return { code: 'tag.other_namespace', isWrong: true }
  const digest = Buffer.from(hash(found.hash, message, 'hex'), 'hex')
  const parts = [found.namespace, found.reserved, Buffer.from(found.hash), digest].map(wireString)
  const signed = Buffer.concat([Buffer.from(MAGIC), ...parts])
  const isGood = verifyBlob(found.key, signed, found.signature)
  if (isGood === null) return { code: 'tag.key_sort', isWrong: false }
  return isGood ? { key: found.key } : { code: 'tag.wrong_signature', isWrong: true }
}

/** The key that a signature says it was made with, as its fingerprint; nothing is verified. */
export function sshFingerprint(armor: string): string | null {
  const found = readArmor(armor)
  return found && `SHA256:${hash('sha256', found.key, 'base64').replace(/=+$/, '')}`
}

function readArmor(armor: string): SshSignature | null {
  const [, body] =
    armor.match(/^-----BEGIN SSH SIGNATURE-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END SSH SIGNATURE-----\s*$/) ??
    []
  const bytes = body === undefined ? null : decodeBase64(body.replace(/[\r\n]/g, ''))
  if (!bytes || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) return null
  return readBlob({ bytes, at: MAGIC.length })
}

function readBlob(wire: Wire): SshSignature | null {
  if (readUint32(wire) !== 1) return null
  const [key, namespace, reserved, name, signature] = [0, 1, 2, 3, 4].map(() => readString(wire))
  if (!key || !namespace || !reserved || !name || !signature || wire.at !== wire.bytes.length) return null
  return { key, namespace, reserved, hash: name.toString('latin1'), signature }
}

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
 * @returns null for a key type that is not supported, such as one on a security key.
 */
function verifyBlob(keyBlob: Buffer, signed: Buffer, signatureBlob: Buffer): boolean | null {
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

/** A piece of SSH's wire format (RFC 4251, 5) being read. Every reader gives null when the bytes end too early. */
type Wire = { bytes: Buffer; at: number }

/** The next length-prefixed string. */
function readString(wire: Wire): Buffer | null {
  const length = readUint32(wire)
  if (length === null || wire.at + length > wire.bytes.length) return null
  wire.at += length
  return wire.bytes.subarray(wire.at - length, wire.at)
}

function readUint32(wire: Wire): number | null {
  if (wire.at + 4 > wire.bytes.length) return null
  wire.at += 4
  return wire.bytes.readUInt32BE(wire.at - 4)
}

/** A length-prefixed string, to be signed. */
export function wireString(text: Buffer | string): Buffer {
  const bytes = Buffer.from(text as string)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}
