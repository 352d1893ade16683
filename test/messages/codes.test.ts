import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { PATTERNS, TABLES } from '#messages/messages.ts'

/** Names of files, members and metrics that look like codes. */
const NO_CODE = /\.(ndjson|json)$|^git\.commit$|^tests\.(total|passed|failed|errored|skipped|flaky)$/

const registered = Object.values(TABLES).flatMap((table) => Object.entries(table))
const codes = registered.map(([code]) => code)
const families = new Set(codes.map((code) => code.split('.')[0]))

/** The source by file, without the tables of messages themselves. */
const sources = globSync(['src/**/*.{ts,astro}', 'scripts/**/*.ts'])
  .filter((file) => !file.startsWith('src/messages/codes/'))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }))

/** Every text of the source that looks like a code of a family that there is. */
const written = new Set(
  sources
    .flatMap(({ text }) => [...text.matchAll(/'(([a-z0-9-]+)\.[a-z_0-9]+)'/g)])
    .flatMap(([, code = '', family = '']) => (families.has(family) && !NO_CODE.test(code) ? [code] : [])),
)

describe('every code', () => {
  test('stands in one table only, and its public text is that of no other', () => {
    expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([])
    expect(PATTERNS).toHaveLength(codes.length)
  })

  test('that is registered is written out where it is emitted, so that a search finds it', () => {
    expect(codes.filter((code) => !written.has(code))).toEqual([])
  })

  test('that is written out is registered', () => {
    expect([...written].filter((code) => !codes.includes(code))).toEqual([])
  })

  test('is given to a finding as it is, never put together', () => {
    const composed = sources.filter(({ text }) => /\bfinding\(\s*`/.test(text)).map(({ file }) => file)
    expect(composed).toEqual([])
  })

  test.each(registered)('%s has a level, a whole sentence and a remedy where one is needed', (_, message) => {
    const [level, sentence, remedy] = message
    expect(['error', 'warning', 'note']).toContain(level)
    for (const text of [sentence, remedy ?? sentence]) expect(text).toMatch(/^[["{A-Z].*[.]$/)
    expect(remedy === undefined).toBe(level === 'note')
  })
})
