import { describe, expect, test } from 'vitest'
import { locate } from '#collect/evidence/locate.ts'
import { openRoom } from '#collect/evidence/room.ts'
import type { Source } from '#collect/sources/source.ts'
import { aReference } from '../listing.ts'

const LIMITS = { run: 10, release: 8, looked: 20 }

/** Settles, or says that it waits. */
async function state<T>(asked: Promise<T>): Promise<T | 'waits'> {
  return Promise.race([asked, new Promise<'waits'>((done) => setTimeout(() => done('waits'), 5))])
}

describe('a release', () => {
  test('gets room up to its share, and from then on none at all', async () => {
    const room = openRoom(LIMITS).open()
    expect([await room.take(5), await room.take(3), room.isSpent()]).toEqual([true, true, false])
    expect([await room.take(1), room.isSpent()]).toEqual([false, true])
    room.give(8)
    expect(await room.take(1)).toBe(false)
  })

  test('may look at more than it holds, up to a limit too', async () => {
    const room = openRoom(LIMITS).open()
    for (const _ of [1, 2]) expect(await room.look(9, async () => 'seen')).toBe('seen')
    expect(await room.look(9, async () => 'seen')).toBeNull()
  })

  test('does one thing after the other, in the order in which they are asked for', async () => {
    const room = openRoom(LIMITS).open()
    const done: number[] = []
    const slow = (n: number) => () =>
      new Promise<void>((go) => setTimeout(() => go(void done.push(n)), 10 - n))
    await Promise.allSettled([
      room.inTurn(slow(1)),
      room.inTurn(() => Promise.reject(2)),
      room.inTurn(slow(9)),
    ])
    expect(done).toEqual([1, 9])
  })
})

describe('a run', () => {
  test('lets later releases wait for room, and never an earlier one for them', async () => {
    const run = openRoom(LIMITS)
    const [first, second, third] = [run.open(), run.open(), run.open()]
    expect(await second.take(8)).toBe(true)
    const waiting = third.take(4)
    expect(await state(waiting)).toBe('waits')
    // More than there is: all others may have to wait for this one.
    expect(await state(first.take(8))).toBe(true)
    first.close()
    expect(await state(waiting)).toBe('waits')
    second.keepOnly(2)
    expect(await state(waiting)).toBe(true)
  })

  test('makes an earlier release that is done let the next one exceed', async () => {
    const run = openRoom(LIMITS)
    const [first, second, third] = [run.open(), run.open(), run.open()]
    await first.take(2)
    await third.take(8)
    const waiting = second.take(8)
    expect(await state(waiting)).toBe('waits')
    first.close()
    expect(await state(waiting)).toBe(true)
  })
})

describe('a file', () => {
  const source: Source = {
    name: 'tree',
    dossier: async () => ({ kind: 'absent' }),
    evidence: async (_, { path = '' }) => ({ kind: 'file', bytes: Buffer.alloc(4), path }),
  }
  const home = { tag: 'v1', service: 'a', tree: null, dossierPath: 'd.json' }

  test('is unreadable for want of room, and the limit is named', async () => {
    const room = openRoom(LIMITS).open()
    const found = await Promise.all(
      ['a', 'b', 'c'].map((path) => locate([source], { ...home, room }, { ...aReference(path), path })),
    )
    expect(found.map(({ status, bytes }) => [status, bytes?.length])).toEqual([
      [null, 4],
      [null, 4],
      ['unreadable', undefined],
    ])
    expect(found[2]?.reasons).toMatchObject([{ code: 'evidence.no_room', args: { path: 'c' } }])
  })
})
