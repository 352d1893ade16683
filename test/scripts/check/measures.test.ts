import { describe, expect, test } from 'vitest'
import { importsOf } from '#check/imports.ts'
import { MEASURES } from '#check/measures.ts'

const ALIASES = { '#model/*': './src/model/*', '#views/*': './src/views/*', '#lib/*': './scripts/lib/*' }

/** What the measure of that name finds in a tree of these files. */
function measured(what: string, texts: Record<string, string>) {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }))
  const imports = files.flatMap((file) => importsOf(file, ALIASES))
  const measure = MEASURES.find((each) => each.what.startsWith(what))
  return measure?.of({ files, imports, called: [] })
}

const text = (lines: number) => 'a\n'.repeat(lines)

describe('the measures of sizes', () => {
  test('count the code, not its tests', () => {
    const files = {
      'src/a.ts': text(20),
      'src/B.astro': text(4),
      'scripts/c.ts': text(14),
      'test/d.ts': text(9),
    }
    expect(measured('files of src and scripts', files)).toBe(3)
    expect(measured('lines of src and scripts', files)).toBe(38)
    expect(measured('.ts files under 15 lines', files)).toEqual(['scripts/c.ts'])
    expect(measured('.ts files under 25 lines', files)).toEqual(['src/a.ts', 'scripts/c.ts'])
    expect(measured('lines of the longest', files)).toBe(20)
    expect(measured('lines of a .ts file', files)).toBe(20)
  })

  test('name short files that only a neighbour imports', () => {
    const use = (name: string) => `import './${name}.ts'\n`
    expect(
      measured('files of at most 60 lines with one importer', {
        'src/a/main.ts': use('lone') + use('shared') + use('long') + use('b/below'),
        'src/a/other.ts': use('shared'),
        'src/a/lone.ts': text(60),
        'src/a/shared.ts': text(60),
        'src/a/long.ts': text(61),
        'src/a/b/below.ts': text(60),
        'src/a/formats.ts': use('reader'),
        'src/a/reader.ts': text(60),
      }),
    ).toEqual(['src/a/lone.ts'])
  })
})

describe('the measures of names and imports', () => {
  test('name functions and constants that are exported under one name, but those that Astro looks for', () => {
    expect(
      measured('functions and constants exported twice', {
        'src/a.ts': 'export async function count() {}\nexport const ONE = 1\n',
        'scripts/b.ts': 'export const count = 1\nfunction own() {}\n',
        'scripts/c.ts': 'export function own() {}\n',
        'src/pages/a.json.ts': 'export const GET = 1\n',
        'src/pages/b.json.ts': 'export const GET = 1\n',
      }),
    ).toEqual(['count: src/a.ts scripts/b.ts'])
  })

  test('name types that are exported under one name', () => {
    expect(
      measured('type names exported twice', {
        'src/a.ts': 'export const Place = 1\nexport type Place = string\n',
        'src/b.ts': 'export type Own = string\n',
        'scripts/c.ts': 'export interface Place {}\nexport type Own2 = string\ntype Own = 1\n',
      }),
    ).toEqual(['Place: src/a.ts scripts/c.ts'])
  })

  test('name imports in a circle, and those that run up', () => {
    const files = {
      'src/model/a.ts': "import type { B } from './b.ts'\nimport '#views/a.ts'\n",
      'src/model/b.ts': "import type { A } from './a.ts'\n",
      'scripts/lib/c.ts': "import '#views/a.ts'\nimport '#model/a.ts'\n",
    }
    expect(measured('circles of imports', files)).toEqual(['src/model/a.ts ⇄ src/model/b.ts'])
    expect(measured('imports that break a layer', files)).toHaveLength(2)
    expect(
      measured('imports of views in scripts, but where an audit makes again what was published', files),
    ).toEqual(['scripts/lib/c.ts → #views/a.ts'])
  })

  test('name codes that have words, but stand nowhere else as a whole', () => {
    expect(
      measured('codes of findings', {
        'src/messages/codes/a.ts': "  'gate.missing': [],\n  'gate.stale': [],\n",
        'src/decide/a.ts': "finding('gate.missing')\nfinding('gate.' + what)\n",
      }),
    ).toEqual(['gate.stale'])
  })

  test('name what cites files that are not here, and who knows GitHub', () => {
    // Put together, so that this file cites nothing itself.
    const cited = ['reference', 'formats.md'].join('/')
    const files = {
      'src/a.ts': `// See ${cited} and GitHub.\n`,
      'scripts/collect/forge/github/b.ts': '// GitHub\n',
    }
    expect(measured('citations', files)).toEqual([`src/a.ts: ${cited}`])
    expect(measured('files outside', files)).toEqual(['src/a.ts'])
  })

  test('name folders that are too full', () => {
    const full = Object.fromEntries(Array.from({ length: 31 }, (_, n) => [`src/a/${n}.ts`, '']))
    expect(measured('folders', { ...full, 'src/b/a.ts': '' })).toEqual(['src/a 31'])
  })
})
