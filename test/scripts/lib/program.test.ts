import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, test } from 'vitest'
import { collectInto, put, temporaryFolder } from '../collect/collecting.ts'
import { dossierSteps, dossierText } from '../collect/dossiers.ts'
import { buildRepository } from '../collect/fast-import.ts'

const folder = temporaryFolder()
const content = join(folder, 'content')
const green = join(folder, 'green.xml')
const red = join(folder, 'red.xml')
let repository: string

beforeAll(async () => {
  repository = buildRepository(join(folder, 'product'), dossierSteps('1.0.0', dossierText('1.0.0')))
  await collectInto(content, { repository })
  put(green, '<testsuite name="s"><testcase name="a"/></testsuite>')
  put(red, '<testsuite name="s"><testcase name="a"><failure/></testcase></testsuite>')
})

const PROGRAMS = ['start', 'catalog', 'build', 'serve', 'bench/bench']
const run = (program: string, ...args: string[]) =>
  spawnSync(process.execPath, [`scripts/${program}.ts`, ...args], { encoding: 'utf8' })

describe('every program', () => {
  test.each(PROGRAMS)('%s explains itself in the same style and ends with 0', (program) => {
    const { status, stdout, stderr } = run(program, '--help')
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(
      /^Usage: npm (start|run [a-z]+) -- \[options\]( \[command\])?\n\n[A-Z][^.]*(?:\.[^.]+)*\.\n\nOptions:\n/,
    )
    expect(stdout).toMatch(/\n {2}-h, --help +display help/)
  })

  test.each(PROGRAMS)('%s names an option that it does not know and ends with 2', (program) => {
    const { status, stdout, stderr } = run(program, '--nope')
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toBe("error: unknown option '--nope'\nAdd --help to see what it takes.\n")
  })

  test.each([
    ['start', '--port', '65536', 'It must be a number from 0 to 65535.'],
    ['serve', '--port', 'http', 'It must be a number from 0 to 65535.'],
    ['serve', '--base', 'catalog', 'It must be a path that starts and ends with /, such as /catalog/.'],
    ['build', '--base', '/catalog', 'It must be a path that starts and ends with /, such as /catalog/.'],
    ['bench/bench', '--rounds', '0', 'It must be a whole number from 1 on.'],
    ['build', '--site', 'example.org', 'It must be an address such as https://example.org.'],
    ['build', '--site', 'https://example.org/catalog', 'It must be an address such as https://example.org.'],
  ])('%s refuses %s %s with 2', (program, option, value, complaint) => {
    const { status, stderr } = run(program, option, value)
    expect(stderr).toContain(`argument '${value}' is invalid. ${complaint}`)
    expect(status).toBe(2)
  })
})

test('a name in a complaint neither colors nor erases a line', () => {
  const { status, stderr } = run('catalog', 'index', '--content', join(folder, '\u001b[31mred\u202e'))
  expect(status).toBe(2)
  expect(stderr).toContain('\\u{1b}[31mred\\u{202e}')
  for (const hidden of ['\u001b', '\u202e']) expect(stderr).not.toContain(hidden)
})

test.each([
  ['verify', content, '--remember', ''],
  ['evaluate', 'product@1.0.0', '--content', ''],
])('a place without a name is refused: %s %s %s', (...args) => {
  const { status, stderr } = run('catalog', ...args)
  expect(stderr).toBe(`${args[2]} is empty. Name a place, or leave the option out.\n`)
  expect(status).toBe(2)
})

test('a name that every object knows is no format', () => {
  const { status, stderr } = run('catalog', 'evaluate', 'product@1.0.0', '--format', 'constructor')
  expect([status, stderr]).toEqual([2, '--format constructor: use text, json or markdown.\n'])
})

describe('an address in a complaint', () => {
  test.each([
    ['catalog', 'collect', '--repository', 'git://user:s3cr3t@example.org/x'],
    ['catalog', 'verify', 'http://user:s3cr3t@example.org/x'],
    ['catalog', 'verify', 'https://user:s3cr3t@example.org/x'],
    ['build', '--site', 'https://user:s3cr3t@example.org/x'],
  ])('holds no credentials: %s', (program, ...args) => {
    for (const more of [[], ['--debug']]) {
      const { status, stdout, stderr } = run(program, ...args, ...more)
      expect(status).toBe(2)
      expect(stderr).toContain('example.org/x')
      expect(stdout + stderr).not.toContain('s3cr3t')
    }
  })
})

describe('a program whose reader has gone ends quietly, as it would have otherwise:', () => {
  test.each<[string, string[], number]>([
    ['read', ['catalog', 'read', green, green], 0],
    ['read of what did not pass', ['catalog', 'read', green, red], 1],
    ['collect', ['catalog', 'collect', '--repository', 'REPOSITORY', '--content', join(folder, 'other')], 0],
    ['index', ['catalog', 'index', '--content', content], 0],
    ['verify', ['catalog', 'verify', content], 0],
    ['evaluate', ['catalog', 'evaluate', 'product@1.0.0', '--content', content], 1],
    ['schema', ['catalog', 'schema', '--directory', join(folder, 'schema')], 0],
    ['build', ['build', '--help'], 0],
    ['serve', ['serve', '--help'], 0],
    ['start', ['start', '--help'], 0],
    ['bench', ['bench/bench', '--help'], 0],
  ])('%s', async (_, [program, ...args], expected) => {
    const given = args.map((each) => (each === 'REPOSITORY' ? repository : each))
    const child = spawn(process.execPath, [`scripts/${program}.ts`, ...given])
    child.stdout.destroy()
    const [said, [status]] = await Promise.all([text(child.stderr), once(child, 'close')])
    expect(said).not.toMatch(/EPIPE|Error/)
    expect(status).toBe(expected)
  })
})

test.runIf(existsSync('/dev/full'))('a program whose output has no room says so and ends with 75', () => {
  const full = openSync('/dev/full', 'w')
  for (const args of [['formats'], ['formats', '--json'], ['read', green]]) {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/catalog.ts', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', full, 'pipe'],
    })
    expect(stderr).toBe('What this prints has no room left. Free some, then try again.\n')
    expect(status).toBe(75)
  }
  closeSync(full)
})

describe('what the system refuses is told with its place and a remedy, and ends with 2:', () => {
  test.each([
    [
      'a file where a folder is needed',
      ['collect', '--repository', '.', '--content', green],
      /green\.xml.* is a file/,
    ],
    [
      'a folder where a file is needed',
      ['collect', '--config', 'scripts'],
      /scripts is a folder\. Name a file in it\./,
    ],
  ])('%s', (_, args, sentence) => {
    const { status, stderr } = run('catalog', ...args)
    expect(stderr).toMatch(sentence)
    expect(status).toBe(2)
  })
})

test('a Node that cannot run the programs is told in one sentence what to do', () => {
  const scripts: Record<string, string> = JSON.parse(readFileSync('package.json', 'utf8')).scripts
  const programs = Object.values(scripts).filter((script) => script.startsWith('node '))
  expect(programs.length).toBeGreaterThan(5)
  for (const script of programs) {
    const args = ['--no-experimental-strip-types', ...script.split(' ').slice(1)]
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    expect(stderr).toMatch(
      /^This needs Node [\d.]+ or newer, and here it is [\d.]+: run "npm rebuild node",.*\n$/,
    )
    expect([status, stdout]).toEqual([2, ''])
  }
})
