import { hash } from 'node:crypto'
import { readFileSync, symlinkSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { canonical } from '#decide/lib/canonical.ts'
import { collectInto, put, readRecord, snapshot, temporaryFolder, writeConfiguration } from './collecting.ts'
import { dossierSteps, dossierText } from './dossiers.ts'
import { buildRepository, type Content } from './fast-import.ts'

const folder = temporaryFolder()
let count = 0

/** Collects one release whose dossier is given. @returns its record and its bytes. */
async function collected(content: Content, artifacts: Record<string, string> = {}) {
  const place = join(folder, `case-${count++}`)
  const files = content === null ? { 'a.txt': 'a' } : { 'release/dossier.json': content }
  const repository = buildRepository(join(place, 'product'), [
    { commit: 'a', at: '2026-03-01T12:00:00Z', subject: 'a', files },
    { tag: 'v1.0.0', of: 'a' },
  ])
  for (const [path, text] of Object.entries(artifacts)) put(join(place, 'artifacts', path), text)
  const config = writeConfiguration(place, { repository, artifacts: 'artifacts' }, [
    { id: 'product', tag: 'v{version}' },
  ])
  await collectInto(join(place, 'content'), { config })
  const record = readRecord(join(place, 'content'), 'product', '1.0.0')
  return { record, text: readFileSync(join(place, 'content/releases/product/1.0.0.json'), 'utf8') }
}

const codes = ({ record }: Awaited<ReturnType<typeof collected>>) => record.quarantine.map(({ code }) => code)

describe('a dossier in the tagged tree', () => {
  test('is stored as it was written, with its place and both digests', async () => {
    const text = dossierText('1.0.0', { approvals: [approval], affectedFeatures: ['"approvals":[],'] })
    const { record, text: stored } = await collected(text)
    const { approvals: _, ...bound } = JSON.parse(text)
    expect(record.state).toBe('dossier')
    expect(record.dossierSource).toEqual({
      source: 'tree',
      path: 'release/dossier.json',
      sha256: hash('sha256', text),
      bytes: text.length,
    })
    expect(record.dossierSha256).toBe(hash('sha256', canonical(bound)))
    expect(JSON.parse(stored).dossier).toEqual(JSON.parse(text))
    expect(stored).toBe(canonical(JSON.parse(stored)))
  })

  test('that is missing leaves a release without dossier', async () => {
    const { record } = await collected(null)
    expect(record).toMatchObject({ state: 'no-dossier', dossier: null, dossierSource: null, quarantine: [] })
  })
})

describe('a dossier among the artifacts', () => {
  test('is found by its tag', async () => {
    const { record } = await collected(null, { 'v1.0.0/dossier.json': dossierText('1.0.0') })
    expect(record).toMatchObject({
      state: 'dossier',
      dossierSource: { source: 'directory', path: 'v1.0.0/dossier.json' },
    })
  })

  test('that equals the one in the tree changes nothing', async () => {
    const { record } = await collected(dossierText('1.0.0'), { 'v1.0.0/dossier.json': dossierText('1.0.0') })
    expect(record).toMatchObject({ state: 'dossier', dossierSource: { source: 'tree' } })
  })

  test('that differs from the one in the tree gives a finding, and neither is preferred', async () => {
    const other = dossierText('1.0.0', { purpose: 'Another' })
    const result = await collected(dossierText('1.0.0'), { 'v1.0.0/dossier.json': other })
    expect(codes(result)).toEqual(['dossier.disagree'])
    expect(result.record.dossier).toBeNull()
  })
})

describe('a dossier that cannot be trusted', () => {
  test.each([
    ['no JSON', '{', 'document.truncated'],
    ['a key twice', '{"schemaVersion":1,"schemaVersion":1}', 'document.duplicate_key'],
    ['an unknown key', dossierText('1.0.0', { verdict: 'GO' }), 'schema.unrecognized_key'],
    ['a newer schema', dossierText('1.0.0', { schemaVersion: 2 }), 'dossier.newer_schema'],
    ['another service', dossierText('1.0.0', { service: 'other' }), 'dossier.other_service'],
    ['another version', dossierText('1.0.0', { version: '1.0.1' }), 'dossier.other_version'],
    ['another tag', dossierText('1.0.0', { tag: 'v1.0.1' }), 'dossier.other_tag'],
    [
      'a name twice',
      dossierText('1.0.0', { evidence: [evidence('a'), evidence('a')] }),
      'dossier.duplicate_evidence',
    ],
    ['a symbolic link', { link: '../../../../etc/passwd' }, 'dossier.symlink'],
    ['too many bytes', ' '.repeat((4 << 20) + 1), 'dossier.too_large'],
  ] as const)('with %s is quarantined with the reason', async (_, content, code) => {
    const result = await collected(content)
    expect(codes(result)).toContain(code)
    expect(result.record).toMatchObject({
      state: 'quarantined',
      dossier: null,
      dossierSha256: null,
      evidence: [],
    })
  })

  test('takes no other release down: their records stay byte for byte', async () => {
    const good = dossierSteps('1.0.0', dossierText('1.0.0'))
    const last = dossierSteps('1.2.0', dossierText('1.2.0'))
    const results = ['{"schemaVersion":1', dossierText('1.1.0')].map(async (middle, index) => {
      const repository = join(folder, `others-${index}`, 'product')
      buildRepository(repository, [...good, ...dossierSteps('1.1.0', middle), ...last])
      const content = join(folder, `others-${index}`, 'content')
      await collectInto(content, { repository })
      return snapshot(join(content, 'releases/product'))
    })
    const [bad, fine] = await Promise.all(results)
    expect(bad?.['1.0.0.json']).toBe(fine?.['1.0.0.json'])
    expect(bad?.['1.1.0.json']).not.toBe(fine?.['1.1.0.json'])
    const rest = ({
      git: { commit: _c, latestCommits: _l, tagObject: _t, ...git },
      ...record
    }: ReturnType<typeof readRecord>) => ({ ...record, git })
    expect(rest(readRecord(join(folder, 'others-0/content'), 'product', '1.2.0'))).toEqual(
      rest(readRecord(join(folder, 'others-1/content'), 'product', '1.2.0')),
    )
  })
})

describe('an artifact folder', () => {
  test('with a dossier of 50 MB is quarantined, and the bytes are not read', async () => {
    const place = join(folder, 'huge')
    const repository = buildRepository(join(place, 'product'), [
      { commit: 'a', at: '2026-03-01T12:00:00Z', subject: 'a', files: { 'a.txt': 'a' } },
      { tag: 'v1.0.0', of: 'a' },
    ])
    const file = join(place, 'artifacts/v1.0.0/dossier.json')
    put(file, '{')
    truncateSync(file, 50 << 20)
    const config = writeConfiguration(place, { repository, artifacts: 'artifacts' }, [
      { id: 'product', tag: 'v{version}' },
    ])
    const before = process.memoryUsage().arrayBuffers
    await collectInto(join(place, 'content'), { config })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(25 << 20)
    const { quarantine } = readRecord(join(place, 'content'), 'product', '1.0.0')
    expect(quarantine.map(({ code }) => code)).toEqual(['dossier.too_large'])
  })

  test('behind a symbolic link is not followed', async () => {
    const place = join(folder, 'linked')
    const repository = buildRepository(
      join(place, 'product'),
      dossierSteps('1.0.0', 'x').map((step) =>
        'commit' in step ? { ...step, files: { 'a.txt': 'a' } } : step,
      ),
    )
    put(join(place, 'secret/dossier.json'), dossierText('1.0.0'))
    put(join(place, 'artifacts/.keep'), '')
    symlinkSync('../secret', join(place, 'artifacts/v1.0.0'))
    const config = writeConfiguration(place, { repository, artifacts: 'artifacts' }, [
      { id: 'product', tag: 'v{version}' },
    ])
    await collectInto(join(place, 'content'), { config })
    expect(readRecord(join(place, 'content'), 'product', '1.0.0').quarantine).toMatchObject([
      { code: 'dossier.symlink' },
    ])
  })
})

const approval = {
  role: 'owner',
  approver: 'Ada',
  decision: 'approved',
  at: '2026-03-01T11:00:00Z',
  binds: { dossierSha256: 'a'.repeat(64) },
}

function evidence(name: string) {
  return { name, kind: 'test', producer: 'ci', path: 'a.xml' }
}
