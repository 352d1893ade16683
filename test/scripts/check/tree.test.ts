import { describe, expect, test } from 'vitest'
import { countLines, findTreeViolations } from '#check/tree.ts'

const tree = (...files: [path: string, lines: number][]) =>
  files.map(([path, lines]) => ({ path, text: 'a\n'.repeat(lines) }))

describe('the shape of the tree', () => {
  test('accepts a tree in good shape', () => {
    const files = tree(['README.md', 900], ['.biome.jsonc', 400], ['src/a.ts', 80], ['src/B.astro', 300])
    expect(findTreeViolations(files)).toEqual([])
  })

  test('reports what does not belong in the root', () => {
    expect(findTreeViolations(tree(['vitest.config.ts', 3], ['docs/a.md', 3]))).toEqual([
      'docs does not belong into the root. Move it into scripts/ or test/.',
      'vitest.config.ts does not belong into the root. Move it into scripts/ or test/.',
    ])
  })

  test('reports a component that is too long', () => {
    expect(findTreeViolations(tree(['src/B.astro', 301]))).toEqual([
      'src/B.astro has 301 lines, 300 are allowed. Split it.',
    ])
  })

  test('leaves data alone', () => {
    expect(
      findTreeViolations(tree(['test/sample/story.yaml', 4000], ['public/schema/v1/dossier.json', 4000])),
    ).toEqual([])
  })

  test('counts a line by its end', () => {
    expect(['', 'a\n', 'a\nb\n'].map(countLines)).toEqual([0, 1, 2])
  })
})
