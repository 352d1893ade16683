import { generateKeyPairSync, hash } from 'node:crypto'
import { join } from 'node:path'
import type { EvidenceItem } from '#model/evidence.ts'
import { aBundle, anEnvelope, anInstance, aProvenance, aTestResult, ISSUER } from '../verify/signing.ts'
import { collectInto, put, readRecord, writeConfiguration } from './collecting.ts'
import { dossierText, junit } from './dossiers.ts'
import { buildRepository, git } from './fast-import.ts'

/** The Sigstore instance that its configuration trusts. */
export const instance = anInstance()
const key = generateKeyPairSync('ed25519')
const UNIT = '<testsuite name="s"><testcase name="a"/></testsuite>'
const PACK = '{"metrics":{"rows":600}}'
const digests = (text: string) => ({ sha256: hash('sha256', text) })

/** The files of one release, by the name of the artifact. */
function artifacts(commit: string): Record<string, string> {
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

/** Collects one release with attestations of every sort into `folder/content`, all of it published. */
export async function collectAttested(
  folder: string,
): Promise<{ items: Map<string, EvidenceItem>; commit: string }> {
  const repository = buildRepository(join(folder, 'product'), [
    { commit: 'release', at: '2026-03-01T12:00:00Z', subject: 'release', files: { 'src/a.ts': 'a' } },
    { tag: 'v1.0.0', of: 'release' },
  ])
  const commit = git([`--git-dir=${repository}`, 'rev-parse', 'main'])
  const config = join(folder, 'config')
  const files = artifacts(commit)
  const evidence = Object.keys(files).map((name) => ({
    name,
    kind: 'supply-chain',
    producer: 'ci',
    path: PATHS[name] ?? `${name}.json`,
    publish: true,
  }))
  put(join(config, 'artifacts/v1.0.0/dossier.json'), dossierText('1.0.0', { evidence }))
  for (const [name, text] of Object.entries(files))
    put(join(config, 'artifacts/v1.0.0', PATHS[name] ?? `${name}.json`), text)
  await collectInto(join(folder, 'content'), { config: configuration(config, repository) })
  const record = readRecord(join(folder, 'content'), 'product', '1.0.0')
  return { items: new Map(record.evidence.map((item) => [item.name, item])), commit }
}

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
