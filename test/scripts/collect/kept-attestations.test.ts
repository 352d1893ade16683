import { hash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { withAttestations } from '#collect/evidence/attested.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import { readTrustedRoot, WITNESSES } from '#verify/roots.ts'
import { anItem, COMMIT, OTHER_COMMIT } from '../../builders.ts'
import { aBundle, anInstance, aProvenance, ISSUER, WORKFLOW } from '../verify/signing.ts'

const instance = anInstance()
const sha256 = hash('sha256', 'unit')
const unit = anItem({ sha256, subject: { commit: null, digests: [] }, codeMatch: 'unknown' })
const other = anItem({ name: 'other', sha256: hash('sha256', 'other') })
const subjects = [
  { name: 'unit.xml', digest: { sha256 } },
  { name: 'other.xml', digest: { sha256: 'f'.repeat(64) } },
]
const bundle = (identity: string, commit = COMMIT) =>
  Buffer.from(JSON.stringify(aBundle(instance, aProvenance(subjects, commit), { identity, commit })))

function verified(kept: Buffer[] | null): Promise<EvidenceItem[]> {
  const copy = { name: 'own', takenAt: '2026-02-01T00:00:00Z', witnesses: WITNESSES.private }
  const root = readTrustedRoot(instance.root, copy)
  if (!root.ok) throw new Error('The root cannot be read.')
  const signers = [{ name: 'workflow', issuer: ISSUER, identity: WORKFLOW, predicateTypes: [], services: [] }]
  return withAttestations([unit, other], {
    trust: { roots: [root.value], keys: [], signers },
    tag: 'v1.0.0',
    codeOf: async (commit) => (commit === COMMIT ? 'same' : 'different'),
    bytesOf: async () => null,
    pathOf: (index) => ['unit.xml', 'other.xml'][index] ?? null,
    kept: kept && { keeper: 'GitHub', about: async (item) => (item.name === 'unit' ? kept : []) },
  })
}

describe('an attestation that GitHub keeps about an artifact', () => {
  test('vouches for it, proves its commit, and is shown with it', async () => {
    const [item] = await verified([bundle(WORKFLOW)])
    expect(item).toMatchObject({
      status: 'passed',
      codeMatch: 'same',
      subject: { commit: COMMIT },
      verification: [{ source: 'attestation', name: 'GitHub', outcome: 'verified' }],
      attestations: [
        { outcome: 'verified', signer: { identity: WORKFLOW }, subjects: { total: 2, matched: 1 } },
      ],
    })
  })

  test.each([
    ['a stranger', bundle('https://github.com/evil/x')],
    ['another commit', bundle(WORKFLOW, OTHER_COMMIT)],
  ])('of %s vouches for nothing, and blocks nothing', async (_, kept) => {
    const [item] = await verified([kept])
    expect(item?.verification).toMatchObject([{ name: 'GitHub', outcome: 'unverified' }])
    expect(item).toMatchObject({
      status: 'passed',
      codeMatch: 'unknown',
      attestations: [{ outcome: 'failed' }],
    })
  })

  test('still vouches beside one of a stranger', async () => {
    const [item] = await verified([bundle('https://github.com/evil/x'), bundle(WORKFLOW)])
    expect(item?.verification).toMatchObject([{ name: 'GitHub', outcome: 'verified' }])
  })

  test('is told by number where there are more than are shown, and the last one is not verified', async () => {
    const many = Array.from({ length: 52 }, () => bundle(WORKFLOW))
    const [item] = await verified(many)
    expect(item?.attestations).toHaveLength(50)
    expect(item?.attestations.at(-1)).toMatchObject({
      outcome: 'unverified',
      reasons: [{ code: 'attestation.too_many', args: { shown: 49, more: 3 } }],
    })
    expect((await verified(many.slice(2)))[0]?.attestations.at(-1)?.outcome).toBe('verified')
  })

  test('marks no other artifact as tampered, since it may belong to another release', async () => {
    expect((await verified([bundle(WORKFLOW)]))[1]).toEqual(other)
  })

  test('is not requested if GitHub is not asked', async () => {
    expect(await verified(null)).toEqual([unit, other])
    expect(await verified([])).toEqual([unit, other])
  })
})
