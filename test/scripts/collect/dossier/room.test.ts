import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { readDossier, roomOf } from '#collect/dossier/read.ts'
import { openRoom, type ReleaseRoom } from '#collect/evidence/room.ts'
import type { Source } from '#collect/sources/source.ts'
import { dossierText } from '../dossiers.ts'

const MEGABYTE = 1 << 20
const LIMITS = { run: 30 * MEGABYTE, release: 128 * MEGABYTE, looked: 1 << 30 }

/** A tree with a dossier of a size, and how often more of it was asked for than its size. */
function sourceOf(size: number) {
  const bytes = Buffer.from(dossierText('1.0.0').padEnd(size))
  const asked = { whole: 0 }
  const source: Source = {
    name: 'tree',
    dossier: async (_location, most) => {
      const path = 'release/dossier.json'
      if (size > most) return { kind: 'large', path, size }
      asked.whole += 1
      return { kind: 'file', bytes, path }
    },
    evidence: async () => null,
  }
  return { source, asked }
}

const LOCATION = { tag: 'v1.0.0', service: 'product', tree: null, dossierPath: 'release/dossier.json' }
const TAG = { tag: 'v1.0.0', version: '1.0.0', service: { id: 'product' }, findings: [] } as never

const read = (source: Source, room: ReleaseRoom) =>
  readDossier([source], TAG, { ...LOCATION, room }, async () => [])

describe('dossiers of releases that are read at a time', () => {
  test('wait for room when they are large, and are let go with their release', async () => {
    const { source, asked } = sourceOf(4 * MEGABYTE)
    const run = openRoom(LIMITS)
    const rooms = [run.open(), run.open(), run.open()] as const
    const reading = rooms.map((room) => read(source, room))
    await setTimeout(50)
    expect(asked.whole).toBe(1)
    const first = await reading[0]
    expect({ bytes: first?.source?.bytes, room: first && roomOf(first) }).toEqual({
      bytes: 4 * MEGABYTE,
      room: 24 * MEGABYTE,
    })
    for (const [n, room] of rooms.entries()) {
      expect((await reading[n])?.source?.bytes).toBe(4 * MEGABYTE)
      room.close()
    }
    expect(asked.whole).toBe(3)
  })

  test('are all read at once when they are of the size that people write', async () => {
    const { source, asked } = sourceOf(100_000)
    const run = openRoom(LIMITS)
    const found = await Promise.all(Array.from({ length: 64 }, () => read(source, run.open())))
    expect(asked.whole).toBe(64)
    expect(found.map(roomOf).every((bytes) => bytes === 0)).toBe(true)
  })

  test('are no dossier beyond the limit, for which nobody waits', async () => {
    const { source } = sourceOf(4 * MEGABYTE + 1)
    const { findings } = await read(source, openRoom({ ...LIMITS, run: 0 }).open())
    expect(findings.map(({ code }) => code)).toEqual(['dossier.too_large'])
  })
})
