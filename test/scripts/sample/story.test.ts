import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shifted, utcSeconds } from '#sample/story.ts'

describe('shifted', () => {
  test('moves across midnight and keeps the offset', () => {
    expect(shifted('2026-04-02T00:10:00+02:00', -20)).toBe('2026-04-01T23:50:00+02:00')
    expect(shifted('2026-03-01T00:10:00-05:30', -20)).toBe('2026-02-28T23:50:00-05:30')
    expect(shifted('2026-04-02T00:10:00Z', -20)).toBe('2026-04-01T23:50:00Z')
  })

  test('moves by exactly the minutes asked for', () => {
    const zone = fc.constantFrom('Z', '+02:00', '-06:00', '+05:45')
    const moment = fc.integer({ min: 0, max: 2_000_000_000 })
    fc.assert(
      fc.property(moment, zone, fc.integer({ min: -5000, max: 5000 }), (seconds, offset, minutes) => {
        const at = `${new Date(seconds * 1000).toISOString().slice(0, 19)}${offset}`
        expect(Date.parse(shifted(at, minutes)) - Date.parse(at)).toBe(minutes * 60_000)
      }),
    )
  })
})

test('utc gives the same moment with a Z', () => {
  expect(utcSeconds('2026-04-02T00:10:00+02:00')).toBe('2026-04-01T22:10:00Z')
})
