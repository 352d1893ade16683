import { hash } from 'node:crypto'
import { appendFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { tgzOf, zipOf } from '../../parse/archives.ts'
import { collectInto, put, readRecord, snapshot, temporaryFolder, writeConfiguration } from '../collecting.ts'
import { dossierText, junit } from '../dossiers.ts'
import { buildRepository, git } from '../fast-import.ts'

const folder = temporaryFolder()
let count = 0

/** A repository with two tags and no dossier, and what CI left beside it. */
function prepare(files: Record<string, Buffer | string>, artifacts = 'artifacts') {
  const place = join(folder, `${count++}`)
  const repository = buildRepository(join(place, 'product'), [
    { commit: 'a', at: '2026-03-01T12:00:00Z', subject: 'a', files: { 'a.txt': 'a' } },
    { tag: 'v1.0.0', of: 'a' },
    { tag: 'v1.1.0', of: 'a' },
  ])
  for (const [path, bytes] of Object.entries(files)) put(join(place, path), bytes)
  const config = writeConfiguration(place, { repository, artifacts }, [{ id: 'product', tag: 'v{version}' }])
  const content = join(place, 'content')
  return {
    place,
    collect: () => collectInto(content, { config }),
    record: (version: string) => readRecord(content, 'product', version),
  }
}

const reference = { name: 'unit', kind: 'test', producer: 'ci', path: 'reports/junit.xml' }
const digestOf = (text: string) => hash('sha256', text)
const packed = (version: string, report = junit()) => [
  { name: 'dossier.json', content: dossierText(version, { evidence: [reference] }) },
  { name: 'reports/junit.xml', content: report },
]

describe('what CI left for a tag', () => {
  test.each([
    ['its digest', junit(), 'passed', 'verified'],
    ['another digest', 'other', 'tampered', 'failed'],
  ])('has a list at its root that names evidence in a folder %s', async (_, text, status, outcome) => {
    const list = { name: 'SHA256SUMS', content: `${digestOf(text)}  reports/junit.xml\n` }
    const files = [...packed('1.0.0'), list]
    const unpacked = Object.fromEntries(
      files.map(({ name, content }) => [`artifacts/v1.0.0/${name}`, content]),
    )
    for (const place of [{ 'artifacts/v1.0.0.zip': zipOf(...files) }, unpacked]) {
      const { collect, record } = prepare(place)
      await collect()
      const [unit, sums] = record('1.0.0').evidence
      expect(unit).toMatchObject({ status, verification: [{ source: 'sums', outcome, name: 'SHA256SUMS' }] })
      expect(sums?.name).toBe('SHA256SUMS')
    }
  })

  test('may have an artifact in a folder of its name, which the list at its root is compared with', async () => {
    const evidence = [{ ...reference, artifact: 'reports', path: 'junit.xml' }]
    const { collect, record } = prepare({
      'artifacts/v1.0.0/dossier.json': dossierText('1.0.0', { evidence }),
      'artifacts/v1.0.0/reports/junit.xml': junit(),
      'artifacts/v1.0.0/SHA256SUMS': `${digestOf('other')}  reports/junit.xml\n`,
    })
    await collect()
    expect(record('1.0.0').evidence[0]?.status).toBe('tampered')
  })
})

describe('an archive of CI artifacts', () => {
  test.each([
    ['v1.0.0.zip', zipOf(...packed('1.0.0'))],
    ['v1.0.0.tar.gz', tgzOf(...packed('1.0.0'))],
    ['v1.0.0.tgz', tgzOf(...packed('1.0.0'))],
  ])('named after its tag, %s, holds its dossier and evidence', async (name, bytes) => {
    const { collect, record } = prepare({ [`artifacts/${name}`]: bytes })
    await collect()
    expect(record('1.0.0')).toMatchObject({
      state: 'dossier',
      dossierSource: { source: 'archive', path: `${name}/dossier.json` },
      evidence: [
        { status: 'passed', collectedFrom: { source: 'archive', path: `${name}/reports/junit.xml` } },
      ],
    })
    expect(record('1.1.0').state).toBe('no-dossier')
  })

  test('of all tags holds them in folders', async () => {
    const entries = ['1.0.0', '1.1.0'].flatMap((version) =>
      packed(version, junit(version === '1.0.0')).map((each) => ({
        ...each,
        name: `v${version}/${each.name}`,
      })),
    )
    const { collect, record } = prepare({ 'ci.zip': zipOf(...entries) }, 'ci.zip')
    await collect()
    expect(['1.0.0', '1.1.0'].map((version) => record(version).evidence[0]?.status)).toEqual([
      'passed',
      'failed',
    ])
    expect(record('1.1.0').dossierSource?.path).toBe('ci.zip/v1.1.0/dossier.json')
  })

  test('that equals the folder beside it changes nothing, and one that differs gives a finding', async () => {
    const folderToo = (text: string) => ({ 'artifacts/v1.0.0/dossier.json': text })
    const text = dossierText('1.0.0', { evidence: [reference] })
    const same = prepare({ 'artifacts/v1.0.0.zip': zipOf(...packed('1.0.0')), ...folderToo(text) })
    await same.collect()
    expect(same.record('1.0.0')).toMatchObject({ state: 'dossier', dossierSource: { source: 'directory' } })
    const other = prepare({
      'artifacts/v1.0.0.zip': zipOf(...packed('1.0.0')),
      ...folderToo(dossierText('1.0.0')),
    })
    await other.collect()
    expect(other.record('1.0.0').quarantine).toMatchObject([
      {
        code: 'dossier.disagree',
        args: { directory: 'v1.0.0/dossier.json', archive: 'v1.0.0.zip/dossier.json' },
      },
    ])
  })

  test('is noticed when it arrives or changes, and not read again otherwise', async () => {
    const { place, collect, record } = prepare({})
    await collect()
    put(join(place, 'artifacts/v1.0.0.zip'), zipOf(...packed('1.0.0', junit(false))))
    expect(await collect()).toMatchObject({ read: 1, reused: 1 })
    put(join(place, 'artifacts/v1.0.0.zip'), zipOf(...packed('1.0.0', `${junit()} `)))
    expect(await collect()).toMatchObject({ read: 1, reused: 1 })
    expect(record('1.0.0').evidence[0]?.status).toBe('passed')
    expect(await collect()).toMatchObject({ read: 0 })
  })
})

describe('a name that no file system accepts', () => {
  test('is missing, and takes nothing else down', async () => {
    const long = 'x'.repeat(300)
    const dossier = dossierText('1.0.0', { evidence: [{ ...reference, path: long }] })
    const { place, collect, record } = prepare({ 'artifacts/v1.0.0/dossier.json': dossier })
    put(join(place, 'artifacts/v1.0.0/file'), 'no folder')
    for (const tag of [long, 'v1.0.0/file/v2']) {
      const packed = `${git([`--git-dir=${join(place, 'product')}`, 'rev-parse', 'main'])} refs/tags/${tag}\n`
      appendFileSync(join(place, 'product/packed-refs'), packed)
    }
    await collect()
    expect(record('1.0.0').evidence).toMatchObject([{ status: 'missing' }])
  })
})

describe('a deceptive archive', () => {
  test('puts its release into quarantine, and writes nothing anywhere', async () => {
    const { place, collect, record } = prepare({
      'artifacts/v1.0.0.zip': zipOf(...packed('1.0.0'), { name: '../../../evil.txt', content: 'x' }),
      'artifacts/v1.1.0.zip': zipOf(...packed('1.1.0')),
    })
    const before = snapshot(join(place, 'artifacts'))
    await collect()
    expect(record('1.0.0')).toMatchObject({
      state: 'quarantined',
      quarantine: [{ code: 'archive.path', args: { archive: 'v1.0.0.zip', entry: '../../../evil.txt' } }],
    })
    expect(record('1.1.0').state).toBe('dossier')
    expect(snapshot(join(place, 'artifacts'))).toEqual(before)
    expect(readdirSync(folder).concat(readdirSync(place)).join(' ')).not.toContain('evil')
  })

  test('is not ignored because a dossier is elsewhere', async () => {
    const { place, collect, record } = prepare({ 'artifacts/v1.0.0.zip': 'no archive' })
    put(join(place, 'artifacts/v1.0.0/dossier.json'), dossierText('1.0.0'))
    await collect()
    expect(record('1.0.0').quarantine.map(({ code }) => code)).toEqual(['archive.unknown'])
  })

  test('for all tags ends the run, since nothing is known about any', async () => {
    const { collect } = prepare({ 'ci.zip': zipOf({ name: '/etc/passwd' }) }, 'ci.zip')
    await expect(collect()).rejects.toThrow(/artifacts: .*ci\.zip: .*\/etc\/passwd leads out of it/)
  })
})
