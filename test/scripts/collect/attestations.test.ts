import { hash } from 'node:crypto'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { EvidenceItem } from '#model/evidence.ts'
import { collectAttested, instance } from './attested-release.ts'
import { collectInto, put, temporaryFolder, writeConfiguration } from './collecting.ts'

const folder = temporaryFolder()

let items: Map<string, EvidenceItem>
let commit = ''

beforeAll(async () => {
  ;({ items, commit } = await collectAttested(folder))
})

const from = (name: string, by: string | null) =>
  items
    .get(name)
    ?.verification.find(
      (each) => each.source === (by === null ? 'signature' : 'attestation') && each.name === by,
    )
const codes = (name: string) => items.get(name)?.reasons.map(({ code }) => code)

describe('an artifact that a valid attestation names by its digest', () => {
  test('is verified, and of the commit that the attestation proves', () => {
    expect(from('unit', 'provenance')).toMatchObject({ outcome: 'verified', reasons: [] })
    expect(items.get('unit')).toMatchObject({ status: 'passed', codeMatch: 'same', subject: { commit } })
  })

  test('is found by SHA-512 too', () => {
    expect(from('pack', 'provenance')).toMatchObject({ outcome: 'verified' })
  })

  test('is tampered when its bytes differ, and then nothing of it is read', () => {
    expect(from('swapped', 'provenance')).toMatchObject({ outcome: 'failed' })
    expect(items.get('swapped')).toMatchObject({ status: 'tampered', counts: null })
    expect(codes('swapped')).toContain('attestation.other_digest')
  })

  test('stays as it is when nothing names it', () => {
    expect(items.get('alone')).toMatchObject({ status: 'passed', verification: [], attestations: [] })
  })
})

describe('an artifact that holds attestations', () => {
  test('says who signed, with which root, and what was compared', () => {
    expect(items.get('provenance')).toMatchObject({
      format: 'provenance',
      status: 'passed',
      reasons: [],
      codeMatch: 'same',
      attestations: [
        {
          outcome: 'verified',
          expected: 'workflow',
          root: { name: 'own' },
          compared: ['signature', 'signer', 'repository', 'commit'],
          subjects: { total: 3, matched: 2 },
        },
      ],
    })
    expect(from('provenance', null)).toMatchObject({ outcome: 'verified' })
  })

  test('may hold several, one per line', () => {
    expect(items.get('lines')?.attestations.map((each) => each.expected)).toEqual(['workflow', 'build'])
    expect(items.get('lines')?.status).toBe('passed')
  })

  test.each([
    ['forged', 'attestation.wrong_signature'],
    ['stranger', 'attestation.other_signer'],
    ['old', 'attestation.other_commit'],
  ])('that is %s fails, and vouches for nothing', (name, code) => {
    expect(from(name, null)).toMatchObject({ outcome: 'failed', reasons: [{ code }] })
    expect(items.get(name)?.status).toBe('unverified')
    expect(from('pack', name)?.outcome ?? 'unverified').toBe('unverified')
  })

  test('about nothing of this release is not verified, whoever signed', () => {
    expect(items.get('elsewhere')).toMatchObject({
      status: 'unverified',
      attestations: [
        {
          outcome: 'unverified',
          signer: { identity: 'build' },
          reasons: [{ code: 'attestation.unrelated' }],
        },
      ],
    })
  })
})

describe('an attested test result', () => {
  test('passes when its signature is verified, and is a claim when unsigned', () => {
    expect(items.get('tests')).toMatchObject({
      status: 'passed',
      counts: { total: 2, passed: 2 },
      codeMatch: 'same',
    })
    expect(items.get('claim')).toMatchObject({ status: 'unverified', counts: { total: 2, passed: 2 } })
    expect(codes('claim')).toEqual(['attestation.claim'])
  })

  test('stays failed, signed or not', () => {
    expect(items.get('red')).toMatchObject({ status: 'failed', attestations: [{ outcome: 'verified' }] })
  })
})

describe('the configuration of trust', () => {
  const config = join(folder, 'wrong')
  const collected = (trust: unknown, root: string | Buffer = instance.root) => {
    put(join(config, 'root.json'), root)
    const repository = join(folder, 'product')
    return collectInto(join(folder, 'wrong-content'), {
      config: writeConfiguration(config, { repository, trust }),
    })
  }
  const copy = { name: 'own', file: 'root.json', takenAt: '2026-02-01T00:00:00Z' }

  test.each<[string, unknown, string | Buffer, RegExp]>([
    [
      'a root with another digest',
      { roots: [{ ...copy, sha256: 'f'.repeat(64) }] },
      instance.root,
      /root\.json is not the trusted root .* Review the change/,
    ],
    [
      'a root that is none',
      { roots: [{ ...copy, sha256: hash('sha256', '{}') }] },
      '{}',
      /root\.json is no trusted root:.*certificateAuthorities/s,
    ],
    [
      'a key that is missing',
      { signers: [{ name: 'x', key: 'nowhere.pub' }] },
      '',
      /nowhere\.pub cannot be read: .*Put the file there, or correct its path/,
    ],
    [
      'a list of signers of tags that is missing',
      { tags: { allowedSigners: 'gone/allowed_signers' } },
      '',
      /gone\/allowed_signers cannot be read: .*Put the file there, or correct its path/,
    ],
    [
      'a key that is none',
      { signers: [{ name: 'x', key: 'root.json' }] },
      'text',
      /root\.json is no public key/,
    ],
    ['neither key nor identity', { signers: [{ name: 'x' }] }, '', /trust\.signers\[0\]/],
    [
      'both key and identity',
      { signers: [{ name: 'x', key: 'k', issuer: 'i', identity: 'j' }] },
      '',
      /either issuer and identity, or a key/,
    ],
  ])('with %s ends with a clear message', async (_, trust, root, said) => {
    await expect(collected(trust, root)).rejects.toMatchObject({
      message: expect.stringMatching(said),
      exitCode: 2,
    })
  })
})
