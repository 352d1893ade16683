import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { READERS } from '../../../scripts/readers/table.ts'

const guide = readFileSync('content/guide/evidence.mdx', 'utf8')

test.each(READERS.map(({ format }) => format))('the guide says when %s counts as proof', (format) => {
  const rows = guide.split('\n').filter((line) => line.startsWith('|'))
  expect(rows.some((row) => row.split('|')[1]?.includes(`\`${format}\``))).toBe(true)
})

test('no format stands twice in the table, so that a name means one reader', () => {
  const formats = READERS.map(({ format }) => format)
  expect(formats).toEqual([...new Set(formats)])
})
