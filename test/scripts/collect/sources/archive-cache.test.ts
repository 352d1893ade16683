import { describe, expect, test } from 'vitest'
import { archiveReader } from '#collect/sources/archive-cache.ts'
import type { Lookup } from '#collect/sources/source.ts'
import { zipOf } from '../../parse/archives.ts'

const ZIP = zipOf({ name: 'a.json', content: '1' }, { name: 'b.json', content: '22' })
const held: Lookup = { kind: 'file', bytes: ZIP, path: 'reports.zip' }

/** Looks for files in one archive, and counts how often it had to be got. */
async function look(archive: Lookup, paths: readonly string[], most = 100) {
  let times = 0
  const inside = archiveReader()
  const hold = async () => {
    times += 1
    return archive
  }
  const found = await Promise.all(paths.map((path) => inside('key', hold, path, most)))
  return { times, found }
}

describe('files inside of an archive', () => {
  test('are found, however many are requested at once, in an archive fetched and opened once', async () => {
    const paths = ['a.json', 'b.json', ...Array.from({ length: 50 }, () => 'a.json')]
    const { times, found } = await look(held, paths)
    expect(times).toBe(1)
    expect(found[1]).toMatchObject({ kind: 'file', bytes: Buffer.from('22'), path: 'reports.zip/b.json' })
    expect(found.every((each) => each.kind === 'file')).toBe(true)
  })

  test('are absent, too large, or as unreadable as their archive', async () => {
    expect((await look(held, ['c.json'])).found).toEqual([{ kind: 'absent' }])
    expect((await look(held, ['b.json'], 1)).found).toMatchObject([{ kind: 'large', size: 2 }])
    expect((await look({ ...held, bytes: Buffer.from('no zip') }, ['a.json'])).found).toMatchObject([
      { kind: 'refused', findings: [{ code: 'archive.unknown' }] },
    ])
    expect((await look({ kind: 'link', path: 'x' }, ['a.json'])).found).toEqual([{ kind: 'link', path: 'x' }])
  })
})
