import { generateKeyPairSync, hash } from 'node:crypto'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { EvidenceItem } from '#model/evidence.ts'
import { aBundle, anEnvelope, anInstance, aProvenance, aTestResult, ISSUER } from '../verify/signing.ts'
import { collectInto, put, readRecord, temporaryFolder, writeConfiguration } from './collecting.ts'
import { dossierText, junit } from './dossiers.ts'
import { buildRepository, git } from './fast-import.ts'

const folder = temporaryFolder()
const instance = anInstance()
const key = generateKeyPairSync('ed25519')
const UNIT = '<testsuite name="s"><testcase name="a"/></testsuite>'
const PACK = '{"metrics":{"rows":600}}'
const digests = (text: string) => ({ sha256: hash('sha256', text) })

let items: Map<string, EvidenceItem>
let commit = ''

/** The files of one release, by the name of the artifact. */
function artifacts(): Record<string, string> {
  const workflow = { commit, repository: 'https://github.com/acme/product' }
  const provenance = aProvenance(
    [
      { name: 'unit.xml', digest: digests(UNIT) },
      { name: 'pkg:npm/pack', digest: { sha512: hash('sha512', PACK) } },
      { name: 'swapped.xml', digest: digests('what it was') },
    ],
    commit,
  )
  const bundle = aBundle(instance, provenance, workflow)
  const forged = structuredClone(aBundle(instance, aProvenance([{ digest: digests('x') }], commit), workflow))
  forged.dsseEnvelope.payload = Buffer.from(provenance).toString('base64')
  const results = aTestResult(commit, 'PASSED', { passedTests: ['a', 'b'] })
  const elsewhere = aProvenance([{ name: 'other.tgz', digest: digests('other') }], '').replace(
    '"gitCommit":""',
    '"x":""',
  )
  return {
    unit: UNIT,
    pack: PACK,
    swapped: junit(),
    alone: junit(),
    provenance: JSON.stringify(bundle),
    lines: `${JSON.stringify(bundle)}\n${JSON.stringify(anEnvelope(provenance, key.privateKey))}\n`,
    forged: JSON.stringify(forged),
    stranger: JSON.stringify(
      aBundle(instance, provenance, { ...workflow, identity: 'https://github.com/evil/x' }),
    ),
    tests: JSON.stringify(anEnvelope(results, key.privateKey)),
    red: JSON.stringify(anEnvelope(aTestResult(commit, 'FAILED', { failedTests: ['a'] }), key.privateKey)),
    claim: results,
    elsewhere: JSON.stringify(anEnvelope(elsewhere, key.privateKey)),
    old: JSON.stringify(
      anEnvelope(aTestResult('b'.repeat(40), 'PASSED', { passedTests: ['a'] }), key.privateKey),
    ),
  }
}

const PATHS: Readonly<Record<string, string>> = {
  unit: 'unit.xml',
  swapped: 'reports/swapped.xml',
  alone: 'alone.xml',
}

beforeAll(async () => {
  const repository = buildRepository(join(folder, 'product'), [
    { commit: 'release', at: '2026-03-01T12:00:00Z', subject: 'release', files: { 'src/a.ts': 'a' } },
    { tag: 'v1.0.0', of: 'release' },
  ])
  commit = git([`--git-dir=${repository}`, 'rev-parse', 'main'])
  const config = join(folder, 'config')
  const files = artifacts()
  const evidence = Object.keys(files).map((name) => ({
    name,
    kind: 'supply-chain',
    producer: 'ci',
    path: PATHS[name] ?? `${name}.json`,
  }))
  put(join(config, 'artifacts/v1.0.0/dossier.json'), dossierText('1.0.0', { evidence }))
  for (const [name, text] of Object.entries(files))
    put(join(config, 'artifacts/v1.0.0', PATHS[name] ?? `${name}.json`), text)
  await collectInto(join(folder, 'content'), { config: configuration(config, repository) })
  const record = readRecord(join(folder, 'content'), 'product', '1.0.0')
  items = new Map(record.evidence.map((item) => [item.name, item]))
})

function configuration(config: string, repository: string): string {
  put(join(config, 'trust/root.json'), instance.root)
  put(join(config, 'trust/build.pub'), key.publicKey.export({ type: 'spki', format: 'pem' }).toString())
  const root = {
    file: 'trust/root.json',
    sha256: hash('sha256', instance.root),
    takenAt: '2026-02-01T00:00:00Z',
  }
  const signers = [
    {
      name: 'workflow',
      issuer: ISSUER,
      identity: 'https://github.com/acme/product/.github/workflows/*@refs/tags/{tag}',
      repository: 'https://github.com/acme/product',
    },
    { name: 'build', key: 'trust/build.pub' },
    { name: 'for-others', issuer: ISSUER, identity: 'https://github.com/evil/x', services: ['elsewhere'] },
  ]
  const trust = { signers, roots: [{ name: 'own', instance: 'private', ...root }] }
  return writeConfiguration(config, { repository, artifacts: 'artifacts', trust }, [
    { id: 'product', tag: 'v{version}' },
  ])
}

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
