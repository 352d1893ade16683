import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readCommand } from '#commands/read.ts'
import type { Display } from '#lib/terminal.ts'

const PIPE: Display = { isTerminal: false, paint: (_, text) => text }

const folder = mkdtempSync(join(tmpdir(), 'read-'))
afterAll(() => rmSync(folder, { recursive: true }))

const GREEN = '<testsuite name="s"><testcase name="a"/></testsuite>'
const green = write('green.xml', GREEN)
const RED = '<testsuite name="s"><testcase name="a"><failure/></testcase></testsuite>'
const red = write('red.xml', RED)

describe('catalog read', () => {
  test('prints a line for each file in their order and ends with 0 when all passed', async () => {
    const { exitCode, items } = await run([green, green])
    expect(exitCode).toBe(0)
    expect(items).toHaveLength(2)
    expect(items[0]).toMatchObject({
      file: green,
      format: 'junit',
      status: 'passed',
      counts: { total: 1, passed: 1 },
      reasons: [],
      sha256: hash('sha256', GREEN),
      bytes: GREEN.length,
    })
  })

  test('ends with 1 when one did not pass, and says why in words', async () => {
    const { exitCode, items } = await run([green, red])
    expect(exitCode).toBe(1)
    expect(items[1]).toMatchObject({
      status: 'failed',
      reasons: [
        {
          code: 'tests.failures',
          text: 'Of 1 test, 1 failed and 0 ended in an error.',
          remedy: 'Fix what the tests found, and run them again.',
        },
      ],
    })
  })

  test('uses the reader that is named', async () => {
    const { exitCode, items } = await run([green], 'sarif')
    expect(exitCode).toBe(1)
    expect(items[0]).toMatchObject({ format: 'sarif', status: 'unreadable' })
  })
})

describe('catalog read, given a folder,', () => {
  const tree = (name: string, files: Record<string, string>) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name, path)), { recursive: true })
      write(join(name, path), text)
    }
    return join(folder, name)
  }
  const names = (items: object[]) => items.map((item) => relative(folder, (item as { file: string }).file))

  test('reads all files in it by their names, folder by folder', async () => {
    const place = tree('order', {
      'b/2.xml': GREEN,
      'b/10.xml': GREEN,
      'c.xml': GREEN,
      'a.xml': GREEN,
      'b/a/x.xml': GREEN,
    })
    const { exitCode, items, errors } = await run([place, green])
    expect(names(items)).toEqual([
      'order/a.xml',
      'order/b/10.xml',
      'order/b/2.xml',
      'order/b/a/x.xml',
      'order/c.xml',
      'green.xml',
    ])
    expect([exitCode, errors]).toEqual([0, []])
  })

  test('ends with 1 when one file deep in it did not pass', async () => {
    expect((await run([tree('deep', { 'a.xml': GREEN, 'x/y/z.xml': RED })])).exitCode).toBe(1)
  })

  test('follows no link in it, and reports each', async () => {
    const place = tree('links', { 'a.xml': GREEN })
    symlinkSync(red, join(place, 'file.xml'))
    symlinkSync(folder, join(place, 'folder'))
    const { exitCode, items, errors } = await run([place])
    expect(names(items)).toEqual(['links/a.xml'])
    expect(errors).toEqual([
      expect.stringMatching(/file\.xml is a link, and links are not followed; it is left out\.$/),
      expect.stringMatching(/folder is a link/),
    ])
    expect(exitCode).toBe(0)
  })

  test('with links only ends with 2, since nothing was read', async () => {
    mkdirSync(join(folder, 'only'))
    symlinkSync(green, join(folder, 'only/link.xml'))
    const { exitCode, items, errors } = await run([join(folder, 'only')])
    expect([exitCode, items]).toEqual([2, []])
    expect(errors[1]).toMatch(/only holds no file that can be read/)
  })
})

describe('catalog read, given -,', () => {
  async function* inputOf(...parts: (string | Buffer)[]) {
    for (const part of parts) yield Buffer.from(part)
  }

  test.each([
    ['passed', GREEN, 0],
    ['failed', RED, 1],
  ])('reads the standard input, here one that %s', async (status, text, expected) => {
    const { exitCode, items } = await run(['-'], undefined, inputOf(text.slice(0, 9), text.slice(9)))
    expect(items).toMatchObject([{ file: '-', status, bytes: text.length, sha256: hash('sha256', text) }])
    expect(exitCode).toBe(expected)
  })

  test('reads it once, in its place among files', async () => {
    const { exitCode, items, errors } = await run([red, '-', '-'], undefined, inputOf(GREEN))
    expect(items).toMatchObject([{ file: red }, { file: '-' }])
    expect(errors).toEqual(['- stands for the standard input, which can be read once.'])
    expect(exitCode).toBe(2)
  })

  test('only digests what is too large to be read', async () => {
    const part = Buffer.alloc(1 << 20)
    const { items } = await run(['-'], undefined, inputOf(...Array.from({ length: 33 }, () => part)))
    expect(items).toMatchObject([
      { status: 'unreadable', bytes: 33 << 20, sha256: hash('sha256', Buffer.alloc(33 << 20)) },
    ])
  })

  test('does not mistake a file of that name for it', async () => {
    const place = mkdtempSync(join(tmpdir(), 'dash-'))
    writeFileSync(join(place, '-'), RED)
    const catalog = join(process.cwd(), 'scripts/catalog.ts')
    const { status, stdout } = spawnSync(process.execPath, [catalog, 'read', '.'], {
      cwd: place,
      encoding: 'utf8',
      input: GREEN,
    })
    rmSync(place, { recursive: true })
    expect([status, JSON.parse(stdout).status]).toEqual([1, 'failed'])
  })

  test('is part of the command', () => {
    const { status, stdout } = catalogWith(RED, 'read', '-', '--format', 'junit')
    expect([status, JSON.parse(stdout).status]).toEqual([1, 'failed'])
  })
})

describe('catalog read, given unusable input,', () => {
  test('refuses an unknown format, and names the known ones', async () => {
    await expect(run([green], 'pdf')).rejects.toThrow(/--format pdf: .*junit.*lcov/)
  })

  test('names what cannot be opened, reads the rest and ends with 2', async () => {
    mkdirSync(join(folder, 'empty'))
    const { exitCode, items, errors } = await run([join(folder, 'gone.xml'), join(folder, 'empty'), red])
    expect(exitCode).toBe(2)
    expect(items).toHaveLength(1)
    expect(errors).toEqual([
      expect.stringMatching(/gone\.xml does not exist/),
      expect.stringMatching(/empty holds no file/),
    ])
  })

  test('only digests a file that is too large to be read', async () => {
    const large = write('large.xml', '')
    truncateSync(large, (32 << 20) + 1)
    const { items } = await run([large])
    expect(items[0]).toMatchObject({
      status: 'unreadable',
      bytes: (32 << 20) + 1,
      sha256: hash('sha256', new Uint8Array((32 << 20) + 1)),
      reasons: [{ code: 'document.too_large' }],
    })
  })

  test('escapes what does not show, so that a line stays one line', async () => {
    const hostile = write('hostile.xml', '<testsuite name="a\u202eb\u2028c"><testcase/></testsuite>')
    const { lines, items } = await run([hostile])
    expect(lines[0]).toMatch(/a\\u202eb\\u2028c/)
    expect(items[0]).toMatchObject({ suites: [{ name: 'a\u202eb\u2028c' }] })
  })

  test('is a command: without a file it explains its use and ends with 2', () => {
    expect(catalog('read', green).status).toBe(0)
    expect(JSON.parse(catalog('read', red).stdout)).toMatchObject({ status: 'failed' })
    const usage = catalog('read')
    expect(usage).toMatchObject({ status: 2, stdout: '' })
    expect(usage.stderr).toContain("missing required argument 'file'")
  })
})

function write(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

async function run(files: string[], format?: string, input?: AsyncIterable<Uint8Array>) {
  const lines: string[] = []
  const errors: string[] = []
  const output = { line: (text: string) => lines.push(text), error: (text: string) => errors.push(text) }
  const options = format === undefined ? {} : { format }
  const exitCode = await readCommand(files, options, { ...output, display: PIPE }, input)
  return { exitCode, lines, errors, items: lines.map((line) => JSON.parse(line) as object) }
}

function catalog(...args: string[]) {
  return catalogWith('', ...args)
}

function catalogWith(input: string, ...args: string[]) {
  return spawnSync(process.execPath, ['scripts/catalog.ts', ...args], { encoding: 'utf8', input })
}
