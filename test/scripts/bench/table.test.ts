import { describe, expect, test } from 'vitest'
import { cpuRatios, median, memoryRow, tableText } from '#bench/table.ts'

const cost = (cpu: number) => ({ cpu, memory: cpu * 1_000_000 })

describe('median', () => {
  test('takes the middle, the lower of two', () => {
    expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([10, 9])]).toEqual([2, 2, 9])
  })
})

describe('cpuRatios', () => {
  test('compares inside each round', () => {
    const rounds = [
      { ours: cost(10), git: cost(10) },
      { ours: cost(30), git: cost(15) },
    ]
    expect(cpuRatios(rounds, 'ours', 'git')).toEqual([1, 2])
  })
})

describe('the table', () => {
  test('puts median, range, budget and verdict beside each number', () => {
    const rows = [
      { what: 'collecting', unit: 's', values: [9, 1, 2] },
      { what: '  against git', unit: '×', values: [5], most: 5 },
      { what: '  against others', unit: '×', values: [3.31, 3.305, 3.2], most: 3.3 },
    ] as const
    expect(tableText(rows).split('\n')).toEqual([
      '                  median      range   budget',
      'collecting         2.0 s    1.0-9.0',
      '  against git     5.00 ×  5.00-5.00    ≤ 5 ×     met',
      '  against others  3.31 ×  3.20-3.31  ≤ 3.3 ×  missed',
    ])
  })

  test('holds peak memory against 1.2 GB, in decimal megabytes', () => {
    expect(tableText([memoryRow([cost(1200)])])).toMatch(/1200 MB .* met$/)
    expect(tableText([memoryRow([cost(1201)])])).toMatch(/1201 MB .* missed$/)
  })
})
