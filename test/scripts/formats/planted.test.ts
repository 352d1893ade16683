import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readEvidence } from '#formats/read-evidence.ts'
import { PLANTS, planted } from './planted.ts'

const ROOT = join(import.meta.dirname, 'fixtures')
const read = (text: string) => readEvidence(new TextEncoder().encode(text), null)

/** Every green file among the fixtures. */
const GREEN = readdirSync(ROOT).flatMap((format) =>
  readdirSync(join(ROOT, format)).flatMap((name) => {
    const folder = join(ROOT, format, name)
    const input = readdirSync(folder).find((file) => file.startsWith('input.')) ?? ''
    const text = readFileSync(join(folder, input), 'utf8')
    const reading = read(text)
    return reading.status === 'passed' ? [{ name: `${format}/${name}`, format: reading.format, text }] : []
  }),
)

describe('one planted defect turns a green file', () => {
  test.each(GREEN)('$name', ({ format, text }) => {
    const all = planted(text, format)
    expect(all.length).toBeGreaterThan(0)
    expect(all.filter((each) => read(each.text).status === 'passed').map(({ how }) => how)).toEqual([])
  })

  test('in each format that has a green file', () => {
    expect(new Set(GREEN.map(({ format }) => format))).toEqual(new Set(Object.keys(PLANTS)))
  })
})
