import { describe, expect, test } from 'vitest'
import { importCycles, importsOf, type SourceText } from '#check/imports.ts'
import { findImportViolations } from '#check/layers.ts'

const ALIASES = {
  '#model/*': './src/model/*',
  '#decide/*': './src/decide/*',
  '#messages/*': './src/messages/*',
  '#views/*': './src/views/*',
  '#data/*': './src/data/*',
  '#diagram/*': './src/diagram/*',
  '#components/*': './src/components/*',
  '#client/*': './src/client/*',
  '#lib/*': './scripts/lib/*',
  '#parse/*': './scripts/parse/*',
  '#verify/*': './scripts/verify/*',
  '#formats/*': './scripts/formats/*',
  '#store/*': './scripts/store/*',
  '#ledger/*': './scripts/ledger/*',
  '#collect/*': './scripts/collect/*',
  '#commands/*': './scripts/commands/*',
}

const importsIn = (...files: SourceText[]) => files.flatMap((file) => importsOf(file, ALIASES))
const violations = (path: string, text: string) => findImportViolations(importsIn({ path, text }))

/** A file and an import that its layer allows, and one that it refuses. */
const RULES: readonly [file: string, allowed: string, refused: string][] = [
  ['src/model/a.ts', 'zod', 'semver/functions/parse.js'],
  ['src/model/a.ts', './b.ts', '#decide/verdict/b.ts'],
  ['src/decide/a.ts', '#model/b.ts', '#messages/b.ts'],
  ['src/decide/verdict/a.ts', 'semver/functions/parse.js', 'zod'],
  ['src/decide/verdict/a.ts', 'canonicalize', 'node:crypto'],
  ['src/decide/verdict/a.ts', '../lib/b.ts', '../../model/b.ts'],
  ['src/messages/a.ts', '#decide/verdict/b.ts', '#views/b.ts'],
  ['src/views/release/a.ts', '#messages/b.ts', '#data/b.ts'],
  ['src/views/release/a.ts', '../service/b.ts', '#components/B.astro'],
  ['src/views/a.ts', '#decide/history/b.ts', 'node:path'],
  ['src/views/a.ts', '#model/b.ts', 'astro:content'],
  ['src/data/a.ts', 'astro:content', '#components/B.astro'],
  ['src/diagram/draw/a.ts', 'mermaid', 'astro'],
  ['src/diagram/a.ts', './draw/b.ts', '#model/b.ts'],
  ['src/client/a.ts', '#decide/history/b.ts', '#views/b.ts'],
  ['src/components/release/a.ts', '#views/b.ts', '#model/b.ts'],
  ['src/pages/a.ts', '#data/b.ts', '#lib/b.ts'],
  ['src/content.config.ts', 'astro/loaders', '#views/b.ts'],
  ['scripts/lib/a.ts', '#messages/b.ts', '#parse/b.ts'],
  ['scripts/parse/a.ts', '#lib/b.ts', '#formats/b.ts'],
  ['scripts/verify/a.ts', '#parse/b.ts', '#formats/b.ts'],
  ['scripts/formats/tests/a.ts', '#verify/b.ts', '#store/b.ts'],
  ['scripts/store/a.ts', '#lib/b.ts', '#ledger/b.ts'],
  ['scripts/ledger/a.ts', '#store/b.ts', '#collect/b.ts'],
  ['scripts/collect/git/a.ts', '#ledger/b.ts', '#commands/b.ts'],
  ['scripts/commands/a.ts', '#collect/b.ts', '#components/b.ts'],
  ['scripts/build/a.ts', '#diagram/b.ts', '#views/b.ts'],
  ['scripts/collect/a.ts', 'node:fs', 'astro:content'],
  ['scripts/catalog.ts', '#commands/b.ts', '#views/b.ts'],
]

describe('the layers', () => {
  test.each(RULES)('let %s import %s, but not %s', (file, allowed, refused) => {
    expect(violations(file, `import { b } from '${allowed}'`)).toEqual([])
    expect(violations(file, `import { b } from '${refused}'`)).toHaveLength(1)
  })

  test.each([
    ['a type', 'src/model/a.ts', "import type { B } from '#decide/b.ts'"],
    ['a type in place', 'src/model/a.ts', "export type A = import('#decide/b.ts').B"],
    ['what is exported again', 'src/model/a.ts', "export { b } from '#decide/b.ts'"],
    ['what is imported late', 'src/model/a.ts', "export const a = () => import('#decide/b.ts')"],
    [
      'the front matter of a component',
      'src/components/A.astro',
      "---\nimport { b } from '#data/b.ts'\n---\n<p />",
    ],
    [
      'a script of a component',
      'src/components/A.astro',
      "<p />\n<script>\n  import '#data/b.ts'\n</script>",
    ],
    ['the source of a script', 'src/components/A.astro', '<script src="../data/b.ts"></script>'],
    ['a page of the guide', 'content/guide/a.mdx', "import B from '#data/b.ts'\n\n# Text"],
  ])('see %s', (_name, path, text) => {
    expect(violations(path, text)).toHaveLength(1)
  })

  test('do not mistake text for an import', () => {
    const mdx = "# Text\n\n```ts\nimport { b } from '#data/b.ts'\n```\n"
    expect(violations('content/guide/a.mdx', mdx)).toEqual([])
    expect(violations('src/model/a.ts', "// import { b } from '#data/b.ts'\nexport const a = 1")).toEqual([])
  })

  test('require a relative path inside a folder, and # across folders', () => {
    expect(violations('src/decide/verdict/a.ts', "import '#decide/lib/b.ts'")).toHaveLength(1)
    expect(violations('src/decide/verdict/a.ts', "import '../../model/b.ts'")).toHaveLength(1)
  })

  test('require a layer for each folder', () => {
    expect(violations('src/news/a.ts', "import 'zod'")).toEqual([
      'src/news/a.ts is in no layer. Give its folder one in scripts/check/layers.ts.',
    ])
  })

  test('refuse files that import each other, even if only for types', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => `src/model/${name}.ts`) as [string, string, string]
    const circle = importsIn(
      { path: a, text: "import type { B } from './b.ts'" },
      { path: b, text: "import type { A } from './c.ts'" },
      { path: c, text: "import type { A } from './a.ts'" },
    )
    expect(importCycles(circle)).toEqual([[a, b, c]])
    expect(importCycles(circle.slice(1))).toEqual([])
  })
})
