import { hash } from 'node:crypto'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { EvidenceItem } from '#model/evidence.ts'
import { collectInto, put, readRecord, temporaryFolder, writeConfiguration } from './collecting.ts'
import { dossierText, junit } from './dossiers.ts'
import { buildRepository, git } from './fast-import.ts'

const folder = temporaryFolder()
let items: Map<string, EvidenceItem>
let commits: Record<string, string>

const AT = '2026-03-01T12:00:00Z'
const CODE = { 'src/a.ts': 'a', 'root.xml': junit(), linked: { link: 'root.xml' } }
const record = (commit: string) =>
  JSON.stringify({
    metrics: { p95: 10 },
    checks: [{ name: 'budget', passed: true }],
    commit,
    generatedAt: AT,
  })

/** Evidence of one release in every situation; names say which. */
function references({ code, old }: Record<string, string>) {
  const green = hash('sha256', junit())
  return [
    { name: 'at-root', path: 'root.xml', sha256: green },
    { name: 'beside-dossier', path: 'beside.xml' },
    { name: 'among-artifacts', path: 'reports/junit.xml' },
    { name: 'failed', path: 'release/red.xml' },
    { name: 'tampered', path: 'root.xml', sha256: 'f'.repeat(64) },
    { name: 'absent', path: 'nowhere.xml', sha256: green },
    { name: 'linked', path: 'linked' },
    { name: 'folder', path: 'src' },
    { name: 'asset', asset: 'report.zip' },
    { name: 'placeless' },
    { name: 'both-differ', path: 'both.xml' },
    { name: 'dossier-only', path: 'root.xml', commit: code },
    { name: 'other-code', path: 'root.xml', commit: old },
    { name: 'other-repository', path: 'root.xml', commit: 'c'.repeat(40) },
    { name: 'inside', path: 'release/inside.json' },
    { name: 'contradicting', path: 'release/inside.json', commit: old },
    { name: 'dated-by-dossier', path: 'release/undated.xml', generatedAt: '2026-02-28T00:00:00Z' },
    { name: 'dated-by-commit', path: 'release/undated.xml' },
  ].map((reference) => ({ kind: 'test', producer: 'ci', gates: ['unit'], ...reference }))
}

beforeAll(async () => {
  const first = [
    { commit: 'old', at: '2026-02-01T00:00:00Z', subject: 'old', files: { 'src/a.ts': 'old' } },
    { commit: 'code', at: '2026-03-01T00:00:00Z', subject: 'code', files: CODE },
  ]
  const draft = buildRepository(join(folder, 'draft'), first)
  commits = { code: id(draft, 'main'), old: id(draft, 'main^') }
  const dossier = dossierText('1.0.0', { evidence: references(commits) })
  const repository = buildRepository(join(folder, 'product'), [
    ...first,
    {
      commit: 'release',
      at: '2026-03-01T12:00:00+02:00',
      subject: 'release',
      files: {
        'release/dossier.json': dossier,
        'release/beside.xml': junit(),
        'release/red.xml': junit(false),
        'release/both.xml': junit(),
        'release/undated.xml': '<testsuite name="s"><testcase name="a"/></testsuite>',
        'release/inside.json': record(commits['code'] ?? ''),
      },
    },
    { tag: 'v1.0.0', of: 'release' },
  ])
  put(join(folder, 'config/artifacts/v1.0.0/reports/junit.xml'), junit())
  put(join(folder, 'config/artifacts/v1.0.0/both.xml'), junit(false))
  const config = writeConfiguration(join(folder, 'config'), { repository, artifacts: 'artifacts' }, [
    { id: 'product', tag: 'v{version}' },
  ])
  await collectInto(join(folder, 'content'), { config })
  const { evidence } = readRecord(join(folder, 'content'), 'product', '1.0.0')
  items = new Map(evidence.map((item) => [item.name, item]))
})

const id = (repository: string, name: string) => git([`--git-dir=${repository}`, 'rev-parse', name])
const brief = (name: string) => {
  const item = items.get(name)
  return { status: item?.status, from: item?.collectedFrom, codes: item?.reasons.map(({ code }) => code) }
}

describe('the place of evidence', () => {
  test.each([
    ['at-root', { source: 'tree', path: 'root.xml' }],
    ['beside-dossier', { source: 'tree', path: 'release/beside.xml' }],
    ['among-artifacts', { source: 'directory', path: 'v1.0.0/reports/junit.xml' }],
  ])('%s is found there and read', (name, from) => {
    expect(brief(name)).toEqual({ status: 'passed', from, codes: [] })
    expect(items.get(name)).toMatchObject({
      format: 'junit',
      bytes: junit().length,
      sha256: hash('sha256', junit()),
    })
  })

  test.each([
    ['absent', 'missing', 'evidence.missing'],
    ['linked', 'unreadable', 'evidence.symlink'],
    ['folder', 'unreadable', 'evidence.not_a_file'],
    ['asset', 'missing', 'evidence.not_fetched'],
    ['placeless', 'missing', 'evidence.no_place'],
    ['both-differ', 'unreadable', 'evidence.disagree'],
  ])('%s gives no bytes, and says why', (name, status, code) => {
    expect(brief(name)).toEqual({ status, from: { source: 'none', path: null }, codes: [code] })
    expect(items.get(name)).toMatchObject({ sha256: null, bytes: null })
  })
})

describe('the digest of evidence', () => {
  test('that agrees with the dossier is verified', () => {
    expect(items.get('at-root')?.verification).toMatchObject([{ source: 'dossier', outcome: 'verified' }])
    expect(items.get('beside-dossier')?.verification).toEqual([])
    expect(items.get('absent')?.verification).toMatchObject([{ source: 'dossier', outcome: 'unverified' }])
  })

  test('that differs makes it tampered, and it is not read', () => {
    expect(items.get('tampered')).toMatchObject({
      status: 'tampered',
      counts: null,
      sha256: hash('sha256', junit()),
      reasons: [
        { code: 'evidence.tampered', args: { declared: 'f'.repeat(64), found: hash('sha256', junit()) } },
      ],
      verification: [{ source: 'dossier', outcome: 'failed' }],
    })
  })

  test('does not affect the outcome', () => {
    expect(brief('failed').status).toBe('failed')
  })
})

describe('the code of evidence', () => {
  test.each([
    ['dossier-only', 'dossier-only'],
    ['other-code', 'different'],
    ['other-repository', 'different'],
    ['inside', 'dossier-only'],
    ['contradicting', 'different'],
    ['at-root', 'unknown'],
  ])('%s is %s', (name, match) => {
    expect(items.get(name)?.codeMatch).toBe(match)
  })

  test('is named by the file before the dossier', () => {
    expect(items.get('contradicting')?.subject.commit).toBe(commits['code'])
    expect(items.get('other-code')?.subject.commit).toBe(commits['old'])
  })
})

describe('the time of evidence', () => {
  test.each([
    ['at-root', 'content', '2026-03-01T10:00:00Z'],
    ['dated-by-dossier', 'dossier', '2026-02-28T00:00:00Z'],
    ['dated-by-commit', 'commit', '2026-03-01T10:00:00Z'],
    ['asset', 'unknown', null],
  ])('%s comes from %s', (name, timeSource, generatedAt) => {
    expect(items.get(name)).toMatchObject({ timeSource, generatedAt })
  })
})
