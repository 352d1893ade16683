import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto'
import { type Envelope, preAuthEncoding } from './dsse.ts'

/** A public key that the configuration pins under a name. */
export type PinnedKey = { name: string; key: KeyObject; ids: ReadonlySet<string> }

/**
 * Reads a public key in PEM.
 * @returns null for what is no public key, or of a sort that is not verified here: only Ed25519 and ECDSA P-256 are.
 */
export function readPinnedKey(name: string, pem: string | Buffer): PinnedKey | null {
  try {
    const key = createPublicKey(pem)
    return isKnown(key) ? { name, key, ids: idsOf(name, key) } : null
  } catch {
    return null
  }
}

function isKnown({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  if (asymmetricKeyType === 'ed25519') return true
  return asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1'
}

/** What signers call a key in a hint: its name here, or its digest in one of the usual forms. */
function idsOf(name: string, key: KeyObject): ReadonlySet<string> {
  const der = key.export({ type: 'spki', format: 'der' })
  const base64 = hash('sha256', der, 'base64')
  return new Set([name, hash('sha256', der), base64, `SHA256:${base64.replace(/=+$/, '')}`])
}

/** The pinned key that made one of an envelope's signatures; null when none did. The hints are not asked. */
export function signingKey(envelope: Envelope, keys: readonly PinnedKey[]): PinnedKey | null {
  const signed = preAuthEncoding(envelope.payloadType, envelope.payload)
  const made = ({ key }: PinnedKey) =>
    envelope.signatures.some(({ bytes }) => isSignature(key, signed, bytes))
  return keys.find(made) ?? null
}

/** ECDSA signatures come in two encodings: DER from most tools, two plain numbers in the DSSE specification itself. */
function isSignature(key: KeyObject, signed: Buffer, signature: Buffer): boolean {
  if (key.asymmetricKeyType === 'ed25519') return verify(null, signed, key, signature)
  return (['der', 'ieee-p1363'] as const).some((dsaEncoding) =>
    verify('sha256', signed, { key, dsaEncoding }, signature),
  )
}
