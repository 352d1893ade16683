import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFiles } from '#lib/files.ts'
import { git } from '../collect/fast-import.ts'

const folder = mkdtempSync(join(tmpdir(), 'package-'))
const home = join(folder, 'empty')
const program = join(home, 'node_modules/release-catalog')
const repository = join(folder, 'product')

/** What somebody types in the folder that the package is installed in. */
function run(name: string, ...args: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(name, args, { cwd: home, encoding: 'utf8', env: ENV })
  return { status, said: stdout + stderr }
}

const ENV = { ...process.env, CATALOG_DEFAULTS: undefined, NO_COLOR: '1' }
const catalog = (...args: string[]) => run(join(home, 'node_modules/.bin/release-catalog'), ...args)

beforeAll(() => {
  mkdirSync(home)
  mkdirSync(repository)
  const as = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com']
  git(['init', '-q', repository])
  git(['-C', repository, ...as, 'commit', '-q', '--allow-empty', '-m', 'First'])
  git(['-C', repository, ...as, 'tag', '-a', 'v1.0.0', '-m', 'First release'])
  const { status, stderr } = spawnSync(process.execPath, ['scripts/package.ts', '--out', folder], {
    encoding: 'utf8',
  })
  expect(stderr).not.toContain('Error')
  expect(status).toBe(0)
  const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'))
  const installed = run(
    'npm',
    ...['install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', join(folder, tarball)],
  )
  expect(installed.said).not.toContain('npm error')
  expect(installed.status).toBe(0)
}, 400_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the installed package', () => {
  test('holds what the program needs as JavaScript, and nothing that only checks it', () => {
    const files = [...listFiles(program)].filter((path) => !path.startsWith('node_modules/'))
    expect(
      files.filter((path) => /\.ts$|^test\/|^scripts\/(check|bench|sample|package\.)/.test(path)),
    ).toEqual([])
    expect(files).toContain('content/policies/default-2026.3.yaml')
    const texts = files.filter((path) => /\.(js|astro|mjs|mdx)$/.test(path))
    const ours = texts.filter((path) =>
      /npm run (catalog|build|serve)/.test(readFileSync(join(program, path), 'utf8')),
    )
    expect(ours).toEqual([])
    const dead = texts.filter((path) =>
      /(from|import\() ?'[#.][^']*\.ts'/.test(readFileSync(join(program, path), 'utf8')),
    )
    expect(dead).toEqual([])
  })

  // npm reads the list of a package from a registry, not that of a file; what is named in package.json is exact either way.
  test('names every package that it was tested with, and none that only tests need', () => {
    const { packages: ours } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
    const { packages: theirs } = JSON.parse(readFileSync(join(program, 'npm-shrinkwrap.json'), 'utf8'))
    const { '': root, ...rest } = theirs
    expect(root.devDependencies).toBeUndefined()
    for (const [path, entry] of Object.entries(rest)) expect(entry, path).toEqual(ours[path])
    const needed = Object.keys(ours).filter((path) => path !== '' && ours[path].dev !== true)
    expect(Object.keys(rest)).toEqual(needed)
    expect(rest['node_modules/vitest']).toBeUndefined()
  })

  test('says what it can do, and what is wrong with an unknown word', () => {
    expect(catalog('--help')).toMatchObject({
      status: 0,
      said: expect.stringContaining('npx release-catalog'),
    })
    expect(catalog('publish')).toMatchObject({
      status: 2,
      said: expect.stringContaining("unknown command 'publish'"),
    })
  })

  test('collects, builds and audits a repository from an empty folder', () => {
    expect(catalog('collect', '--repository', repository)).toMatchObject({ status: 0 })
    const built = catalog('build')
    expect(built).toMatchObject({ status: 0, said: expect.stringMatching(/Built \d+ pages/) })
    expect(readFileSync(join(home, '.catalog/site/releases/product/1.0.0/index.html'), 'utf8')).toContain(
      'NO DOSSIER',
    )
    expect(existsSync(join(home, '.catalog/site/pagefind/pagefind.js'))).toBe(true)
    expect(catalog('verify', '.catalog/site')).toMatchObject({ status: 0 })
  }, 200_000)
})
