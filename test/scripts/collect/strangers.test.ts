import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { PublicFacts } from '#model/public-facts.ts'
import { collectInto, readRecord, temporaryFolder, writeConfiguration } from './collecting.ts'
import { buildRepository, type Commit, git, type Step } from './fast-import.ts'

const folder = temporaryFolder()
const content = join(folder, 'content')

const commit = (name: string, day: string, subject: string, files: Commit['files']): Commit => ({
  commit: name,
  at: `2026-${day}T00:00:00Z`,
  subject,
  ...(files ? { files } : {}),
})

const wordpress = [1, 2, 3, 4, 5].map((n) =>
  commit(`w${n}`, `02-0${n}`, `wordpress ${n} (#${n})`, { [`wordpress/f${n}`]: 'x' }),
)

const steps: Step[] = [
  commit('first', '01-01', 'one', {
    'github/a': 'a',
    'wordpress/a': 'a',
    LICENSE:
      'MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this\nsoftware',
    'package.json': '{}',
    '.github/CODEOWNERS': '* @all ada@example.org\n/wordpress/ @writers\n',
    'wordpress/CHANGELOG.md': '# Changes\n\n## 2.0.0\n\n- five things\n\n## 1.0.0\n\n- one\n',
  }),
  { tag: 'github/v1.0.0', of: 'first' },
  { tag: 'wordpress/v1.0.0', of: 'first' },
  ...wordpress,
  commit('g9', '02-10', 'github one (#9)', { 'github/b': 'b' }),
  { tag: 'github/v1.1.0', of: 'g9' },
  { tag: 'wordpress/v2.0.0', of: 'g9' },
  { tag: 'whole-1.0.0', of: 'g9', message: 'Whole\n\nAll of it.', at: '2026-02-11T00:00:00Z' },
  { tag: 'whole-v1.0.0', of: 'g9', message: 'Again', at: '2026-02-11T00:00:00Z' },
]

const told = (service: string, version: string) => {
  const { git: facts, publicFacts } = readRecord(content, service, version)
  const { commits, filesChanged, pullRequests, previous } = facts
  return { commits, filesChanged, pullRequests, previous, seen: publicFacts as PublicFacts }
}

beforeAll(async () => {
  const repository = buildRepository(join(folder, 'many'), steps)
  await collectInto(content, { repository })
})

describe('a tag that names a folder', () => {
  test('counts what changed there', () => {
    expect(told('github', '1.1.0')).toMatchObject({ commits: 1, filesChanged: 1, pullRequests: [9] })
    expect(told('wordpress', '2.0.0')).toMatchObject({
      commits: 5,
      filesChanged: 5,
      pullRequests: [1, 2, 3, 4, 5],
    })
    expect(told('github', '1.1.0').seen.counted).toEqual({ by: 'folder', folder: 'github' })
  })

  test('tells what else was changed apart', () => {
    expect(readRecord(content, 'github', '1.1.0').git.other.files).toBe(5)
  })

  test('of which the tree has none counts everything', () => {
    expect(told('whole', '1.0.0')).toMatchObject({ commits: 7, seen: { counted: null } })
  })
})

describe('two tags at one commit', () => {
  test('say so: the later one names the earlier', () => {
    expect(told('whole', 'whole-v1.0.0').seen.sameCommit).toEqual(['1.0.0'])
    expect(told('whole', '1.0.0').seen.sameCommit).toEqual([])
  })
})

describe('what anybody can see', () => {
  test('is read from the tree of the tag', () => {
    expect(told('wordpress', '2.0.0').seen.tree).toMatchObject({
      changelog: { path: 'wordpress/CHANGELOG.md', heading: '2.0.0', text: '- five things', isWhole: true },
      licence: { path: 'LICENSE', spdx: 'MIT' },
      manifests: ['package.json'],
      owners: { path: '.github/CODEOWNERS', names: ['@writers'] },
    })
    expect(told('github', '1.1.0').seen.tree).toMatchObject({
      changelog: null,
      owners: { names: ['@all', 'ada'] },
    })
  })

  test('is the message of the tag, its authors and the folders that changed', () => {
    expect(told('whole', '1.0.0').seen).toMatchObject({
      message: 'All of it.',
      authors: { total: 1, named: [{ commits: 7 }] },
      folders: [
        { folder: 'wordpress', files: 7 },
        { folder: '.', files: 2 },
        { folder: 'github', files: 2 },
        { folder: '.github', files: 1 },
      ],
    })
  })
})

describe('a configured boundary', () => {
  test('is what commits and files are counted in', async () => {
    const config = writeConfiguration(join(folder, 'config'), { repository: join(folder, 'many') }, [
      { id: 'press', tag: 'wordpress/v{version}', paths: ['wordpress/f[12]'] },
    ])
    await collectInto(join(folder, 'bounded'), { config })
    expect(readRecord(join(folder, 'bounded'), 'press', '2.0.0')).toMatchObject({
      git: {
        commits: 2,
        filesChanged: 2,
        pullRequests: [1, 2],
        boundaries: [{ service: 'press', files: 2 }],
      },
      publicFacts: { counted: { by: 'boundary', folder: null }, paths: ['wordpress/f1', 'wordpress/f2'] },
    })
  })
})

describe('a clone without trees', () => {
  test('is collected for what it has, fetches nothing, and names what to do', async () => {
    const source = join(folder, 'many')
    const clone = join(folder, 'treeless')
    git([`--git-dir=${source}`, 'config', 'uploadpack.allowFilter', 'true'])
    git(['clone', '--quiet', '--bare', '--filter=tree:0', `file://${source}`, clone])
    const { quarantined, counts } = await collectInto(join(folder, 'of-treeless'), { repository: clone })
    expect(counts.releases).toBe(6)
    expect(quarantined.every(({ findings }) => findings[0]?.code === 'dossier.object_missing')).toBe(true)
    expect(readRecord(join(folder, 'of-treeless'), 'whole', '1.0.0')).toMatchObject({
      git: { commits: null, filesChanged: null, taggedAt: '2026-02-11T00:00:00Z' },
      publicFacts: { message: 'All of it.', tree: null },
    })
  })
})
