import { expect, test } from 'vitest'
import { z } from 'zod'
import { hasMarks } from '#formats/format.ts'

const marks = z.looseObject({ version: z.string(), runs: z.array(z.unknown()) })

test.each([
  ['with all marks', { version: '1', runs: [], more: true }, true],
  ['without one of them', { version: '1' }, false],
  ['with a mark of another kind', { version: 1, runs: [] }, false],
  ['that is null', null, false],
  ['that is a list', [1], false],
  ['that is text', 'version runs', false],
])('a document %s', (_, document, bears) => {
  expect(hasMarks(marks, document)).toBe(bears)
})
