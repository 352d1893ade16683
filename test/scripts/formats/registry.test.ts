import { expect, test } from 'vitest'
import { EVIDENCE_FORMATS } from '#formats/registry.ts'

test('no format is registered twice for one syntax, so that a name means one reader', () => {
  const formats = EVIDENCE_FORMATS.map(({ name, syntax }) => `${name} in ${syntax}`)
  expect(formats).toEqual([...new Set(formats)])
})
