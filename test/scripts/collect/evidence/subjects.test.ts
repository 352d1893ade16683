import { describe, expect, test } from 'vitest'
import { matchSubjects } from '#collect/evidence/subjects.ts'
import type { VerifiedAttestation } from '#verify/verify-attestation.ts'
import { anItem, DIGEST, OTHER_DIGEST } from '../../../builders.ts'

/** Which artifacts an attestation of `unit.xml` with another digest accuses; all lie at that path. */
async function accused(...digests: string[]): Promise<readonly number[] | undefined> {
  const subject = { name: 'unit.xml', digests: new Map([['sha256', 'e'.repeat(64)]]) }
  const checked = { subjects: [subject] } as unknown as VerifiedAttestation
  const matched = await matchSubjects(
    digests.map((sha256) => anItem({ sha256 })),
    [checked],
    {
      codeOf: async () => 'unknown',
      bytesOf: async () => null,
      pathOf: () => 'release/unit.xml',
    } as unknown as Parameters<typeof matchSubjects>[2],
  )
  return matched.get(checked)?.differing
}

describe('an attestation of other bytes under the name of an artifact', () => {
  test('marks it as tampered, under each name that the dossier gives to the file', async () => {
    expect(await accused(DIGEST)).toEqual([0])
    expect(await accused(DIGEST, DIGEST)).toEqual([0, 1])
  })

  test('marks none as tampered if the name fits several files', async () => {
    expect(await accused(DIGEST, OTHER_DIGEST)).toEqual([])
  })
})
