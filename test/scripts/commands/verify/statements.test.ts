import { hash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Document, PublishedPlace } from '#commands/verify/published-place.ts'
import { auditStatements } from '#commands/verify/statements.ts'

const TEXT = '{"a":1}'
const PUBLICATION = '{"publication":1}'
const LINE = `${hash('sha256', TEXT)}  product/1.0.0.json\n`
const LAST = `${hash('sha256', PUBLICATION)}  publication.json\n`

/** A catalog of which only statements can be read. */
function placeOf(statements: Record<string, string>, list?: string): PublishedPlace {
  const read = async (document: Document) => {
    const name = typeof document === 'object' && 'statement' in document ? document.statement : null
    const isFile = typeof document === 'object' && 'file' in document
    const text = isFile ? PUBLICATION : name === null ? list : statements[name]
    return text === undefined ? null : Buffer.from(text)
  }
  return {
    isSite: list !== undefined,
    nameOf: (document) => (typeof document === 'string' ? document : Object.values(document).join()),
    pathOf: () => '',
    files: () => null,
    read,
    records: () => [],
    statements: () => Object.keys(statements),
  }
}

async function faults(place: PublishedPlace, expected: Record<string, string | null>) {
  const step = await auditStatements(place, new Map(Object.entries(expected)))
  return step.faults.map(({ code, args }) => [code, args['at'] ?? args['line'] ?? null])
}

describe('a statement', () => {
  test.each([
    ['as it must be', { 'product/1.0.0': TEXT }, TEXT, []],
    ['that is edited', { 'product/1.0.0': '{"a":2}' }, TEXT, [['ledger.statement_differs', 'a']]],
    [
      'that is spelled otherwise',
      { 'product/1.0.0': '{"a": 1}' },
      TEXT,
      [['ledger.statement_differs', 'its spelling']],
    ],
    ['that is no JSON', { 'product/1.0.0': '<html>' }, TEXT, [['ledger.statement_differs', 'all of it']]],
    [
      'that nests without end',
      { 'product/1.0.0': `${'['.repeat(200_000)}${']'.repeat(200_000)}` },
      TEXT,
      [['ledger.statement_differs', 'all of it']],
    ],
    ['that is gone', {}, TEXT, [['ledger.statement_missing', null]]],
    ['about what was not judged', { 'product/1.0.0': TEXT }, null, [['ledger.statement_unknown', null]]],
    ['that is rightly not there', {}, null, []],
    [
      'of nobody',
      { 'product/1.0.0': TEXT, 'product/6.6.6': TEXT },
      TEXT,
      [['ledger.statement_unknown', null]],
    ],
  ] as [string, Record<string, string>, string | null, unknown[]][])(
    '%s',
    async (_, lying, expected, found) => {
      expect(await faults(placeOf(lying), { 'product/1.0.0': expected })).toEqual(found)
    },
  )
})

describe('the list of statements', () => {
  test.each([
    ['as it must be', `${LINE}${LAST}`, []],
    ['with another digest', `${LINE.replace(/^./, 'g')}${LAST}`, [['ledger.statement_list_differs', 1]]],
    ['with a line too many', `${LINE}${LINE}${LAST}`, [['ledger.statement_list_differs', 2]]],
    ['without its last line', LINE, [['ledger.statement_list_differs', 2]]],
    ['without its end', `${LINE}${LAST}`.trimEnd(), [['ledger.statement_list_differs', 2]]],
  ])('of a site, %s', async (_, list, found) => {
    const place = placeOf({ 'product/1.0.0': TEXT }, list)
    expect(await faults(place, { 'product/1.0.0': TEXT, 'product/0.9.0': null })).toEqual(found)
  })

  test('of a site is missed, and of a content folder is not', async () => {
    const place = placeOf({ 'product/1.0.0': TEXT })
    expect(await faults({ ...place, isSite: true }, { 'product/1.0.0': TEXT })).toEqual([
      ['ledger.statement_list_missing', null],
    ])
    expect(await faults(place, { 'product/1.0.0': TEXT })).toEqual([])
  })
})
