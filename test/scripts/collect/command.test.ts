import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { takeLock } from '#store/lock.ts'
import { AT, SURROUNDINGS, snapshot, temporaryFolder } from './collecting.ts'
import { dossierSteps, dossierText } from './dossiers.ts'
import { buildRepository, git } from './fast-import.ts'

const folder = temporaryFolder()
let good: string
let bad: string

/** Runs the command line as a person does. */
function catalog(args: readonly string[], env: Record<string, string> = {}) {
  const result = spawnSync(
    process.execPath,
    [join(import.meta.dirname, '../../../scripts/catalog.ts'), '--root', folder, ...args],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...SURROUNDINGS, HOME: folder, ...env },
    },
  )
  return { status: result.status, out: result.stdout, error: result.stderr }
}

beforeAll(() => {
  good = buildRepository(join(folder, 'product'), dossierSteps('1.0.0', dossierText('1.0.0')))
  bad = buildRepository(join(folder, 'bad/product'), dossierSteps('1.0.0', '{"a":1,"a":2}'))
})

const collect = (repository: string, ...more: string[]) =>
  catalog(['collect', '--repository', repository, '--content', 'content', '--at', AT, ...more])

describe('catalog collect', () => {
  test('ends with 0, and with --strict with 1 when anything is quarantined', () => {
    expect(collect(good, '--strict').status).toBe(0)
    expect(collect(bad).status).toBe(0)
    const { status, error } = collect(bad, '--strict')
    expect(status).toBe(1)
    expect(error).toContain('warning: product@1.0.0 (tag v1.0.0) is quarantined')
  })

  test('prints one summary object with --json, and nothing else, on standard output', () => {
    const { out } = collect(bad, '--json')
    expect(out.trim().split('\n')).toHaveLength(1)
    expect(JSON.parse(out)).toMatchObject({
      at: AT,
      counts: { tags: 1, releases: 1, dossiers: 0, quarantined: 1, ignored: 0 },
      quarantined: [{ release: 'product@1.0.0', findings: [{ code: 'document.duplicate_key' }] }],
    })
  })

  test('writes annotations on GitHub', () => {
    const { error } = catalog(['collect', '--repository', bad, '--content', 'content'], {
      GITHUB_ACTIONS: 'true',
    })
    expect(error).toMatch(/^::warning file=content\/releases\/product\/1\.0\.0\.json::product@1\.0\.0/m)
  })

  test('clones an address once and updates it afterwards', () => {
    const address = `file://${good}`
    const first = catalog(['collect', '--repository', address, '--content', 'remote', '--json'])
    expect(JSON.parse(first.out)).toMatchObject({ counts: { tags: 1 } })
    git([`--git-dir=${good}`, 'update-ref', 'refs/tags/v1.0.1', 'refs/heads/main'])
    const second = catalog(['collect', '--repository', address, '--content', 'remote', '--json'])
    git([`--git-dir=${good}`, 'update-ref', '-d', 'refs/tags/v1.0.1'])
    const third = catalog(['collect', '--repository', address, '--content', 'remote', '--json'])
    expect(JSON.parse(second.out)).toMatchObject({ counts: { tags: 2 }, read: 1, reused: 1 })
    expect(JSON.parse(third.out)).toMatchObject({ counts: { tags: 1 }, removed: 1 })
    expect(readdirSync(join(folder, '.catalog/cache/repositories'))).toHaveLength(1)
  })

  test('is refused with 75 while another run writes', () => {
    const unlock = takeLock(join(folder, 'locked/releases'))
    const { status, error } = catalog(['collect', '--repository', good, '--content', 'locked'])
    unlock()
    expect(status).toBe(75)
    expect(error).toContain(`is being written by process ${process.pid}. Try again`)
  })

  test('reports an address that does not answer with 75, try later', () => {
    const { status, error } = catalog(['collect', '--repository', 'file:///nonexistent/x.git'])
    expect(status).toBe(75)
    expect(error).toContain('Check the address and try again.')
  })
})

describe('wrong usage', () => {
  test.each([
    [['colect'], 'unknown command'],
    [['collect', '--nope'], 'unknown option'],
    [['collect', '--at', 'yesterday', '--repository', 'x'], '--at is "yesterday"'],
    [['collect', '--repository', '/nonexistent'], 'no such folder'],
    [['collect', '--repository', 'ext::sh -c touch% pwned'], 'is no address'],
    [['collect', '--repository=--upload-pack=touch pwned'], 'is no address'],
    [['collect', '--repository', 'http://example.com/x.git'], 'is no address'],
    [['collect', '--config', 'nowhere.yaml'], 'There is no configuration at nowhere.yaml'],
    [['collect'], 'is no git repository: name the folder that holds .git.'],
    [['collect', '--root', 'nowhere'], '--root nowhere is no folder.'],
    [['index', '--content', 'nothing'], 'Nothing has been collected into nothing'],
  ])('%j ends with 2 and says what is wrong', (args, message) => {
    const { status, error } = catalog(args)
    expect(error).toContain(message)
    expect(error).not.toMatch(/^\s+at /m)
    expect(status).toBe(2)
    expect(existsSync(join(folder, 'pwned'))).toBe(false)
  })
})

describe('catalog index', () => {
  test('evaluates again at another time, and gives the same bytes at the same time', () => {
    collect(good)
    const before = snapshot(join(folder, 'content'))
    expect(catalog(['index', '--content', 'content', '--at', '2027-01-01T00:00:00Z'])).toMatchObject({
      status: 0,
    })
    expect(snapshot(join(folder, 'content'))).not.toEqual(before)
    expect(catalog(['index', '--content', 'content', '--at', AT]).out).toBe(`Judged 1 release at ${AT}.\n`)
    expect(snapshot(join(folder, 'content'))).toEqual(before)
  })
})
