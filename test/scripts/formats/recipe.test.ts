import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

/** The recipes of `.github/CONTRIBUTING.md`: title, and the text below it. */
const recipes = new Map(
  readFileSync('.github/CONTRIBUTING.md', 'utf8')
    .split(/^### /m)
    .slice(1)
    .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n'))]),
)

/** The files and folders that the steps of a recipe name first. */
function pathsOf(recipe: string): string[] {
  return [...recipe.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, path = '']) => path)
}

describe('the recipes for contributors', () => {
  test('are one each for a format, a gate, a page, a column, a source, a forge and a message', () => {
    expect([...recipes.keys()]).toEqual([
      'Add a format',
      'Add a gate',
      'Add a page',
      'Add a column of the release list',
      'Add a source',
      'Add a forge',
      'Add a message',
    ])
  })

  test.each([...recipes])('%s: names at most four files or folders, all of which exist', (title, recipe) => {
    // A gate has two lists: one for a gate alone, one for a new rule.
    for (const list of recipe.split(/^For a new rule/m)) {
      const paths = pathsOf(list)
      expect(paths.length).toBeGreaterThan(1)
      expect(paths.length).toBeLessThanOrEqual(4)
      // The reader itself is what the recipe adds.
      const old = title === 'Add a format' ? [dirname(paths[0] ?? ''), ...paths.slice(1)] : paths
      // Whoever takes the catalog over may rewrite all of content/.
      const ours = old.filter((path) => !path.startsWith('content/'))
      expect(ours.filter((path) => !existsSync(path))).toEqual([])
    }
  })
})

describe('a format added by its recipe', () => {
  const folder = mkdtempSync(join(tmpdir(), 'recipe-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test('is read, by its content and by its name', () => {
    const recipe = recipes.get('Add a format') ?? ''
    const [reader = '', registration = ''] = codeBlocks(recipe)
    const [path = '', registry = ''] = pathsOf(recipe)
    for (const part of ['package.json', 'scripts', 'src'])
      cpSync(part, join(folder, part), { recursive: true })
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
    writeFileSync(join(folder, path), reader)
    register(join(folder, registry), registration)
    expect(
      read([
        ['{"toyVersion":1,"passed":3,"failed":0}', null],
        ['{"toyVersion":1,"passed":3,"failed":1}', 'toy'],
        ['{"toyVersion":1,"passed":0,"failed":0}', null],
        ['{"toyVersion":1}', 'toy'],
      ]),
    ).toEqual(['toy passed', 'toy failed', 'toy unknown', 'toy unreadable'])
  })

  /** Reads texts in the copy, in a process of its own: format and status of each. */
  function read(given: [text: string, format: string | null][]): string[] {
    const script = [
      "import { readEvidence } from './scripts/formats/read-evidence.ts'",
      `const read = ([text, format]) => readEvidence(new TextEncoder().encode(text), format)`,
      `const readings = ${JSON.stringify(given)}.map(read)`,
      "console.log(JSON.stringify(readings.map(({ format, status }) => format + ' ' + status)))",
    ]
    const args = ['--input-type=module', '--eval', script.join('\n')]
    return JSON.parse(execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }))
  }
})

/** The blocks of TypeScript in a list, without their indentation. */
function codeBlocks(recipe: string): string[] {
  return [...recipe.matchAll(/^ {3}```ts\n([\s\S]*?)^ {3}```$/gm)].map(([, code = '']) =>
    code.replaceAll(/^ {3}/gm, ''),
  )
}

/** Puts the first line of a registration before the registry's imports, and the second before its first format. */
function register(file: string, registration: string): void {
  const [line = '', entry = ''] = registration.trim().split('\n')
  const text = readFileSync(file, 'utf8')
  const registered = text.replace(/(EvidenceFormat\[\] = \[)/, (start) => `${start}\n  ${entry}`)
  writeFileSync(file, `${line}\n${registered}`)
}
