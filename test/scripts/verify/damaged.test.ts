import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readEvidence } from '#formats/read-evidence.ts'
import { readTrustedRoot, WITNESSES } from '#verify/roots.ts'
import { unwrapBytes } from '#verify/unwrap.ts'
import { verifyAttestation } from '#verify/verify.ts'
import { COMMIT, DIGEST } from '../../builders.ts'
import { aBundle, anInstance, aProvenance, ISSUER, WORKFLOW } from './signing.ts'

const instance = anInstance()
const bundle = aBundle(instance, aProvenance([{ name: 'a', digest: { sha256: DIGEST } }], COMMIT), {
  commit: COMMIT,
})
const OTHERS = [undefined, null, '', 'x', 0, -1, [], {}, true, 'AAAA']
/** A bundle over a bare file, with a proof instead of a promise: where it happens to lie. */
const SAMPLE = '../shared/samples/attestation/conformance/happy-path-v0.3/bundle.sigstore.json'

describe('a bundle with one of its values replaced', () => {
  test('is answered, never stumbled over, and verified only where nobody signs the value', async () => {
    const verified = new Set<string>()
    for (const { path, document } of damaged(bundle)) {
      const outcome = await outcomeOf(document)
      if (outcome === 'verified') verified.add(path)
    }
    // No hint is believed, so none can do harm.
    expect([...verified]).toEqual(['dsseEnvelope.signatures.0.keyid'])
  })

  test.skipIf(!existsSync(SAMPLE))('over a bare file is answered too', async () => {
    for (const { document } of damaged(JSON.parse(readFileSync(SAMPLE, 'utf8'))))
      expect(await outcomeOf(document)).not.toBe('verified')
  })
})

function* damaged(whole: object): Generator<{ path: string; document: unknown }> {
  for (const path of pathsOf(whole))
    for (const other of OTHERS) {
      const copy = structuredClone(whole)
      const parent = path.slice(0, -1).reduce<unknown>((at, key) => Reflect.get(Object(at), key), copy)
      Reflect.set(Object(parent), path.at(-1) ?? '', other)
      yield { path: path.join('.'), document: copy }
    }
}

function pathsOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [
    [key],
    ...pathsOf(inner).map((rest) => [key, ...rest]),
  ])
}

async function outcomeOf(document: unknown): Promise<string | undefined> {
  const bytes = Buffer.from(JSON.stringify(document))
  expect(readEvidence(bytes, null).status).not.toBe('passed')
  const copy = { name: 'own', takenAt: '2026-02-01T00:00:00Z', witnesses: WITNESSES.private }
  const root = readTrustedRoot(instance.root, copy)
  const signers = [{ name: 'workflow', issuer: ISSUER, identity: WORKFLOW, predicateTypes: [], services: [] }]
  const trust = { roots: root.ok ? [root.value] : [], keys: [], signers }
  const about = { tag: 'v1.0.0', codeOf: async () => 'same' as const, bytesOf: async () => Buffer.from('a') }
  const checked = await Promise.all(unwrapBytes(bytes).map((each) => verifyAttestation(each, trust, about)))
  return checked[0]?.attestation.outcome
}
