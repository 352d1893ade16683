import { expect, test } from 'vitest'
import { z } from 'zod'
import { type EvidenceFormat, hasMarks, isOfFormat } from '#formats/format.ts'
import { emptyReading } from '#formats/reading.ts'
import { LIMITS } from '#parse/limits.ts'
import { readXml } from '#parse/xml.ts'

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

test.each([
  ['a document with one of its marks', { b: 1 }, true],
  ['a list of such', [{ a: 1 }, {}], true],
  ['a document without', { c: 1 }, false],
  ['an inherited name', {}, false],
  ['an empty list', [], false],
  ['XML with that root', xml('<x:B xmlns:x="urn:x"/>'), true],
  ['XML with another', xml('<c><b/></c>'), false],
])('a format with marks asks its reader about %s', (_, document, isAsked) => {
  const asked: unknown[] = []
  const format: EvidenceFormat = {
    name: 'toy',
    syntax: 'json',
    marks: ['a', 'b', 'toString'],
    recognizes: (each) => asked.push(each) > 0,
    read: () => emptyReading('toy'),
    about: null,
  }
  expect(isOfFormat(format, document)).toBe(isAsked)
  expect(asked.length).toBe(isAsked ? 1 : 0)
})

function xml(text: string): unknown {
  const read = readXml(new TextEncoder().encode(text), LIMITS.evidence)
  return read.ok ? read.value : null
}
