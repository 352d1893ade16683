import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { ReliabilityTable, ROWS, tableFaults, tableLines } from '#check/reliability-table.ts'

const table = ReliabilityTable.parse(parse(readFileSync('test/reliability.yaml', 'utf8')))
const [first, ...others] = table as [ReliabilityTable[number], ...ReliabilityTable]
const named = first.tests[0] as { file: string; title: string }

/** Files as they are, but for the first test's. */
const withFirst = (text: string | null) => (file: string) =>
  file === named.file ? text : readFileSync(file, 'utf8')
const faultsOf = (rows: ReliabilityTable, textOf = withFirst(readFileSync(named.file, 'utf8'))) =>
  tableFaults(rows, textOf)

describe('the table of what can go wrong', () => {
  test('has all rows, each with tests that are run', () => {
    expect(table).toHaveLength(ROWS)
    expect(faultsOf(table)).toEqual([])
    expect(tableLines(table).filter((line) => /^ ?\d+ /.test(line))).toHaveLength(ROWS)
  })

  test('is at fault with a row too few, too many, or out of place', () => {
    expect(faultsOf(others)).toContain('row 1: it is not in its place')
    expect(faultsOf([...table, { ...first, row: ROWS + 1 }])).toEqual([
      `row ${ROWS + 1}: it is not in its place`,
    ])
    expect(faultsOf([...others, first])).not.toEqual([])
    expect(ReliabilityTable.safeParse([{ ...first, tests: [] }]).success).toBe(false)
  })

  test.each([
    ['whose file is gone', null],
    ['that is gone', "test('another', () => {})"],
    ['whose title only stands in a comment', `// ${named.title}`],
    ['that is skipped', `test.skip('${named.title}', () => {})`],
    ['that is still to be written', `test.todo('${named.title}')`],
  ])('is at fault with a test %s', (_, text) => {
    const lost = faultsOf([first, ...others], withFirst(text))
    expect(lost[0]).toBe(`row 1: ${named.file} has no test "${named.title}" that is run`)
  })
})

test('mutants of what decides and of what lets foreign bytes in are counted against a score', () => {
  const { mutate, thresholds } = JSON.parse(readFileSync('test/stryker.config.json', 'utf8'))
  expect(mutate).toEqual(expect.arrayContaining(['src/decide/**/*.ts', 'scripts/parse/**/*.ts']))
  expect(thresholds.break).toBeGreaterThanOrEqual(80)
})
