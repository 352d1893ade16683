import { generateKeyPairSync, hash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { TrustedSigner } from '#model/trust.ts'
import type { SignatureTrust } from '#verify/check-signature.ts'
import { type PinnedKey, readPinnedKey } from '#verify/pinned-keys.ts'
import { readTrustedRoot, WITNESSES } from '#verify/roots.ts'
import { unwrap } from '#verify/unwrap.ts'
import { verifyAttestation } from '#verify/verify-attestation.ts'
import { COMMIT, DIGEST, OTHER_COMMIT } from '../../builders.ts'
import {
  aBundle,
  anEnvelope,
  anInstance,
  aProvenance,
  aTestResult,
  type Instance,
  ISSUER,
  WORKFLOW,
  type Workflow,
} from './signing.ts'

const instance = anInstance()
const statement = aProvenance([{ name: 'unit.xml', digest: { sha256: DIGEST } }], COMMIT)
const workflow = { repository: 'https://github.com/acme/product', commit: COMMIT, ref: 'refs/tags/v1.0.0' }
const bundle = aBundle(instance, statement, workflow)
const signer = (parts: Partial<TrustedSigner> = {}): TrustedSigner => ({
  name: 'release-workflow',
  issuer: ISSUER,
  identity: 'https://github.com/acme/product/.github/workflows/release.yml@refs/tags/{tag}',
  predicateTypes: [],
  services: [],
  ...parts,
})

describe('a bundle of our own instance', () => {
  test('is verified when its signer is the expected one and its commit the released one', async () => {
    expect(await verify(bundle)).toMatchObject({
      attestation: {
        outcome: 'verified',
        reasons: [],
        predicateType: 'https://slsa.dev/provenance/v1',
        signer: { identity: WORKFLOW, issuer: ISSUER },
        expected: 'release-workflow',
        root: { name: 'own', sha256: hash('sha256', instance.root), takenAt: '2026-02-01T00:00:00Z' },
        compared: ['signature', 'signer', 'commit'],
      },
      commit: COMMIT,
    })
  })

  test('tells every part that was compared', async () => {
    const strict = signer({
      repository: 'https://github.com/acme/*',
      ref: 'refs/tags/{tag}',
      predicateTypes: ['https://slsa.dev/provenance/v1'],
    })
    const { attestation } = await verify(bundle, { signers: [strict] })
    expect(attestation.compared).toEqual(['signature', 'signer', 'repository', 'ref', 'predicate', 'commit'])
  })

  test('with an unexpected signer proves only that someone signed', async () => {
    const { attestation } = await verify(bundle, { signers: [] })
    expect(attestation).toMatchObject({
      outcome: 'unverified',
      signer: { identity: WORKFLOW },
      expected: null,
    })
    expect(codes(attestation)).toEqual(['attestation.no_expectation'])
  })

  test('of an instance without a trusted root is not verified, and does not count as forged', async () => {
    const { attestation } = await verify(aBundle(anInstance(), statement, workflow))
    expect(attestation).toMatchObject({ outcome: 'unverified', signer: null, root: null })
    expect(codes(attestation)).toEqual(['attestation.unknown_root'])
  })
})

describe('the signer of a bundle', () => {
  test.each<[string, TrustedSigner, string]>([
    [
      'another workflow',
      signer({ identity: 'https://github.com/acme/product/.github/workflows/other.yml@refs/tags/{tag}' }),
      'other_signer',
    ],
    ['a shorter identity', signer({ identity: 'https://github.com/acme/product' }), 'other_signer'],
    ['a pattern that would only be found inside', signer({ identity: 'github.com' }), 'other_signer'],
    [
      'a star that would have to cross a slash',
      signer({ identity: 'https://github.com/*@refs/tags/{tag}' }),
      'other_signer',
    ],
    ['another issuer', signer({ issuer: 'https://accounts.example.org' }), 'other_signer'],
    ['another tag', signer({ identity: WORKFLOW.replace('v1.0.0', 'v1.0.1') }), 'other_signer'],
    ['another repository', signer({ repository: 'https://github.com/acme/other' }), 'other_repository'],
    ['another ref', signer({ ref: 'refs/heads/main' }), 'other_ref'],
    [
      'another predicate',
      signer({ predicateTypes: ['https://in-toto.io/attestation/test-result/v0.1'] }),
      'other_predicate_type',
    ],
  ])('fails where %s is expected', async (_, expected, code) => {
    const { attestation } = await verify(bundle, { signers: [expected] })
    expect(attestation.outcome).toBe('failed')
    expect(codes(attestation)).toEqual([`attestation.${code}`])
  })

  test('fits one of several expectations, whatever their order', async () => {
    const signers = [
      signer({ name: 'elsewhere', identity: 'https://x' }),
      signer(),
      signer({ name: 'third', ref: 'x' }),
    ]
    expect((await verify(bundle, { signers })).attestation.expected).toBe('release-workflow')
    expect((await verify(bundle, { signers: signers.toReversed() })).attestation.expected).toBe(
      'release-workflow',
    )
  })
})

describe('a bundle', () => {
  test.each<[string, string, Workflow]>([
    ['statement', aProvenance([{ digest: { sha256: DIGEST } }], OTHER_COMMIT), workflow],
    ['certificate', statement, { ...workflow, commit: OTHER_COMMIT }],
  ])('fails when the %s is of another commit', async (_, payload, signedBy) => {
    const { attestation, commit } = await verify(aBundle(instance, payload, signedBy))
    expect(attestation.outcome).toBe('failed')
    expect(codes(attestation)).toEqual(['attestation.other_commit'])
    expect(commit).toBeNull()
  })

  test('is not verified while its commit cannot be compared', async () => {
    const { attestation } = await verify(bundle, {}, 'unknown')
    expect(attestation.outcome).toBe('unverified')
    expect(codes(attestation)).toEqual(['attestation.commit_unknown'])
  })

  test('over another payload type holds nothing to compare', async () => {
    const { attestation, subjects } = await verify(aBundle(instance, statement, workflow, 'text/plain'))
    expect(attestation).toMatchObject({ outcome: 'unverified', predicateType: null })
    expect(codes(attestation)).toContain('attestation.no_statement')
    expect(subjects).toEqual([])
  })

  test.each<[string, (copy: typeof bundle) => void]>([
    [
      'payload',
      (copy) => {
        copy.dsseEnvelope.payload = Buffer.from(statement.replace(DIGEST, 'e'.repeat(64))).toString('base64')
      },
    ],
    [
      'signature',
      (copy) => {
        copy.dsseEnvelope.signatures = aBundle(instance, statement, workflow).dsseEnvelope.signatures
      },
    ],
    [
      'log entry',
      (copy) => {
        for (const entry of copy.verificationMaterial.tlogEntries) entry.integratedTime = '1772366401'
      },
    ],
  ])('with another %s fails, and names no signer', async (_, change) => {
    const copy = structuredClone(bundle)
    change(copy)
    const { attestation } = await verify(copy)
    expect(attestation).toMatchObject({ outcome: 'failed', signer: null })
  })

  test('with a second, unchecked signature is refused', async () => {
    const copy = structuredClone(bundle)
    copy.dsseEnvelope.signatures.push({ keyid: 'x', sig: 'MAA=' })
    expect(codes((await verify(copy)).attestation)).toEqual(['attestation.broken_bundle'])
  })
})

const ed = generateKeyPairSync('ed25519')
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pinned = (name: string, key: typeof ed.publicKey): PinnedKey => {
  const read = readPinnedKey(name, key.export({ type: 'spki', format: 'pem' }))
  if (!read) throw new Error('The key cannot be read.')
  return read
}
const keys = [pinned('build', ed.publicKey), pinned('sign', ec.publicKey)]
const signers = ['build', 'sign'].map((name) => ({
  name,
  key: `${name}.pub`,
  predicateTypes: [],
  services: [],
}))

describe('an envelope by itself', () => {
  test.each([
    ['Ed25519', anEnvelope(statement, ed.privateKey), 'build'],
    ['ECDSA in DER', anEnvelope(statement, ec.privateKey), 'sign'],
    ['ECDSA in plain numbers', anEnvelope(statement, ec.privateKey, undefined, 'ieee-p1363'), 'sign'],
  ])('is verified with a pinned key: %s', async (_, envelope, name) => {
    const { attestation } = await verify(envelope, { keys, signers })
    expect(attestation).toMatchObject({
      outcome: 'verified',
      signer: { identity: name, issuer: null },
      root: null,
      expected: name,
    })
  })

  test('may be written in the alphabet for URLs, without padding', async () => {
    const envelope = anEnvelope(`${statement} `, ed.privateKey)
    const url = (text: string) => Buffer.from(text, 'base64').toString('base64url')
    const other = {
      ...envelope,
      payload: url(envelope.payload),
      signatures: [{ keyid: '', sig: url(envelope.signatures[0]?.sig ?? '') }],
    }
    expect((await verify(other, { keys, signers })).attestation.outcome).toBe('verified')
  })

  test('is not verified by a key that is not pinned, whatever its hint says', async () => {
    const stranger = generateKeyPairSync('ed25519')
    const envelope = anEnvelope(statement, stranger.privateKey)
    const { attestation } = await verify(envelope, { keys, signers })
    expect([attestation.outcome, codes(attestation)]).toEqual(['unverified', ['attestation.unknown_key']])
    const lying = { ...envelope, signatures: [{ keyid: 'build', sig: envelope.signatures[0]?.sig }] }
    const lie = (await verify(lying, { keys, signers })).attestation
    expect([lie.outcome, codes(lie)]).toEqual(['failed', ['attestation.wrong_signature']])
  })

  test('counts its bytes, not its characters, and signs its type too', async () => {
    const wide = statement.replace('unit.xml', 'ünit–✓.xml')
    expect((await verify(anEnvelope(wide, ed.privateKey), { keys, signers })).attestation.outcome).toBe(
      'verified',
    )
    const retyped = {
      ...anEnvelope(statement, ed.privateKey, 'text/plain'),
      payloadType: 'application/vnd.in-toto+json',
    }
    expect((await verify(retyped, { keys, signers })).attestation.outcome).toBe('unverified')
  })

  test('with a certificate beside its signature needs the log, which is online', async () => {
    const envelope = anEnvelope(statement, ec.privateKey)
    const old = {
      ...envelope,
      signatures: [{ ...envelope.signatures[0], cert: '-----BEGIN CERTIFICATE-----' }],
    }
    expect(codes((await verify(old)).attestation)).toEqual(['attestation.needs_log'])
  })

  test('needs a supported key type', () => {
    expect(readPinnedKey('x', 'no key')).toBeNull()
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
    expect(readPinnedKey('x', rsa.export({ type: 'spki', format: 'pem' }))).toBeNull()
  })
})

describe('an unsigned statement', () => {
  test('is not verified', async () => {
    const { attestation } = await verify(JSON.parse(aTestResult(COMMIT, 'PASSED', { passedTests: ['a'] })))
    expect([attestation.outcome, codes(attestation)]).toEqual(['unverified', ['attestation.unsigned']])
  })
})

async function verify(
  document: unknown,
  parts: Partial<SignatureTrust> = {},
  code: 'same' | 'unknown' = 'same',
  from: Instance = instance,
) {
  const root = readTrustedRoot(from.root, {
    name: 'own',
    takenAt: '2026-02-01T00:00:00Z',
    witnesses: { ...WITNESSES.public, ctlogThreshold: 0 },
  })
  if (!root.ok) throw new Error(JSON.stringify(root.findings))
  const [signed] = unwrap(document)
  if (!signed) throw new Error('There is nothing to verify.')
  const trust = { roots: [root.value], keys: [], signers: [signer()], ...parts }
  return verifyAttestation(signed, trust, {
    tag: 'v1.0.0',
    codeOf: async (commit) => (commit === COMMIT ? code : 'different'),
    bytesOf: async () => null,
  })
}

function codes({ reasons }: { reasons: { code: string }[] }): string[] {
  return reasons.map(({ code }) => code)
}
