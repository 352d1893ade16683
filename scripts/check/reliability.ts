import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { ReliabilityTable, ROWS, tableFaults, tableLines } from './reliability-table.ts'

// `node scripts/check/reliability.ts`: lists what can go wrong and the tests that hold what must happen then; fails when a
// row has none, or a test is gone. `--quiet` names only what is wrong.
const table = ReliabilityTable.parse(parse(readFileSync('test/reliability.yaml', 'utf8')))
const faults = tableFaults(table, (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null))
const tests = table.reduce((sum, row) => sum + row.tests.length, 0)

if (!process.argv.includes('--quiet')) for (const line of tableLines(table)) console.log(line)
for (const fault of faults) console.error(fault)
console.log(`${ROWS} rows, ${tests} tests that hold them, ${faults.length} faults of the table`)
process.exitCode = faults.length > 0 ? 1 : 0
