import { hash, sign } from 'node:crypto'
import { preAuthEncoding } from '#verify/dsse.ts'
import { sampleKey } from './keys.ts'
import type { Artifact } from './story.ts'

/** A file that an attestation is about. */
export type Subject = { name: string; sha256: string }

const TYPE = 'application/vnd.in-toto+json'

/**
 * The bytes of an attestation: an in-toto statement in a DSSE envelope, signed with the key that the artifact names. Of a
 * forged one the signature is that of a statement about other files; the digests in the payload were exchanged afterwards.
 */
export function writeAttestation(
  artifact: Artifact,
  subjects: readonly Subject[],
  isForged: boolean,
): Buffer {
  const { signedBy, statement } = artifact
  if (signedBy === undefined || statement === undefined)
    throw new Error('An attestation of the sample needs signedBy and statement.')
  const payloadOf = (about: readonly Subject[]) =>
    Buffer.from(
      JSON.stringify({
        _type: 'https://in-toto.io/Statement/v1',
        subject: about.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
        ...statement,
      }),
    )
  const earlier = subjects.map(({ name, sha256 }) => ({ name, sha256: hash('sha256', sha256) }))
  const signed = preAuthEncoding(TYPE, payloadOf(isForged ? earlier : subjects))
  const sig = sign(null, signed, sampleKey(signedBy)).toString('base64')
  const payload = payloadOf(subjects).toString('base64')
  const envelope = { payloadType: TYPE, payload, signatures: [{ keyid: signedBy, sig }] }
  return Buffer.from(`${JSON.stringify(envelope, null, 2)}\n`)
}
