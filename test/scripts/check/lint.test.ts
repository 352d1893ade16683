import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, extname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** Folder and import: whether a file of that folder may write that import. */
const IMPORTS: readonly [file: string, from: string, allowed: boolean][] = [
  ['src/model/a.ts', 'zod', true],
  ['src/model/a.ts', './b.ts', true],
  ['src/model/a.ts', 'semver/functions/parse.js', false],
  ['src/model/a.ts', '../decide/b.ts', false],
  ['src/decide/a.ts', '../model/b.ts', true],
  ['src/decide/a.ts', 'semver/functions/parse.js', true],
  ['src/decide/a.ts', 'zod', false],
  ['src/decide/a.ts', 'node:fs', false],
  ['src/decide/a.ts', '../views/b.ts', false],
  ['src/decide/a.ts', '../../scripts/model/b.ts', false],
  ['src/views/a.ts', '../decide/b.ts', true],
  ['src/views/a.ts', './release/b.ts', true],
  ['src/views/a.ts', '../data.ts', false],
  ['src/views/a.ts', 'node:path', false],
  ['src/views/release/a.ts', '../b.ts', true],
  ['src/views/release/a.ts', '../service/b.ts', true],
  ['src/views/release/a.ts', '../../model/b.ts', true],
  ['src/views/release/a.ts', '../../data.ts', false],
  ['src/views/release/a.ts', '../../components/b.ts', false],
  ['src/components/A.astro', '../views/b.ts', true],
  ['src/components/A.astro', './B.astro', true],
  ['src/components/A.astro', '../data.ts', false],
  ['src/components/A.astro', '../model/b.ts', false],
  ['src/components/A.astro', 'astro:content', false],
  ['src/components/release/A.astro', '../B.astro', true],
  ['src/components/release/A.astro', '../policy/B.astro', true],
  ['src/components/release/A.astro', '../../views/release/b.ts', true],
  ['src/components/release/A.astro', '../../data.ts', false],
  ['src/components/release/A.astro', '../../pages/index.astro', false],
  ['src/layouts/A.astro', '../styles/site.css', true],
  ['src/layouts/A.astro', '../pages/index.astro', false],
  ['src/client/a.ts', '../decide/b.ts', true],
  ['src/client/a.ts', '../views/b.ts', false],
  ['scripts/a.ts', '../src/decide/b.ts', true],
  ['scripts/a.ts', '../src/views/messages.ts', true],
  ['scripts/collect/a.ts', '../../src/model/b.ts', true],
  ['scripts/collect/a.ts', 'node:fs', true],
  ['scripts/collect/a.ts', '../../src/views/links.ts', false],
  ['scripts/collect/a.ts', '../../src/data.ts', false],
  ['scripts/collect/a.ts', 'astro:content', false],
  ['src/pages/a.astro', '../data.ts', true],
]

const BODY = Array.from({ length: 58 }, (_, n) => `  console.log(${n})`).join('\n')

/** Other rules that the project leans on: folder, source, and the rule that must speak (null = none). */
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
  for (const [file, from] of IMPORTS) write(fileOf(file, from), importing(file, from))
  for (const [name, file, source] of RULES) write(fileOf(file, name), `${source}\n`)
  complaints = lint()
}, 60_000)

afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('imports point downwards', () => {
  test.each(IMPORTS)('%s imports %s: %s', (file, from, allowed) => {
    const rules = complaints.get(fileOf(file, from)) ?? []
    expect(rules.includes('lint/style/noRestrictedImports')).toBe(!allowed)
  })
})

describe('other rules', () => {
  test.each(RULES)('%s', (name, file, _source, rule) => {
    const rules = complaints.get(fileOf(file, name)) ?? []
    expect([...new Set(rules)]).toEqual(rule === null ? [] : [rule])
  })
})

/** Each case gets a file of its own beside the one it speaks of. */
function fileOf(file: string, name: string): string {
  return join(dirname(file), `${name.replace(/\W+/g, '_')}_${file.split('/').length}${extname(file)}`)
}

function importing(file: string, from: string): string {
  const statement = `import { b } from '${from}'`
  return file.endsWith('.astro')
    ? `---\n${statement}\n---\n<p>{b}</p>\n`
    : `${statement}\n\nexport const a = b\n`
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
