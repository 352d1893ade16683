import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { writeRepository } from '#sample/repository.ts'
import { readSample } from '#sample/story.ts'

const folder = mkdtempSync(join(tmpdir(), 'sample-'))
const first = join(folder, 'first')
const sample = readSample('test/sample')
const built = await writeRepository(first, sample)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function git(repository: string, ...args: string[]): string {
  return execFileSync('git', ['--git-dir', repository, ...args], { encoding: 'utf8' })
}

const refs = (repository: string) => git(repository, 'for-each-ref', '--format=%(objectname) %(refname)')

// Building it takes a second alone and several beside other tests.
describe('the sample repository', { timeout: 60_000 }, () => {
  test('has the same ids on every machine', async () => {
    await expect(refs(first)).toMatchFileSnapshot('fixtures/refs.txt')
  })

  test('is the same when it is built again, in another folder and another time zone', async () => {
    const zone = process.env['TZ']
    process.env['TZ'] = 'Pacific/Auckland'
    const second = join(folder, 'second')
    await writeRepository(second, sample)
    process.env['TZ'] = zone
    expect(refs(second)).toBe(refs(first))
  })

  test('passes the strict check of git', () => {
    expect(() => git(first, 'fsck', '--strict', '--no-dangling')).not.toThrow()
  })

  test('replaces the whole target and leaves nothing beside it', async () => {
    const place = join(folder, 'place')
    await writeRepository(place, sample)
    writeFileSync(join(place, 'left-over'), '')
    await writeRepository(place, sample)
    expect(existsSync(join(place, 'left-over'))).toBe(false)
    expect(readdirSync(folder).filter((name) => name.startsWith('.place'))).toEqual([])
  })

  test('holds at least thirty tags of six services, annotated and lightweight', () => {
    const kinds = git(first, 'for-each-ref', '--format=%(objecttype)', 'refs/tags').trim().split('\n')
    expect(built.tags).toBe(kinds.length)
    expect(built.tags).toBeGreaterThanOrEqual(30)
    expect(new Set(kinds)).toEqual(new Set(['tag', 'commit']))
  })

  test('adds a dossier in a commit that touches its own folder only', () => {
    const changed = git(first, 'diff-tree', '-r', '--no-commit-id', '--name-only', 'ledger/v1.5.0^{commit}')
    expect(
      changed
        .trim()
        .split('\n')
        .every((path) => path.startsWith('release/ledger/')),
    ).toBe(true)
  })

  test('names the code commit in its evidence', () => {
    const dossier = JSON.parse(git(first, 'show', 'ledger/v1.5.0:release/ledger/dossier.json'))
    const commits = new Set(dossier.evidence.flatMap((each: { commit?: string }) => each.commit ?? []))
    expect([...commits]).toEqual([git(first, 'rev-parse', 'ledger/v1.5.0^{commit}^').trim()])
  })
})
