import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { listFiles } from '#lib/files.ts'
import { openMade, placesOf, TOOL, withPlaces } from '#lib/places.ts'
import { temporaryFolder } from '../collect/collecting.ts'

const folder = temporaryFolder()
const installed = '/somewhere/node_modules/release-catalog'

/** A folder with these in it. */
function folderWith(name: string, ...inside: string[]): string {
  const made = join(folder, name)
  for (const each of ['', ...inside]) mkdirSync(join(made, each), { recursive: true })
  return made
}

describe('the places of a run', () => {
  test.each([
    ['catalog', 'the checkout', TOOL],
    ['.git', 'the checkout', TOOL],
    ['release', 'the checkout', TOOL],
    ['catalog', 'a package', installed],
  ])('are those of the current folder if it holds %s, for %s', (inside, _, tool) => {
    const cwd = folderWith(`has-${inside}`, inside)
    expect(placesOf(undefined, { cwd, tool })).toEqual({
      root: cwd,
      authored: 'catalog',
      content: '.catalog/content',
      cache: '.catalog/cache',
      out: '.catalog/site',
    })
  })

  test('are in the checkout of the program where the current folder has neither', () => {
    const own = { root: null, authored: 'content', content: 'content', cache: '.cache', out: 'dist' }
    expect(placesOf(undefined, { cwd: TOOL })).toEqual(own)
    expect(placesOf('.', { cwd: TOOL })).toEqual(own)
    expect(join(folder, placesOf(undefined, { cwd: folder }).content)).toBe(join(TOOL, 'content'))
  })

  test('are never in an installed package', () => {
    expect(placesOf(undefined, { cwd: folder, tool: installed }).root).toBe(folder)
  })

  test('are in the folder that is named, whatever the current one holds', () => {
    const named = folderWith('named')
    const cwd = folderWith('other', 'catalog')
    expect(placesOf('../named', { cwd })).toMatchObject({ root: named, authored: '../named/catalog' })
    expect(() => placesOf('nowhere', { cwd })).toThrow('--root nowhere is no folder.')
  })
})

test("what is made in a user's folder stays out of git by itself", () => {
  const root = folderWith('product')
  openMade({ root })
  openMade({ root })
  expect(readFileSync(join(root, '.catalog/.gitignore'), 'utf8')).toBe('*\n')
  openMade({ root: null })
  expect(existsSync(join(folder, '.catalog'))).toBe(false)
})

test.each([[['--root', folder, 'show']], [['show', '--root', folder]]])(
  'a command finds its places among its options, and keeps what was named: %j',
  async (args) => {
    const found: unknown[] = []
    const program = withPlaces(new Command('test'))
    program
      .command('show')
      .option('--content <dir>')
      .action((options) => void found.push(options))
    await program.parseAsync([...args, '--content', 'mine'], { from: 'user' })
    expect(found).toMatchObject([{ root: folder, content: 'mine' }])
  },
)

describe('every command', () => {
  test('leaves its places to the folder that it is for: one with a default of its own would look elsewhere', () => {
    const files = [...listFiles('scripts/commands')].map((name) => join('scripts/commands', name))
    const fixed = files.filter((file) =>
      /\.option\(\s*'--(?:content|authored|out|cache)\b[^']*',\s*'[^']*',\s*'/.test(
        readFileSync(file, 'utf8'),
      ),
    )
    expect(fixed).toEqual([])
  })
})
