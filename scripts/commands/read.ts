import { createHash, hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Reading } from '../../src/model/evidence.ts'
import { remedy, sentence } from '../../src/views/messages.ts'
import { Fault, isSystemError } from '../collect/fault.ts'
import { printable } from '../collect/printable.ts'
import { LIMITS } from '../door/limits.ts'
import { readEvidence } from '../readers/read.ts'
import { reason, unreadable } from '../readers/reading.ts'
import { READERS } from '../readers/table.ts'

export type ReadOptions = { format?: string }

/** Mounts `catalog read` on the command line; the exit code goes to `process.exitCode`. */
export function addReadCommand(program: Command): void {
  program
    .command('read')
    .description('say what each evidence file proves: one JSON line a file; exit 0 when all passed')
    .argument('<file...>', 'evidence files, such as junit.xml or results.sarif')
    .option('--format <name>', 'reader to use for all files (default: recognized by content)')
    .action(async (files: string[], options: ReadOptions) => {
      const output = {
        line: (text: string) => console.log(text),
        error: (text: string) => console.error(text),
      }
      process.exitCode = await readCommand(files, options, output)
    })
}

export type ReadOutput = { line: (text: string) => void; error: (text: string) => void }

/**
 * Reads evidence files one after another and prints a JSON line for each.
 * @returns 0 when all passed, 1 when one did not, 2 when one could not be opened; that one is named on the side.
 * @throws Fault 2 for a format that no reader has.
 */
export async function readCommand(
  files: readonly string[],
  { format }: ReadOptions,
  output: ReadOutput,
): Promise<0 | 1 | 2> {
  if (format !== undefined && !READERS.some((reader) => reader.format === format)) {
    const known = READERS.map((reader) => reader.format).join(', ')
    throw new Fault(`--format ${printable(format)}: no reader has this name. Use one of ${known}.`)
  }
  let exitCode: 0 | 1 | 2 = 0
  for (const file of files) {
    const item = await readItem(file, format ?? null)
    if (typeof item === 'string') output.error(item)
    else output.line(asLine(item))
    if (typeof item === 'string') exitCode = 2
    else if (item.status !== 'passed' && exitCode === 0) exitCode = 1
  }
  return exitCode
}

type Item = Omit<Reading, 'reasons'> & { file: string; reasons: object[]; sha256: string; bytes: number }

/** What one file proves, or a sentence about why it could not be opened. Larger than the limit, it is only digested. */
async function readItem(file: string, format: string | null): Promise<Item | string> {
  try {
    const found = await stat(file)
    if (!found.isFile()) return `${printable(file)} is not a file. Name the files themselves.`
    if (found.size > LIMITS.evidence.bytes) {
      const why = reason('document.too_large', { bytes: found.size, max: LIMITS.evidence.bytes })
      return itemOf(file, unreadable(format ?? 'unrecognized', [why]), await digest(file), found.size)
    }
    const bytes = await readFile(file)
    return itemOf(file, readEvidence(bytes, format), hash('sha256', bytes), bytes.length)
  } catch (error) {
    if (!isSystemError(error, 'ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG')) throw error
    const isGone = isSystemError(error, 'ENOENT', 'ENOTDIR')
    return `${printable(file)} ${isGone ? 'does not exist' : 'cannot be opened'}. Check the path.`
  }
}

async function digest(file: string): Promise<string> {
  const sum = createHash('sha256')
  for await (const chunk of createReadStream(file)) sum.update(chunk)
  return sum.digest('hex')
}

function itemOf(file: string, { reasons, ...reading }: Reading, sha256: string, bytes: number): Item {
  const said = reasons.map((finding) => ({ ...finding, text: sentence(finding), remedy: remedy(finding) }))
  return { file, ...reading, reasons: said, sha256, bytes }
}

/** JSON on one line, in which characters that do not show are escaped: it is made for terminals and logs too. */
function asLine(item: Item): string {
  return JSON.stringify(item).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (char) =>
    Array.from(
      { length: char.length },
      (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  )
}
