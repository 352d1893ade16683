import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readCommand } from '../../../scripts/commands/read.ts'

const folder = mkdtempSync(join(tmpdir(), 'read-'))
afterAll(() => rmSync(folder, { recursive: true }))

const GREEN = '<testsuite name="s"><testcase name="a"/></testsuite>'
const green = write('green.xml', GREEN)
const red = write('red.xml', '<testsuite name="s"><testcase name="a"><failure/></testcase></testsuite>')

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
          text: 'Of 1 tests 1 failed and 0 ended in an error.',
          remedy: 'Mend what the tests found.',
        },
      ],
    })
  })

  test('reads by the reader that is named', async () => {
    const { exitCode, items } = await run([green], 'sarif')
    expect(exitCode).toBe(1)
    expect(items[0]).toMatchObject({ format: 'sarif', status: 'unreadable' })
  })
})

describe('catalog read, given what it cannot use,', () => {
  test('refuses a format that no reader has, and names those there are', async () => {
    await expect(run([green], 'pdf')).rejects.toThrow(/--format pdf: .*junit.*lcov/)
  })

  test('names what cannot be opened, reads the rest and ends with 2', async () => {
    mkdirSync(join(folder, 'sub'))
    const { exitCode, items, errors } = await run([join(folder, 'gone.xml'), join(folder, 'sub'), red])
    expect(exitCode).toBe(2)
    expect(items).toHaveLength(1)
    expect(errors).toEqual([
      expect.stringMatching(/gone\.xml does not exist/),
      expect.stringMatching(/sub is not a file/),
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

async function run(files: string[], format?: string) {
  const lines: string[] = []
  const errors: string[] = []
  const output = { line: (text: string) => lines.push(text), error: (text: string) => errors.push(text) }
  const exitCode = await readCommand(files, format === undefined ? {} : { format }, output)
  return { exitCode, lines, errors, items: lines.map((line) => JSON.parse(line) as object) }
}

function catalog(...args: string[]) {
  return spawnSync(process.execPath, ['scripts/catalog.ts', ...args], { encoding: 'utf8' })
}
