import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { withoutVersion } from '#views/diagrams/smoke.ts'
import { KINDS } from './kinds.ts'

const FIXTURES = join(import.meta.dirname, 'fixtures')
const folders = readdirSync(FIXTURES).sort()

/** `group.waived` is a fixture of the kind `group`. */
function build(folder: string) {
  const kind = KINDS[folder.split('.', 1).join() as keyof typeof KINDS]
  const input = JSON.parse(readFileSync(join(FIXTURES, folder, 'input.json'), 'utf8'))
  return Reflect.apply(kind, null, input)
}

describe('the source of a diagram', () => {
  test.each(folders)('%s is as expected', async (folder) => {
    const { source, title, description } = build(folder)
    const text = `%% ${title}\n%% ${description}\n${source}`
    await expect(text).toMatchFileSnapshot(join(FIXTURES, folder, 'expected.mmd'))
  })

  test('has a fixture for each kind', () => {
    expect([...new Set(folders.map((folder) => folder.split('.', 1).join()))]).toEqual(
      Object.keys(KINDS).sort(),
    )
  })
})

describe('a text of a smoke step', () => {
  test.each([
    ['build says 1.4.0', 'build says this version'],
    ['build says v1.4.0, at last', 'build says this version, at last'],
    ['build says 1.4.0-rc.1 or 11.4.0', 'build says 1.4.0-rc.1 or 11.4.0'],
    ['log in', 'log in'],
  ])('%j does not name the version', (text, same) => {
    expect(withoutVersion(text, '1.4.0')).toBe(same)
  })
})
