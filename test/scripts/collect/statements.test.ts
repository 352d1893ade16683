import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { publishRecords } from '#build/publish.ts'
import { reindex } from '#collect/reindex.ts'
import { ReleaseStatement } from '#model/statement.ts'
import { hasProgram } from '../../programs.ts'
import { AT, collectInto, snapshot, temporaryFolder, writeConfiguration } from './collecting.ts'
import { dossierSteps, dossierText } from './dossiers.ts'
import { buildRepository, git } from './fast-import.ts'

const folder = temporaryFolder()
const content = join(folder, 'content')
const out = join(folder, 'out')
const repository = join(folder, 'product')
let config = ''

const statements = join(content, 'releases/.attestations/product')

beforeAll(async () => {
  buildRepository(repository, [
    ...dossierSteps('1.0.0', dossierText('1.0.0')),
    ...dossierSteps('1.1.0', dossierText('1.1.0')),
    { tag: 'v1.2.0', of: '1.1.0' },
    ...dossierSteps('1.3.0', '{"broken"'),
  ])
  config = writeConfiguration(
    join(folder, 'config'),
    { repository, site: 'https://example.org', base: '/catalog/' },
    [{ id: 'product', tag: 'v{version}' }],
  )
  await collectInto(content, { config })
  publishRecords(content, out)
})

describe('collecting', () => {
  test('states the verdict of each release that was assessed, in canonical bytes that never change', async () => {
    expect(readdirSync(statements).sort()).toEqual(['1.0.0.json', '1.1.0.json'])
    const text = readFileSync(join(statements, '1.0.0.json'), 'utf8')
    const record = readFileSync(join(content, 'releases/product/1.0.0.json'))
    const statement = ReleaseStatement.parse(JSON.parse(text))
    expect(statement.subject.at(-1)?.digest).toEqual({ sha256: hash('sha256', record) })
    expect(statement.predicate).toMatchObject({
      verifier: { id: 'https://example.org/catalog/' },
      timeVerified: '2026-03-01T12:00:00Z',
      verificationResult: 'FAILED',
    })
    const before = snapshot(statements)
    await collectInto(content, { config, at: '2027-01-01T00:00:00Z' })
    reindex({ content, config, at: AT })
    expect(snapshot(statements)).toEqual(before)
  })

  test('removes a statement with its tag', async () => {
    git([`--git-dir=${repository}`, 'update-ref', '-d', 'refs/tags/v1.1.0'])
    await collectInto(content, { config })
    expect(readdirSync(statements)).toEqual(['1.0.0.json'])
  })
})

describe('publishing', () => {
  test.skipIf(!hasProgram('sha256sum'))(
    'copies the statements and lists them with digests that sha256sum checks',
    () => {
      const published = join(out, 'api/v1/attestations')
      expect(readdirSync(join(published, 'product')).sort()).toEqual(['1.0.0.json', '1.1.0.json'])
      const check = () =>
        execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: published, encoding: 'utf8' })
      expect(check()).toBe('product/1.0.0.json: OK\nproduct/1.1.0.json: OK\npublication.json: OK\n')
    },
  )

  test('does not mistake the collector’s own folders for services', () => {
    expect(existsSync(join(out, 'api/v1/releases/.attestations'))).toBe(false)
  })
})
