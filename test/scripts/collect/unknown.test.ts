import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { collectInto, readRecord, temporaryFolder } from './collecting.ts'
import { dossierSteps, dossierText } from './dossiers.ts'
import { buildRepository, git } from './fast-import.ts'
import { buildTraps } from './recipe.ts'

const folder = temporaryFolder()
let repository: string

beforeAll(() => {
  repository = buildTraps(join(folder, 'product'))
})

describe('a shallow clone', () => {
  test('reports facts as unknown, never 0', async () => {
    const clone = join(folder, 'shallow')
    git(['clone', '--quiet', '--bare', '--depth=1', '--branch=v1.0.1', `file://${repository}`, clone])
    const content = join(folder, 'of-shallow')
    const summary = await collectInto(content, { repository: clone })
    const { commits, filesChanged, other, unknown } = readRecord(content, 'product', '1.0.1').git
    expect({ commits, filesChanged, other }).toEqual({
      commits: null,
      filesChanged: null,
      other: { files: null, paths: [] },
    })
    expect(unknown.map(({ code }) => code)).toEqual(['git.shallow', 'git.shallow'])
    expect(summary.unknown.length).toBeGreaterThan(0)
  })

  test('reports what it can: a range that stays within the clone', async () => {
    const clone = join(folder, 'deeper')
    git(['clone', '--quiet', '--bare', '--depth=3', '--no-single-branch', `file://${repository}`, clone])
    git([
      `--git-dir=${clone}`,
      'fetch',
      '--quiet',
      `file://${repository}`,
      'refs/tags/v1.0.0:refs/tags/v1.0.0',
    ])
    const content = join(folder, 'of-deeper')
    await collectInto(content, { repository: clone })
    expect(readRecord(content, 'product', '1.0.1').git).toMatchObject({
      commits: 1,
      filesChanged: 1,
      unknown: [],
    })
  })
})

describe('missing objects', () => {
  test('of files do not affect the names of changed files', async () => {
    const clone = join(folder, 'blobless')
    git([`--git-dir=${repository}`, 'config', 'uploadpack.allowFilter', 'true'])
    git(['clone', '--quiet', '--bare', '--filter=blob:none', `file://${repository}`, clone])
    const content = join(folder, 'of-blobless')
    await collectInto(content, { repository: clone })
    expect(readRecord(content, 'product', '0.0.2-dev').git).toMatchObject({
      commits: 1,
      filesChanged: 2,
      unknown: [],
    })
  })

  test('of one tree make only the facts that need it unknown', async () => {
    const damaged = unpacked('damaged')
    removeObject(damaged, git([`--git-dir=${damaged}`, 'rev-parse', 'v0.0.3:.github']))
    const content = join(folder, 'of-damaged')
    await collectInto(content, { repository: damaged })
    const facts = (slug: string) => readRecord(content, 'damaged', slug).git
    expect(facts('0.0.3')).toMatchObject({
      filesChanged: null,
      commits: 1,
      unknown: [{ code: 'git.missing_objects', args: { fact: 'files' } }],
    })
    expect(facts('0.0.2')).toMatchObject({ filesChanged: 2, unknown: [] })
    expect(facts('1.0.1')).toMatchObject({ filesChanged: 1, unknown: [] })
  })

  test('of the dossier quarantine the release: whether it has one is not known', async () => {
    const steps = [
      { commit: 'a', at: '2026-01-01T00:00:00Z', subject: 'a', files: { 'release/dossier.json': '{}' } },
      { tag: 'v1.0.0', of: 'a' },
    ]
    buildRepository(join(folder, 'packed'), steps)
    const lacking = unpacked('lacking', join(folder, 'packed'))
    removeObject(lacking, git([`--git-dir=${lacking}`, 'rev-parse', 'v1.0.0:release/dossier.json']))
    const content = join(folder, 'of-lacking')
    await collectInto(content, { repository: lacking })
    const { state, quarantine } = readRecord(content, 'lacking', '1.0.0')
    expect({ state, codes: quarantine.map(({ code }) => code) }).toEqual({
      state: 'quarantined',
      codes: ['dossier.object_missing'],
    })
    cpSync(join(unpacked('whole', join(folder, 'packed')), 'objects'), join(lacking, 'objects'), {
      recursive: true,
    })
    expect(await collectInto(content, { repository: lacking })).toMatchObject({ read: 1 })
    expect(readRecord(content, 'lacking', '1.0.0').quarantine[0]?.code).toBe('schema.missing')
  })
})

describe('what git cannot go on over', () => {
  test.each(['lost', 'spoiled'])('a commit that is %s makes unknown only what needs it', async (how) => {
    const broken = unpacked(how)
    const id = git([`--git-dir=${broken}`, 'rev-parse', 'v0.0.2^'])
    removeObject(broken, id)
    if (how === 'spoiled') writeFileSync(join(broken, 'objects', id.slice(0, 2), id.slice(2)), 'no object')
    const content = join(folder, `of-${how}`)
    const { counts } = await collectInto(content, { repository: broken })
    expect(counts.releases).toBe(12)
    const commits = (slug: string) => readRecord(content, how, slug).git
    expect(commits('0.0.2')).toMatchObject({ commits: null, filesChanged: 2 })
    expect(commits('0.0.3')).toMatchObject({ commits: 1, subject: null, contributors: { complete: true } })
    expect(commits('1.0.1')).toMatchObject({ commits: 1, filesChanged: 1, unknown: [] })
  })

  test('a tag of a tag whose object is lost has no commit, and takes nothing else with it', async () => {
    const broken = unpacked('pointing')
    const tag = `object ${'0123456789'.repeat(4)}\ntype commit\ntag v3.0.0\ntagger A <a@b.c> 1750000000 +0000\n\nx\n`
    const id = git([`--git-dir=${broken}`, 'hash-object', '-t', 'tag', '-w', '--stdin', '--literally'], tag)
    writeFileSync(join(broken, 'refs/tags/v3.0.0'), `${id}\n`)
    const content = join(folder, 'of-pointing')
    const { counts } = await collectInto(content, { repository: broken })
    expect(counts.releases).toBe(13)
    expect(readRecord(content, 'pointing', '3.0.0').git).toMatchObject({ commit: null, tagKind: 'annotated' })
    expect(readRecord(content, 'pointing', '1.0.1').git.unknown).toEqual([])
  })

  test('objects that a partial clone promises quarantine their own releases only', async () => {
    buildRepository(join(folder, 'promised'), [
      ...dossierSteps('0.0.0', dossierText('0.0.0')),
      ...dossierSteps('0.1.0', dossierText('0.1.0')),
    ])
    git([`--git-dir=${join(folder, 'promised')}`, 'config', 'uploadpack.allowFilter', 'true'])
    const clone = join(folder, 'promising')
    git(['clone', '--quiet', '--bare', '--filter=blob:none', `file://${join(folder, 'promised')}`, clone])
    const { quarantined } = await collectInto(join(folder, 'of-promising'), { repository: clone })
    expect(quarantined.map(({ findings }) => findings.map(({ code }) => code))).toEqual([
      ['dossier.object_missing'],
      ['dossier.object_missing'],
    ])
  })
})

describe('a git that fails', () => {
  test('is an error, not a repository without tags', async () => {
    const broken = unpacked('broken')
    writeFileSync(join(broken, 'packed-refs'), 'no refs\n')
    await expect(collectInto(join(folder, 'of-broken'), { repository: broken })).rejects.toThrow(
      /^git for-each-ref ended with 128/,
    )
    await expect(collectInto(join(folder, 'of-none'), { repository: folder })).rejects.toThrow(
      /is no git repository/,
    )
  })
})

describe('tags without a commit', () => {
  test('point to a tree or a file, and report commits as unknown', async () => {
    const odd = join(folder, 'odd')
    buildRepository(odd, [
      { commit: 'a', at: '2026-01-01T00:00:00Z', subject: 'a', files: { 'a.txt': 'a', 'b/c.txt': 'c' } },
    ])
    git([
      `--git-dir=${odd}`,
      'update-ref',
      'refs/tags/v1.0.0',
      git([`--git-dir=${odd}`, 'rev-parse', 'main^{tree}']),
    ])
    git([
      `--git-dir=${odd}`,
      'update-ref',
      'refs/tags/v2.0.0',
      git([`--git-dir=${odd}`, 'rev-parse', 'main:a.txt']),
    ])
    const content = join(folder, 'of-odd')
    await collectInto(content, { repository: odd })
    expect(readRecord(content, 'odd', '1.0.0').git).toMatchObject({
      commit: null,
      commits: null,
      filesChanged: 2,
    })
    expect(readRecord(content, 'odd', '2.0.0').git).toMatchObject({
      commit: null,
      commits: null,
      filesChanged: null,
    })
  })
})

describe('a repository of SHA-256 ids', () => {
  test('is read like any other', async () => {
    const steps = [
      { commit: 'a', at: '2026-01-01T00:00:00Z', subject: 'a', files: { 'a/b.txt': 'a' } },
      { tag: 'v1.0.0', of: 'a', message: 'One', at: '2026-01-01T00:00:00Z' },
    ]
    const content = join(folder, 'of-long')
    await collectInto(content, { repository: buildRepository(join(folder, 'long'), steps, 'sha256') })
    expect(readRecord(content, 'long', '1.0.0').git).toMatchObject({
      commits: 1,
      filesChanged: 1,
      subject: 'One',
    })
  })
})

/** A copy with every object in a file of its own, so that single ones can be taken away. */
function unpacked(name: string, from = repository): string {
  const copy = join(folder, name)
  git(['init', '--quiet', '--bare', copy])
  git([`--git-dir=${copy}`, 'config', 'fetch.unpackLimit', '10000'])
  git([`--git-dir=${copy}`, 'fetch', '--quiet', `file://${from}`, '+refs/*:refs/*'])
  return copy
}

function removeObject(directory: string, id: string): void {
  rmSync(join(directory, 'objects', id.slice(0, 2), id.slice(2)))
}
