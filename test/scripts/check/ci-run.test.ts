import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = mkdtempSync(join(tmpdir(), 'catalog-ci-'))
const checkout = join(root, 'work/product')
const samples = join(root, 'work/shared/samples')

beforeAll(() => {
  cpSync('.ci/run', join(checkout, '.ci/run'))
  const git = (...args: string[]) => execFileSync('git', ['-C', checkout, ...args], { stdio: 'pipe' })
  git('init', '-q')
  git('add', '.ci')
  git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-q', '-m', 'a')
  writeFileSync(join(checkout, 'uncommitted'), '')
  mkdirSync(join(root, 'bin'))
})

afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Runs the script with an npm whose `ci`, `test` and `test -- samples` are these shell commands. */
function run(ci: string, tests: string, overSamples: string | null = null) {
  rmSync(samples, { recursive: true, force: true })
  if (overSamples !== null) mkdirSync(samples, { recursive: true })
  const npm = join(root, 'bin/npm')
  const cases = `'ci') ${ci} ;; 'test') ${tests} ;; 'test -- samples') ${overSamples} ;;`
  writeFileSync(npm, `#!/bin/sh\ncase "$*" in ${cases} esac\n`)
  chmodSync(npm, 0o755)
  const env = { ...process.env, PATH: `${join(root, 'bin')}:${process.env['PATH']}` }
  const { stdout, status } = spawnSync('bash', ['.ci/run'], { cwd: checkout, env, encoding: 'utf8' })
  return { status, last: stdout.trimEnd().split('\n').at(-1), stdout }
}

const says = (line: string, code = 0) => `echo '${line}'; exit ${code}`

describe('the script of CI', () => {
  test.each([
    ['passes with the tests', says('added'), says('5 passed, 0 failed'), null, '5 passed, 0 failed'],
    ['fails with a test', ':', says('5 passed, 2 failed', 1), null, '5 passed, 2 failed'],
    [
      'fails when nothing can be installed',
      says('error', 1),
      says('5 passed, 0 failed'),
      null,
      '0 passed, 1 failed',
    ],
    ['fails when the tests break off', ':', says('Killed', 137), null, '0 passed, 1 failed'],
    [
      'fails when the tests count no failure but fail',
      ':',
      says('5 passed, 0 failed', 1),
      null,
      '5 passed, 1 failed',
    ],
    ['fails when no test ran', ':', says('0 passed, 0 failed'), null, '0 passed, 1 failed'],
    ['adds the samples', ':', says('5 passed, 0 failed'), says('3 passed, 0 failed'), '8 passed, 0 failed'],
    [
      'fails with a sample',
      ':',
      says('5 passed, 0 failed'),
      says('2 passed, 1 failed', 1),
      '7 passed, 1 failed',
    ],
    [
      'runs the samples after a failure too',
      ':',
      says('x', 1),
      says('3 passed, 0 failed'),
      '3 passed, 1 failed',
    ],
  ])('%s', (_name, ci, tests, overSamples, expected) => {
    const { last, status } = run(ci, tests, overSamples)
    expect(last).toBe(expected)
    expect(status).toBe(expected.endsWith(' 0 failed') ? 0 : 1)
  })

  test('tests the committed files, in a folder with nothing beside it', () => {
    const { stdout } = run(':', 'pwd; ls -A; ls ..; echo 1 passed, 0 failed')
    const [place, ...rest] = stdout.trimEnd().split('\n')
    expect(place).not.toContain(root.replace(tmpdir(), ''))
    expect(rest.filter((line) => !/passed/.test(line))).toEqual(['.ci', '.git', 'catalog'])
  })

  test('passes the samples only to the tests that use them', () => {
    const tell = `echo "<$CATALOG_SAMPLES>"; echo 1 passed, 0 failed`
    const { stdout } = run(':', tell, tell)
    expect(stdout.match(/<.*>/g)).toEqual(['<>', `<${checkout}/../shared/samples>`])
  })
})
