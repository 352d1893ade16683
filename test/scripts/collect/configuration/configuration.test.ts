import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfiguration } from '#collect/configuration/configuration.ts'
import { catalogTime } from '#lib/time.ts'
import { put, temporaryFolder, writeConfiguration } from '../collecting.ts'

const folder = temporaryFolder()
let count = 0
const fresh = () => join(folder, `${count++}`)

describe('readConfiguration', () => {
  test('reads catalog and services in order, and resolves paths from the file', () => {
    const place = fresh()
    const config = writeConfiguration(place, { repository: '../repository', artifacts: 'ci' }, [
      { id: 'b', order: 2 },
      { id: 'a', order: 2 },
      { id: 'c', order: 1 },
    ])
    const found = readConfiguration({ config })
    expect(found.services.map(({ id }) => id)).toEqual(['c', 'a', 'b'])
    expect(found.repository).toBe(join(place, '../repository'))
    expect(found.artifacts).toBe(join(place, 'ci'))
    expect(found.policies.length).toBeGreaterThan(0)
  })

  test('needs none with a repository alone, and lets that win otherwise', () => {
    expect(readConfiguration({ repository: 'x' })).toMatchObject({
      catalog: null,
      services: [],
      repository: 'x',
    })
    const config = writeConfiguration(fresh(), { repository: 'y' })
    expect(readConfiguration({ repository: 'x', config }).repository).toBe('x')
  })

  test.each([
    ['catalog.yaml', 'title: x\nrepository: y\ncolour: red\n', /catalog\.yaml[\s\S]*colour/],
    ['services/a.mdx', '---\nid: a\nname: A\nkind: deployable\nonwer: x\n---\n', /a\.mdx[\s\S]*onwer/],
    ['services/a.mdx', 'no front matter', /a\.mdx has no front matter/],
    ['services/a.mdx', '---\nid: a\nid: b\n---\n', /a\.mdx[\s\S]*"id"/],
    ['policies/p.yaml', 'id: default\n', /p\.yaml[\s\S]*version/],
  ])('names the file and key of the error in %s', (path, text, message) => {
    const place = fresh()
    const config = writeConfiguration(place, { repository: 'y' })
    put(join(place, path), text)
    expect(() => readConfiguration({ config })).toThrow(message)
  })

  test('refuses a duplicate id and an unknown policy', () => {
    const place = fresh()
    const config = writeConfiguration(place, { repository: 'y' }, [{ id: 'a' }])
    put(join(place, 'services/b.mdx'), '---\nid: a\nname: A\nkind: deployable\n---\n')
    expect(() => readConfiguration({ config })).toThrow(/b\.mdx and .*a\.mdx both say id: a/)
    const other = writeConfiguration(fresh(), { repository: 'y', policy: 'strict' })
    expect(() => readConfiguration({ config: other })).toThrow(/policy "strict"; there are: /)
  })
})

describe('catalogTime', () => {
  test('is the argument, else SOURCE_DATE_EPOCH, in UTC', () => {
    expect(catalogTime('2026-01-01T02:00:00+02:00', { SOURCE_DATE_EPOCH: '0' })).toBe('2026-01-01T00:00:00Z')
    expect(catalogTime(undefined, { SOURCE_DATE_EPOCH: '1700000000' })).toBe('2023-11-14T22:13:20Z')
    expect(catalogTime(undefined, {})).toMatch(/^20\d\d-.*:\d\dZ$/)
  })

  test.each([
    ['2026-01-01', {}],
    ['2026-01-01T00:00:00', {}],
    ['2026-02-30T00:00:00Z', {}],
    [undefined, { SOURCE_DATE_EPOCH: 'soon' }],
    [undefined, { SOURCE_DATE_EPOCH: '9999999999' }],
  ])('refuses %j %j', (given, environment) => {
    expect(() => catalogTime(given, environment)).toThrow(/must be/)
  })
})
