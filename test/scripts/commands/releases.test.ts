import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { listReleases } from '#commands/releases.ts'
import { collectInto, temporaryFolder } from '../collect/collecting.ts'
import { dossierSteps, dossierText } from '../collect/dossiers.ts'
import { buildRepository } from '../collect/fast-import.ts'

const content = join(temporaryFolder(), 'content')
const PLAIN = { isTerminal: false, paint: (_: string, text: string) => text }

beforeAll(async () => {
  const steps = ['1.0.0', '1.1.0'].flatMap((version) => dossierSteps(version, dossierText(version)))
  await collectInto(content, { repository: buildRepository(join(content, '../product'), steps) })
})

const list = (text: string, options = {}) =>
  listReleases(text, { content, sort: 'newest', ...options }, PLAIN)

describe('catalog releases', () => {
  test('lists what a query lets through, as a table, JSON or CSV', () => {
    expect(list('')).toMatch(/^TODAY .*\n.*@1\.1\.0.*\n.*@1\.0\.0.*\n2 of 2 releases\.\n$/)
    expect(list('version:<1.1')).toMatch(/@1\.0\.0.*\n1 of 2 releases\.\n$/)
    expect(list('version:>9')).toBe('0 of 2 releases.\n')
    expect(JSON.parse(list('latest', { json: true }))).toMatchObject([{ version: '1.1.0' }])
    expect(list('', { csv: true, sort: 'oldest' }).split('\r\n')[1]).toContain(',1.0.0,')
  })

  test('ends with a mark below the place where a text is no query', () => {
    expect(() => list('version:1 servce:x')).toThrow(/Column 11: .*\n {2}version:1 servce:x\n {12}\^{6}$/)
  })

  test('says what to run where nothing was collected', () => {
    expect(() => list('', { content: join(content, 'nowhere') })).toThrow(/Collect releases first/)
  })
})
