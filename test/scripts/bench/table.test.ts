import { describe, expect, test } from 'vitest'
import { costs, growth, median, ratio } from '#bench/table.ts'

const cost = (cpu: number) => ({ wall: cpu * 2, cpu, memory: cpu * 1_000_000 })

describe('median', () => {
  test('takes the middle, the lower of two', () => {
    expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([10, 9])]).toEqual([2, 2, 9])
  })
})

describe('ratio', () => {
  test('compares inside each round before it takes the middle', () => {
    const rounds = [
      { ours: cost(10), bare: cost(10) },
      { ours: cost(30), bare: cost(15) },
      { ours: cost(90), bare: cost(30) },
    ]
    expect(ratio(rounds, 'cpu')).toBe('2.00 (1.00-3.00)')
  })
})

describe('costs', () => {
  test('names each unit', () => {
    expect(costs([cost(1), cost(2), cost(9)])).toBe('4.0 s wall, 2.0 s cpu, 2 MB')
  })
})

describe('growth', () => {
  test('gives the cost of one more release between the sizes, and its growth', () => {
    expect(growth([10, 100, 1000], [1, 1.9, 19.9])).toBe(
      'one more release: 10.00 ms from 10 to 100, 20.00 ms from 100 to 1000; 2.00 times',
    )
  })
})
