import { describe, expect, test } from 'vitest'
import { writeAttestation } from '#sample/evidence.ts'
import { pemPublicKey } from '#sample/keys.ts'
import { readSample } from '#sample/story.ts'
import { readEnvelope } from '#verify/dsse.ts'
import { readPinnedKey, signingKey } from '#verify/pinned-keys.ts'
import { DIGEST } from '../../builders.ts'

const artifact = readSample('test/sample').artifacts['tests-attested']
const key = readPinnedKey('sample-ci', pemPublicKey('sample-ci'))

function written(isForged: boolean) {
  if (!artifact || !key) throw new Error('The sample has no such attestation or key.')
  const envelope = readEnvelope(
    JSON.parse(writeAttestation(artifact, [{ name: 'vitest', sha256: DIGEST }], isForged).toString()),
  )
  if (!envelope) throw new Error('This is no envelope.')
  return { statement: JSON.parse(envelope.payload.toString()), signer: signingKey(envelope, [key])?.name }
}

describe('an attestation of the sample', () => {
  test('names its files by digest and is signed with its key', () => {
    expect(written(false)).toMatchObject({
      signer: 'sample-ci',
      statement: { subject: [{ name: 'vitest', digest: { sha256: DIGEST } }] },
    })
  })

  test('says the same when it is forged, without a valid signature', () => {
    expect(written(true)).toEqual({ ...written(false), signer: undefined })
  })
})
