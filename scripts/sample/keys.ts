import { createPrivateKey, createPublicKey, hash, type KeyObject, sign } from 'node:crypto'
import { wireString } from '#verify/ssh/signature.ts'

/**
 * The private Ed25519 key of the sample with this name. It follows from the name, so it is the same on every machine and
 * nothing that looks like a secret lies in the repository. Whoever reads this can sign with it: it is worth nothing.
 */
export function sampleKey(name: string): KeyObject {
  const seed = hash('sha256', `key of the sample: ${name}`, 'hex')
  return createPrivateKey({ key: Buffer.from(`${PKCS8}${seed}`, 'hex'), format: 'der', type: 'pkcs8' })
}

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410). */
const PKCS8 = '302e020100300506032b657004220420'

/** The line of an allowed signers file for a key: `sort base64`. */
export function sshPublicKey(name: string): string {
  return `ssh-ed25519 ${publicBlob(name).toString('base64')}`
}

/** The key in PEM, as `catalog.yaml` pins it. */
export function pemPublicKey(name: string): string {
  return createPublicKey(sampleKey(name)).export({ type: 'spki', format: 'pem' }).toString()
}

/** An armored SSH signature over the text of a tag (openssh PROTOCOL.sshsig), as `git tag -s` puts it below its message. */
export function sshSignature(name: string, text: string): string {
  const about = ['git', '', 'sha512'].map(wireString)
  const digest = wireString(Buffer.from(hash('sha512', text, 'hex'), 'hex'))
  const signed = Buffer.concat([Buffer.from('SSHSIG'), ...about, digest])
  const signature = Buffer.concat(['ssh-ed25519', sign(null, signed, sampleKey(name))].map(wireString))
  const version = Buffer.from([0, 0, 0, 1])
  const key = wireString(publicBlob(name))
  const blob = Buffer.concat([Buffer.from('SSHSIG'), version, key, ...about, wireString(signature)])
  const lines = blob.toString('base64').match(/.{1,70}/g) ?? []
  return ['-----BEGIN SSH SIGNATURE-----', ...lines, '-----END SSH SIGNATURE-----', ''].join('\n')
}

function publicBlob(name: string): Buffer {
  const { x = '' } = createPublicKey(sampleKey(name)).export({ format: 'jwk' })
  return Buffer.concat(['ssh-ed25519', Buffer.from(x, 'base64url')].map(wireString))
}
