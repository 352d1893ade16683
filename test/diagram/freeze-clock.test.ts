import { beforeAll, expect, test } from 'vitest'
import { freezeClock, seedRandom } from '#diagram/freeze-clock.ts'

const before = Date.now()
beforeAll(freezeClock)

test('it is always the same time', () => {
  expect(Date.now()).toBe(Date.UTC(2000, 0, 1))
  expect(new Date().toISOString()).toBe('2000-01-01T00:00:00.000Z')
  expect(before).toBeGreaterThan(Date.now())
})

test('local time is UTC', () => {
  const date = new Date(2026, 6, 1, 12, 30)
  expect(date.toISOString()).toBe('2026-07-01T12:30:00.000Z')
  expect([date.getHours(), date.getDate(), date.getMonth(), date.getTimezoneOffset()]).toEqual([12, 1, 6, 0])
  date.setDate(32)
  expect(date.toISOString()).toBe('2026-08-01T12:30:00.000Z')
})

test('dates are still read and copied', () => {
  expect(new Date('2026-05-01').getTime()).toBe(Date.UTC(2026, 4, 1))
  expect(new Date(new Date(5)).getTime()).toBe(5)
  expect(new Date()).toBeInstanceOf(Date)
})

test('random numbers start over with each drawing', () => {
  const three = () => [Math.random(), Math.random(), Math.random()]
  seedRandom()
  const first = three()
  seedRandom()
  expect(three()).toEqual(first)
  expect(new Set(first).size).toBe(3)
})
