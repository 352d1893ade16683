import { z } from 'zod'

/** A test by its file and its title as it is written there. */
const NamedTest = z.strictObject({ file: z.string().regex(/^test\/.+\.test\.ts$/), title: z.string().min(3) })

/** The rows of `test/reliability.yaml`: what can go wrong, what must happen then, and which tests hold that. */
export const ReliabilityTable = z.array(
  z.strictObject({
    row: z.int().min(1),
    fault: z.string().min(3),
    expected: z.string().min(3),
    tests: z.array(NamedTest).min(1),
  }),
)
export type ReliabilityTable = z.infer<typeof ReliabilityTable>

/** How many rows there are. */
export const ROWS = 48

/**
 * Everything that is wrong with the table, in words: a row that is missing, twice or out of place, and a test that is not in
 * its file, or is skipped there.
 * @param textOf the text of a test file; null when there is none.
 */
export function tableFaults(table: ReliabilityTable, textOf: (file: string) => string | null): string[] {
  const places = Array.from({ length: Math.max(ROWS, table.length) }, (_, place) => place + 1)
  const missing = places
    .filter((row) => table[row - 1]?.row !== row || row > ROWS)
    .map((row) => `row ${row}: it is not in its place`)
  const lost = table.flatMap(({ row, tests }) =>
    tests
      .filter(({ file, title }) => !holds(textOf(file), title))
      .map(({ file, title }) => `row ${row}: ${file} has no test "${title}" that is run`),
  )
  return [...missing, ...lost]
}

/** A title is the first text of a call; that of a skipped one holds nothing. */
function holds(text: string | null, title: string): boolean {
  const call = text === null ? -1 : text.search(new RegExp(`[(\\s](['"\`])${escaped(title)}\\1`))
  return call >= 0 && !/\.(skip|todo|fails)(\.each)?\(?\s*$/.test(text?.slice(0, call + 1) ?? '')
}

function escaped(title: string): string {
  return title.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** The table for people, a row a line and its tests below it. */
export function tableLines(table: ReliabilityTable): string[] {
  return table.flatMap(({ row, fault, expected, tests }) => [
    `${String(row).padStart(2)}  ${fault}: ${expected}.`,
    ...tests.map(({ file, title }) => `      ${file}: ${title}`),
  ])
}
