import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { forEachAtOnce } from '#lib/pool.ts'

test('every item gets its turn, and no more than so many at a time', async () => {
  let running = 0
  let most = 0
  const done: number[] = []
  await forEachAtOnce([1, 2, 3, 4, 5], 2, async (item) => {
    most = Math.max(most, ++running)
    await setTimeout(0)
    running -= 1
    done.push(item)
  })
  expect({ done: done.sort(), most }).toEqual({ done: [1, 2, 3, 4, 5], most: 2 })
})

test('the first failure is told once nothing is under way, and nothing begins after it', async () => {
  const log: string[] = []
  const failing = forEachAtOnce([1, 2, 3, 4], 2, async (item) => {
    log.push(`begin ${item}`)
    await setTimeout(item === 1 ? 0 : 20)
    log.push(`end ${item}`)
    throw new Error(`${item}`)
  })
  await expect(failing).rejects.toThrow('1')
  expect(log).toEqual(['begin 1', 'begin 2', 'end 1', 'end 2'])
})
