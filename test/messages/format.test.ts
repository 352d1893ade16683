import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { number } from '#messages/format.ts'

const intl = new Intl.NumberFormat('en', { maximumFractionDigits: 3 })

describe('a number', () => {
  test('is formatted in English, with at most three decimals', () => {
    const numbers = [0, 7, 999, 1000, 1_234_567, 0.42, 1310.5, 0.0004, 2.34567, 1e21, -3, Number.NaN]
    expect(numbers.map(number)).toEqual(numbers.map((each) => intl.format(each)))
    expect(number(1_310.5)).toBe('1,310.5')
  })

  test('is written like Intl does, whatever it is', () => {
    const thousandths = fc.integer({ min: 0, max: 1e12 }).map((n) => n / 1000)
    fc.assert(
      fc.property(fc.oneof(thousandths, fc.double({ noNaN: true }), fc.maxSafeNat()), (value) => {
        expect(number(value)).toBe(intl.format(value === 0 ? 0 : value))
      }),
    )
  })
})
