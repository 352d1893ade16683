import { expect } from 'vitest'
import { readEvidence } from '#formats/read-evidence.ts'
import { readTrustedRoot, WITNESSES } from '#verify/roots.ts'
import { unwrapBytes } from '#verify/unwrap.ts'
import { verifyAttestation } from '#verify/verify-attestation.ts'
import { type Instance, ISSUER, WORKFLOW } from './signing.ts'

const OTHERS = [undefined, null, '', 'x', 0, -1, [], {}, true, 'AAAA']

/** The document with one of its values replaced, for each value and each of a few odd others. */
export function* damaged(whole: object): Generator<{ path: string; document: unknown }> {
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

/** What verification says of a document, signed by `instance` or not; no reader passes it meanwhile. */
export async function outcomeOf(document: unknown, instance: Instance): Promise<string | undefined> {
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
