import { hash } from 'node:crypto'
import { decodeBase64 } from '../base64.ts'
import { verifyBlob } from './key.ts'
import { readString, readUint32, type Wire, wireString } from './wire.ts'

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
