import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, extname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const BODY = Array.from({ length: 58 }, (_, n) => `  console.log(${n})`).join('\n')

/** Rules that the project leans on: folder, source, and the rule that must speak (null = none). */
const RULES: readonly [name: string, file: string, source: string, rule: string | null][] = [
  ['a clock in decide', 'src/decide/a.ts', 'export const a = new Date()', 'plugin'],
  ['the time of now in views', 'src/views/a.ts', 'export const a = Date.now()', 'plugin'],
  ['a die in model', 'src/model/a.ts', 'export const a = Math.random()', 'plugin'],
  [
    'a clock in a component',
    'src/components/A.astro',
    '---\nconst a = new Date()\n---\n<p>{a}</p>',
    'plugin',
  ],
  ['a given moment in decide', 'src/decide/a.ts', "export const a = new Date('2026-01-01')", null],
  ['a clock in the shell', 'scripts/a.ts', 'export const a = Date.now()', null],
  ['an any', 'src/model/a.ts', 'export const a = (b: any) => b', 'lint/suspicious/noExplicitAny'],
  ['a default export', 'src/model/a.ts', 'export default 1', 'lint/style/noDefaultExport'],
  ['a barrel', 'src/decide/a.ts', "export { b } from './b.ts'", 'lint/performance/noBarrelFile'],
  [
    'a function of 62 lines',
    'scripts/a.ts',
    `export function a() {\n${BODY}\n  console.log()\n  console.log()\n  console.log()\n}`,
    'lint/complexity/noExcessiveLinesPerFunction',
  ],
  ['a function of 58 lines', 'scripts/a.ts', `export function a() {\n${BODY}\n}`, null],
]

const root = mkdtempSync(join(tmpdir(), 'catalog-lint-'))
let complaints: Map<string, string[]>

beforeAll(() => {
  for (const file of ['.biome.jsonc', 'scripts/check/no-clock.grit', '.gitignore'])
    cpSync(file, join(root, file))
  for (const [name, file, source] of RULES) write(fileOf(file, name), `${source}\n`)
  complaints = lint()
}, 60_000)

afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('lint', () => {
  test.each(RULES)('%s', (name, file, _source, rule) => {
    const rules = complaints.get(fileOf(file, name)) ?? []
    expect([...new Set(rules)]).toEqual(rule === null ? [] : [rule])
  })
})

/** Each case gets a file of its own beside the one it speaks of. */
function fileOf(file: string, name: string): string {
  return join(dirname(file), `${name.replace(/\W+/g, '_')}_${file.split('/').length}${extname(file)}`)
}

function write(file: string, text: string): void {
  const path = join(root, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

/** Names of the rules that spoke, by file. */
function lint(): Map<string, string[]> {
  const biome = resolve('node_modules/.bin/biome')
  const { stdout } = spawnSync(biome, ['lint', '--reporter=json', '--max-diagnostics=none', '.'], {
    cwd: root,
    encoding: 'utf8',
  })
  const report: { diagnostics: { category: string; location: { path: string } }[] } = JSON.parse(stdout)
  const found = Map.groupBy(report.diagnostics, (each) => each.location.path)
  return new Map([...found].map(([path, each]) => [path, each.map(({ category }) => category)]))
}
