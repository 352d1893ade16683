import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readInputs } from '#collect/configuration/inputs.ts'
import { put, temporaryFolder } from '../collecting.ts'

const file = (register: string, ...ids: string[]) =>
  `register: ${register}\ntitle: It\nitems:\n${ids.map((id) => `  - { id: ${id}, title: It, state: open }\n`).join('')}`

test('registers are read in their usual order, whatever their files are called; no folder holds none', () => {
  const folder = temporaryFolder()
  put(join(folder, 'a.yaml'), file('tech-debt', 'TD-1'))
  put(join(folder, 'b.yaml'), file('assumptions', 'A-1', 'A-2'))
  expect(readInputs(folder).map(({ register, items }) => [register, items.length])).toEqual([
    ['assumptions', 2],
    ['tech-debt', 1],
  ])
  expect(readInputs(join(folder, 'none'))).toEqual([])
  expect(readInputs(null)).toEqual([])
})

test.each([
  ['a register', file('tech-debt', 'TD-2'), /both hold register: tech-debt/],
  ['an id', file('assumptions', 'TD-1'), /both hold an item TD-1/],
  ['a word that nobody knows', 'register: wishes\ntitle: It\n', /b\.yaml/],
])('%s twice, or wrong, stops the run and names the file', (_, text, message) => {
  const folder = temporaryFolder()
  put(join(folder, 'a.yaml'), file('tech-debt', 'TD-1'))
  put(join(folder, 'b.yaml'), text)
  expect(() => readInputs(folder)).toThrow(message)
})
