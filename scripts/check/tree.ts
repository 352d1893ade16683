import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { complain } from './sizes.ts'

const NEWLINE = 10

const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'])
const paths = listed
  .toString('utf8')
  .split('\0')
  .filter((path) => path !== '' && existsSync(path))
const complaints = complain(paths.map((path) => ({ path, lines: countLines(path) })))
for (const complaint of complaints) console.error(complaint)
process.exitCode = complaints.length > 0 ? 1 : 0

function countLines(path: string): number {
  return readFileSync(path).reduce((lines, byte) => (byte === NEWLINE ? lines + 1 : lines), 0)
}
