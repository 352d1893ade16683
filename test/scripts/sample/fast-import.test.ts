import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { createRepository, type History } from '#sample/fast-import.ts'

const scratch = mkdtempSync(join(tmpdir(), 'fast-import-'))
const folder = () => mkdtempSync(join(scratch, 'repository-'))
const by = { name: 'Avery Quill', email: 'avery.quill@example.org', at: '2026-04-02T12:45:00+02:00' }
const inUtc = { ...by, at: '2026-04-02T10:45:00Z' }
const file = (text: string) => new Map([['notes/a.txt', Buffer.from(text)]])

afterEach(() => vi.unstubAllEnvs())
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

function git(repository: string, ...args: string[]): string {
  return execFileSync('git', ['--git-dir', repository, ...args], { encoding: 'utf8' }).trim()
}

async function repositoryOf(write: (history: History) => Promise<unknown>): Promise<string> {
  const repository = folder()
  await createRepository(repository, write)
  return repository
}

describe('a repository that is created', () => {
  test('tells the id of each commit as git knows it, and how many tags there are', async () => {
    const repository = folder()
    const created = await createRepository(repository, async (history) => {
      const first = await history.commit('main', by, 'one\n', file('1'))
      const second = await history.commit('main', by, 'two\n', file('2'))
      await history.tag({ name: 'v1', target: first, message: null, by })
      return [first, second]
    })
    expect(created).toEqual({
      tags: 1,
      written: git(repository, 'rev-list', '--reverse', 'main').split('\n'),
    })
    expect(git(repository, 'rev-parse', 'v1')).toBe(created.written[0])
  })

  test('keeps the offset of each time', async () => {
    const repository = await repositoryOf(async (history) => {
      await history.commit('local', by, 'one\n', file('1'))
      await history.commit('utc', inUtc, 'one\n', file('1'))
    })
    const line = (branch: string) => git(repository, 'log', '-1', '--format=raw', branch).split('\n')[2]
    expect(line('local')).toBe('author Avery Quill <avery.quill@example.org> 1775126700 +0200')
    expect(line('utc')).toBe('author Avery Quill <avery.quill@example.org> 1775126700 +0000')
  })

  test('has branches that grow from others, and removes whole folders', async () => {
    const changes = new Map<string, Buffer | null>([
      ['notes/', null],
      ['b.txt', Buffer.from('2')],
    ])
    const repository = await repositoryOf(async (history) => {
      await history.commit('main', by, 'one\n', file('1'))
      history.fork('next', 'main')
      await history.commit('next', by, 'two\n', changes)
    })
    expect(git(repository, 'log', '--format=%s', 'next')).toBe('two\none')
    expect(git(repository, 'ls-tree', '-r', '--name-only', 'next')).toBe('b.txt')
    expect(git(repository, 'ls-tree', '-r', '--name-only', 'main')).toBe('notes/a.txt')
  })

  test('hangs a note on the object of a tag, and gives that object a second name', async () => {
    const repository = await repositoryOf(async (history) => {
      const target = await history.commit('main', by, 'one\n', file('1'))
      await history.tag({ name: 'v1', target, message: 'First\n', by })
      history.tagAgain('v2', 'v1')
      await history.note('v1', by, Buffer.from('{}\n'))
    })
    const tag = git(repository, 'rev-parse', 'v1')
    expect(git(repository, 'cat-file', '-t', tag)).toBe('tag')
    expect(git(repository, 'rev-parse', 'v2')).toBe(tag)
    expect(git(repository, 'notes', '--ref', 'dossier', 'show', tag)).toBe('{}')
  })
})

describe('a repository that cannot be created', () => {
  test('is an error when git refuses the history', async () => {
    const refused = createRepository(folder(), (history) => history.commit('a..b', by, 'one\n', file('1')))
    await expect(refused).rejects.toThrow('git fast-import refused the history: fatal: Branch name')
  })

  test('is an error when git is missing', async () => {
    vi.stubEnv('PATH', folder())
    await expect(createRepository(folder(), async () => null)).rejects.toThrow('ENOENT')
  })

  test('passes on what goes wrong while the history is written', async () => {
    const noTag = createRepository(folder(), async (history) => history.tagAgain('v2', 'v1'))
    await expect(noTag).rejects.toThrow('The sample has no tag v1 yet.')
  })
})
