import { describe, expect, test } from 'vitest'
import type { Attestation } from '#model/verification.ts'
import { signatures } from '#views/release/signatures.ts'
import { anItem, aRecord, DIGEST, gitFacts } from '../../builders.ts'

const attestation = (parts: Partial<Attestation> = {}): Attestation => ({
  predicateType: 'https://slsa.dev/provenance/v1',
  outcome: 'verified',
  reasons: [],
  signer: {
    identity: 'https://github.com/acme/product/x.yml@refs/tags/v1',
    issuer: 'https://issuer.example.org',
  },
  expected: 'workflow',
  root: { name: 'sigstore-public-good', sha256: DIGEST, takenAt: '2026-11-25T00:00:00Z' },
  compared: ['signature', 'signer', 'commit'],
  subjects: { total: 3, matched: 2 },
  ...parts,
})
const row = (parts: Partial<Attestation>) =>
  signatures(aRecord({ evidence: [anItem({ name: 'provenance', attestations: [attestation(parts)] })] }))[1]
const tagRow = (parts: Parameters<typeof gitFacts>[0], github?: { verified: boolean; reason: string }) => {
  const facts = {
    repository: 'acme/product',
    release: null,
    pullRequests: [],
    runs: [],
    attestations: [],
    unknown: [],
  }
  const record = aRecord({ git: gitFacts(parts) })
  return signatures(github ? { ...record, github: { ...facts, tag: github } } : record)[0]
}

test('a tag signed by someone other than its tagger is verified, and names both', () => {
  const remarks = [{ code: 'tag.other_signer', args: { signer: 'ada', tagger: 'Bob' }, path: [] }]
  const signature = { sort: 'ssh' as const, outcome: 'verified' as const, signer: 'ada', reasons: [] }
  const told = tagRow({ signature: { ...signature, remarks } })
  expect(told).toMatchObject({ look: { word: 'verified' }, facts: ['SSH, by ada'] })
  expect(told?.problems).toEqual([
    'Signed by ada, whose key is allowed; tagged by Bob, under an address that this key is not allowed for.',
  ])
  expect(tagRow({ signature })?.problems).toEqual([])
})

describe('an attestation', () => {
  test('says what it is, who signed, who vouches for that, what was compared, and with which root', () => {
    expect(row({})).toEqual({
      what: 'Attestation provenance',
      href: '#e-provenance',
      look: { word: 'verified', mark: 'ok', tone: 'ok' },
      facts: [
        'https://slsa.dev/provenance/v1',
        'by https://github.com/acme/product/x.yml@refs/tags/v1, says https://issuer.example.org',
        'compared and held: signature, signer and commit',
        'about 2 of its 3 subjects here',
        `root sigstore-public-good of 25 Nov 2026, SHA-256 ${DIGEST.slice(0, 12)}`,
      ],
      problems: [],
    })
  })

  test('without an expected signer is not verified, and says so', () => {
    const reasons = [{ code: 'attestation.no_expectation', args: {}, path: [] }]
    expect(row({ outcome: 'unverified', expected: null, reasons })).toMatchObject({
      look: { word: 'not verified', mark: 'wv' },
      problems: ['The signature is valid, but nothing says who is expected to sign.'],
    })
  })

  test('that failed says why, and leaves out what is not known', () => {
    const nothing = {
      signer: null,
      root: null,
      compared: [],
      predicateType: null,
      subjects: { total: 0, matched: 0 },
    }
    const reasons = [{ code: 'attestation.wrong_signature', args: {}, path: [] }]
    expect(row({ ...nothing, outcome: 'failed', reasons })).toMatchObject({
      look: { word: 'failed', mark: 'no' },
      facts: [],
      problems: ['Its signature is invalid.'],
    })
  })

  test('is never called an approval', () => {
    expect(
      JSON.stringify(signatures(aRecord({ evidence: [anItem({ attestations: [attestation()] })] }))),
    ).not.toMatch(/approv/i)
  })
})

describe('a tag', () => {
  test('that is lightweight cannot be verified, which differs from a missing signature', () => {
    const claim = { verified: false, reason: 'unsigned' }
    expect(tagRow({ tagKind: 'lightweight' }, claim)).toMatchObject({
      look: { word: 'no signature', mark: 'na' },
      facts: [expect.stringContaining('lightweight'), 'GitHub says: not verified (unsigned)'],
    })
  })

  test('without a signature is not repeated if nothing else is signed', () => {
    expect(tagRow({})).toBeUndefined()
    expect(signatures(aRecord({ evidence: [anItem({ attestations: [attestation()] })] }))[0]?.facts).toEqual(
      [],
    )
  })

  test('that is signed says by whom, or why that is not known', () => {
    const signed = {
      sort: 'ssh' as const,
      outcome: 'verified' as const,
      signer: 'ada@example.org',
      reasons: [],
    }
    expect(tagRow({ signature: signed })).toMatchObject({
      look: { mark: 'ok' },
      facts: ['SSH, by ada@example.org'],
    })
    const reasons = [{ code: 'tag.no_signers', args: {}, path: [] }]
    expect(tagRow({ signature: { ...signed, outcome: 'unverified', signer: null, reasons } })).toMatchObject({
      look: { mark: 'wv' },
      facts: ['SSH'],
      problems: ['No one is named who may sign tags this way.'],
    })
  })

  test('shows GitHub’s claim as such, beside our own result', () => {
    expect(tagRow({}, { verified: true, reason: 'valid' })).toMatchObject({
      look: { word: 'no signature' },
      facts: ['GitHub says: verified (valid)'],
    })
  })
})
