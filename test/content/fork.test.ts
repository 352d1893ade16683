import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { put, temporaryFolder } from '../scripts/collect/collecting.ts'
import { isShipped } from './shipped.ts'

/** Tests that need policies, runbooks, a guide or a whole catalog, as far as they are quick. */
const DEPENDENT = [
  ...['guide', 'policies', 'runbooks'].map((name) => `test/content/${name}.test.ts`),
  'test/decide/verdict/default-policy.test.ts',
  'test/messages/codes.test.ts',
  'test/scripts/collect/configuration',
  'test/scripts/commands/evaluate.test.ts',
  'test/scripts/sample/services.test.ts',
]

const OWN = {
  'catalog.yaml': 'title: Ours\nrepository: ..\npolicy: ours\n',
  'policies/ours.yaml': 'id: ours\n',
  'runbooks/only.mdx': 'A page of another form.\n',
}

/** What people write; the trusted roots that lie beside it are the program's own. */
const isContent = (path: string) => path.startsWith('content/') && !path.startsWith('content/trust/')

/** Copies what git tracks, but for `content/`, into a folder that uses the same packages. */
function copyWithoutContent(folder: string): void {
  const tracked = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean)
  for (const path of tracked.filter((each) => !isContent(each) && existsSync(each))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    copyFileSync(path, join(folder, path))
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
}

// A fork of a fork need not prove it again.
describe.runIf(isShipped)('the tests of a fork', { timeout: 300_000 }, () => {
  test.each([
    ['deletes content/', {}],
    ['rewrites content/', OWN],
  ])('stay green when it %s', (_, files) => {
    const folder = temporaryFolder()
    copyWithoutContent(folder)
    for (const [path, text] of Object.entries(files)) put(join(folder, 'content', path), text)
    const vitest = resolve('node_modules/vitest/vitest.mjs')
    const projects = ['--project', 'unit', '--project', 'programs']
    const args = [vitest, 'run', '--config', 'test/vitest.config.ts', ...projects, ...DEPENDENT]
    const { PATH = '' } = process.env
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH, CI: '1', NO_COLOR: '1' },
    })
    expect(`${status}${status === 0 ? '' : stdout + stderr}`).toBe('0')
  })
})
