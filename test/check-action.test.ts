import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from './scripts/collect/collecting.ts'
import { git } from './scripts/collect/fast-import.ts'

const folder = temporaryFolder()
const root = join(folder, 'shop')
const summary = join(folder, 'summary.md')

function check(surroundings: Record<string, string> = {}): {
  status: number | null
  said: string
  told: string
} {
  rmSync(summary, { force: true })
  writeFileSync(summary, '')
  const { status, stdout, stderr } = spawnSync(resolve('.github/actions/check/check.sh'), {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      ...{
        CATALOG_DEFAULTS: resolve('content'),
        PROGRAM: resolve('.'),
        ROOT: root,
        DOSSIER: 'release/dossier.json',
      },
      ...{ REQUIRED: 'false', GITHUB_STEP_SUMMARY: summary, NO_COLOR: '1' },
      ...surroundings,
    },
  })
  return { status, said: stdout + stderr, told: readFileSync(summary, 'utf8') }
}

beforeAll(() => {
  mkdirSync(root)
  const as = ['-C', root, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.com']
  git(['init', '-q', root])
  git([...as, 'commit', '-q', '--allow-empty', '-m', 'First'])
  git([...as, 'tag', 'v1.0.0'])
})

describe('the check of a pull request', () => {
  test('shows public facts where there is no dossier, and refuses that where one is required', () => {
    const { status, said, told } = check()
    expect(told).toContain('## What anybody can see')
    expect(told).toContain('Public facts only')
    expect(said).toContain('::notice::')
    expect(status).toBe(0)
    expect(check({ REQUIRED: 'true' })).toMatchObject({
      status: 1,
      told: '',
      said: expect.stringContaining('::error::'),
    })
  })

  test('judges the dossier, says what is left in the summary, and marks its file', () => {
    const drafted = spawnSync(
      process.execPath,
      [resolve('scripts/catalog.ts'), '--root', root, 'dossier', 'draft', 'v1.1.0'],
      { encoding: 'utf8', env: { ...process.env, CATALOG_DEFAULTS: resolve('content') } },
    )
    expect(drafted.stderr).toBe('')
    const { status, said, told } = check()
    expect(told).toContain('## Release decision: NO-GO')
    expect(told).toMatch(/### Between this release and GO \(\d+\)/)
    expect(said).toMatch(/::error file=release\/dossier\.json,title=NO-GO::\d+ still stands/)
    expect(status).toBe(1)
  })

  test('fails with the reason where the dossier cannot be read', () => {
    writeFileSync(join(root, 'release/dossier.json'), '{')
    const { status, said } = check()
    expect(status).toBe(2)
    expect(said).toContain('::error file=release/dossier.json,title=Not judged')
  })
})
