import { describe, expect, test } from 'vitest'
import { complain } from '#check/sizes.ts'

const tree = (...files: [path: string, lines: number][]) => files.map(([path, lines]) => ({ path, lines }))

describe('complain', () => {
  test('is content with a tree in shape', () => {
    const files = tree(['README.md', 900], ['.biome.jsonc', 400], ['src/a.ts', 80], ['src/B.astro', 300])
    expect(complain(files)).toEqual([])
  })

  test('names what does not belong into the root', () => {
    expect(complain(tree(['vitest.config.ts', 3], ['docs/a.md', 3]))).toEqual([
      'docs does not belong into the root. Move it into scripts/ or test/.',
      'vitest.config.ts does not belong into the root. Move it into scripts/ or test/.',
    ])
  })

  test('names a component that is too long', () => {
    expect(complain(tree(['src/B.astro', 301]))).toEqual([
      'src/B.astro has 301 lines, 300 are allowed. Split it.',
    ])
  })

  test('leaves data alone', () => {
    expect(complain(tree(['test/sample/story.yaml', 4000], ['public/schema/v1/dossier.json', 4000]))).toEqual(
      [],
    )
  })

  test('says when code grows long as a whole', () => {
    const files = Array.from({ length: 10 }, (_, n): [string, number] => [`src/${n}.ts`, n === 9 ? 201 : 81])
    expect(complain(tree(...files))).toEqual([
      'The median of src and scripts is 81 lines, 80 are allowed.',
      'The 90th percentile of src and scripts is 201 lines, 200 are allowed.',
    ])
  })

  test('counts tests and components apart from the tendency', () => {
    expect(complain(tree(['test/a.test.ts', 290], ['src/B.astro', 290]))).toEqual([])
  })
})
