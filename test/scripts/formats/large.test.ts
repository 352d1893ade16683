import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'large-'))
afterAll(() => rmSync(folder, { recursive: true }))

const MB = 1_000_000
const filled = (text: string, bytes = 2 * MB) => text.repeat(Math.ceil(bytes / text.length))
const nested = (depth: number, line: (indent: string) => string) =>
  Array.from({ length: depth }, (_, level) => line(' '.repeat(4 * level))).join('')

/** Input that is made to cost more than it is worth. All is read in one process that would be ended after minutes. */
const INPUTS: readonly (readonly [name: string, text: string])[] = [
  ['xml-depth', `${'<testsuite>'.repeat(20_000)}${'</testsuite>'.repeat(20_000)}`],
  ['xml-depth-open', '<testsuite>'.repeat(200_000)],
  ['xml-wide', `<testsuites>${filled('<testsuite tests="1"/>')}</testsuites>`],
  ['xml-attributes', `<testsuite ${Array.from({ length: 50_000 }, (_, n) => `a${n}="b"`).join(' ')}/>`],
  [
    'xml-entities',
    `<!DOCTYPE a [<!ENTITY a "${'b'.repeat(1000)}">]><testsuite>${'&a;'.repeat(1000)}</testsuite>`,
  ],
  ['json-depth', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['json-depth-objects', `${'{"groups":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  [
    'json-keys',
    `{"metrics":{${Array.from({ length: 19_000 }, (_, n) => `"m${n}":{"count":1}`).join(',')}},"root_group":{}}`,
  ],
  ['json-groups', `{"metrics":{},"root_group":${'{"groups":[{},'.repeat(12)}{}${']}'.repeat(12)}}`],
  [
    'ctrf-tests',
    `{"results":{"tool":{},"summary":{},"tests":[${filled('{"status":"passed","suite":"a"},')}{"status":"passed"}]}}`,
  ],
  [
    'sarif-results',
    `{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":[${filled('{"ruleId":"a/b/c/d/e/f"},')}{}]}]}`,
  ],
  ['benchmarks', `[${filled('{"name":"a","unit":"ms","value":1},')}{"name":"b","unit":"ms","value":1}]`],
  ['tap-depth', nested(2000, (indent) => `${indent}# Subtest: a\n`)],
  ['tap-depth-points', `1..1\n${nested(1500, (indent) => `${indent}ok 1 - a {\n`)}`],
  ['tap-points', `1..700000\n${filled('ok\n')}`],
  [
    'tap-yaml',
    `1..1\nnot ok 1\n# evades a look at the line before\n  ---\n${Array.from({ length: 200_000 }, (_, n) => `  a${n}: 1\n`).join('')}  ...\n`,
  ],
  [
    'tap-yaml-aliases',
    `1..1\nok 1\n  ---\n${Array.from({ length: 30 }, (_, n) => `  a${n}: &a${n} [${Array.from({ length: 9 }, () => (n === 0 ? 'x' : `*a${n - 1}`)).join(',')}]\n`).join('')}  ...\n`,
  ],
  ['tap-plan', '1..999999999999999\nok 1\n'],
  ['lcov-lines', `SF:a\n${filled('DA:1,1\n')}end_of_record\n`],
  ['lcov-records', filled('SF:a\nDA:1,1\nend_of_record\n')],
  [
    'lcov-branches',
    `SF:a\nDA:1,1\n${Array.from({ length: 60_000 }, (_, n) => `BRDA:1,0,b${n},1\n`).join('')}end_of_record\n`,
  ],
  ['one-line', `BenchmarkA-8 1 1 ns/op ${filled('1 x ')}`],
  ['one-line-of-blanks', `1..1\nok 1 ${' '.repeat(2 * MB)}x\n`],
  ['blank-lines', `${'\n'.repeat(2 * MB)}1..1`],
]

describe('input designed to hang a reader', () => {
  test('is read to the end in one process, without any reader failing', () => {
    const files = INPUTS.map(([name, text]) => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    })
    const args = ['scripts/catalog.ts', 'read', ...files]
    const run = spawnSync(process.execPath, args, { timeout: 280_000, maxBuffer: 64 * MB })
    expect({ signal: run.signal, status: run.status, errors: run.stderr.toString() }).toEqual({
      signal: null,
      status: 1,
      errors: '',
    })
    const items = run.stdout
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Item)
    expect(items.map(({ file }) => file)).toEqual(files)
    const codes = items.flatMap(({ reasons }) => reasons.map(({ code }) => code))
    expect(codes).not.toContain('evidence.reader_failed')
    const passed = items.filter(({ status }) => status === 'passed').map(({ file }) => basename(file))
    expect(passed).toEqual(['ctrf-tests', 'tap-yaml-aliases', 'one-line-of-blanks'])
  }, 300_000)
})

type Item = { file: string; status: string; reasons: { code: string }[] }
