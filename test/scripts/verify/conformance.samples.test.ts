import { hash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readEvidence } from '#formats/read-evidence.ts'
import { Attestation } from '#model/verification.ts'
import { readPinnedKey } from '#verify/pinned-keys.ts'
import { readTrustedRoot, WITNESSES } from '#verify/roots.ts'
import { unwrapBytes } from '#verify/unwrap.ts'
import { verifyAttestation } from '#verify/verify-attestation.ts'
import { samplePath } from '../../samples.ts'

const SAMPLES = samplePath('attestation')
const CASES = join(SAMPLES, 'conformance')
const PUBLIC = new URL('../../../scripts/verify/roots/sigstore-public-good.json', import.meta.url)
const BEACON =
  'https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main'

describe('the conformance cases of Sigstore', () => {
  const cases = readdirSync(CASES, { withFileTypes: true }).filter((each) => each.isDirectory())

  test.each(cases.map(({ name }) => name))('%s is judged as its name says', async (name) => {
    const { attestation, isAbout } = await judge(join(CASES, name))
    expect(Attestation.parse(attestation)).toEqual(attestation)
    expect(attestation.outcome === 'verified' && isAbout).toBe(!name.endsWith('_fail'))
  })
})

describe('the attestations of public projects', () => {
  test.each([
    ['slsa-verifier__MODULE.bazel.intoto.jsonl', ['attestation.no_expectation']],
    ['slsa-verifier__binary-linux-amd64-push-v14.2.intoto.jsonl', ['attestation.no_expectation']],
    ['slsa-verifier__v1.10.0-raw-dsse.intoto.jsonl', ['attestation.needs_log']],
    [
      'slsa-verifier__gundam-visor-cli-v1-tag.tgz.json',
      ['attestation.unknown_key', 'attestation.no_expectation'],
    ],
    ['cli__sigstore-js-2.1.0-bundle.json', ['attestation.no_expectation']],
    ['cli__sigstoreBundle-invalid-signature.json', ['attestation.wrong_signature']],
    ['cli__custom-issuer.sigstore.json', ['attestation.no_expectation']],
    [
      'cli__github_provenance_demo-0.0.12-py3-none-any-bundle-missing-cert.jsonl',
      ['attestation.broken_bundle'],
    ],
    ['guac__oci-dsse-att.json', ['attestation.unknown_key']],
    ['intoto-spec__test-result__2.json', ['attestation.unsigned']],
  ])('%s is not verified, for the right reason', async (file, codes) => {
    const bytes = readFileSync(join(SAMPLES, file))
    const about = { tag: 'v1', codeOf: async () => 'same' as const, bytesOf: async () => null }
    const trust = { roots: [rootOf(readFileSync(PUBLIC))], keys: [], signers: [] }
    const checked = await Promise.all(unwrapBytes(bytes).map((each) => verifyAttestation(each, trust, about)))
    expect(checked.flatMap(({ attestation }) => attestation.reasons.map(({ code }) => code))).toEqual(codes)
    expect(readEvidence(bytes, null).status).not.toBe('passed')
  })
})

async function judge(folder: string) {
  const text = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name)) : null)
  const artifact = text('artifact') ?? readFileSync(join(CASES, 'a.txt'))
  const pem = text('key.pub')
  const key = pem && readPinnedKey('managed', pem)
  const identity = text('identity')?.toString().trim() ?? BEACON
  const issuer = text('issuer')?.toString().trim() ?? 'https://token.actions.githubusercontent.com'
  const signer = {
    name: 'managed',
    predicateTypes: [],
    services: [],
    ...(key ? { key: 'key.pub' } : { identity, issuer }),
  }
  const root = readTrustedRoot(text('trusted_root.json') ?? readFileSync(PUBLIC), COPY)
  const digest = hash('sha256', artifact)
  const [signed] = unwrapBytes(readFileSync(join(folder, 'bundle.sigstore.json')))
  if (!signed) throw new Error('The bundle cannot be unwrapped.')
  const { attestation, subjects } = await verifyAttestation(
    signed,
    { roots: root.ok ? [root.value] : [], keys: key ? [key] : [], signers: [signer] },
    {
      tag: 'v1',
      codeOf: async () => 'same',
      bytesOf: async (sha256) => (sha256 === digest ? artifact : null),
    },
  )
  return { attestation, isAbout: subjects.some(({ digests }) => digests.get('sha256') === digest) }
}

const COPY = { name: 'copy', takenAt: '2026-11-25T00:00:00Z', witnesses: WITNESSES.public }

function rootOf(bytes: Buffer) {
  const root = readTrustedRoot(bytes, COPY)
  if (!root.ok) throw new Error(JSON.stringify(root.findings))
  return root.value
}
