import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EVIDENCE_FORMATS } from '#formats/registry.ts'

const guide = readFileSync('content/guide/evidence.mdx', 'utf8')

test.each([...new Set(EVIDENCE_FORMATS.map(({ name }) => name))])(
  'the guide says when %s counts as proof',
  (format) => {
    const rows = guide.split('\n').filter((line) => line.startsWith('|'))
    expect(rows.some((row) => row.split('|')[1]?.includes(`\`${format}\``))).toBe(true)
  },
)

test('no format is registered twice for one syntax, so that a name means one reader', () => {
  const formats = EVIDENCE_FORMATS.map(({ name, syntax }) => `${name} in ${syntax}`)
  expect(formats).toEqual([...new Set(formats)])
})
