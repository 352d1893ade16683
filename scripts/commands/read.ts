import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Command } from 'commander'
import { readEvidence } from '#formats/read-evidence.ts'
import { unreadable } from '#formats/reading.ts'
import { EVIDENCE_FORMATS } from '#formats/registry.ts'
import { CliError } from '#lib/cli-error.ts'
import { type Display, displayOf } from '#lib/terminal.ts'
import { printable } from '#lib/text.ts'
import { remedy, sentence } from '#messages/messages.ts'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { LIMITS } from '#parse/limits.ts'
import { cannotOpen, namedFiles } from './read/arguments.ts'
import { type FileReading, tableFoot, tableHead, tableRows } from './read/table.ts'

export type ReadOptions = { format?: string; json?: boolean }

/** Mounts `catalog read` on the command line; the exit code goes to `process.exitCode`. */
export function addReadCommand(program: Command): void {
  program
    .command('read')
    .description('say what each evidence file proves; exit 0 when all passed')
    .argument(
      '<file...>',
      'evidence files, such as junit.xml; folders, read whole in the order of names (links are not followed); - for the standard input',
    )
    .option('--format <name>', 'reader to use for all files (default: recognized by content)')
    .option('--json', 'one JSON line a file, as in a pipe, instead of the table of a terminal')
    .action(async (files: string[], options: ReadOptions) => {
      const output = {
        line: (text: string) => console.log(text),
        error: (text: string) => console.error(text),
        display: displayOf(process.stdout),
      }
      process.exitCode = await readCommand(files, options, output)
    })
}

/** Where lines go, those about files that cannot be opened on the side. */
export type ReadOutput = {
  line: (text: string) => void
  error: (text: string) => void
  display: Display
}

/**
 * Reads evidence files one after another and prints what each proves: rows of a table on a terminal, else a JSON line.
 * @param names files, folders, and `-` for the input.
 * @returns 0 when all passed, 1 when one did not, 2 when one could not be opened; that one is named on the side.
 * @throws CliError 2 for a format that no reader has.
 */
export async function readCommand(
  names: readonly string[],
  { format, json = false }: ReadOptions,
  { line, error, display }: ReadOutput,
  input: AsyncIterable<Uint8Array> = process.stdin,
): Promise<0 | 1 | 2> {
  requireFormat(format)
  const isTable = display.isTerminal && !json
  const counts = { passed: 0, others: 0, unopened: 0 }
  if (isTable) line(tableHead(display))
  for (const named of namedFiles(names)) {
    const item =
      'file' in named ? await readItem(named.file, format ?? null, named.isInput ? input : null) : named
    if ('complaint' in item) {
      error(item.complaint)
      if (item.isMistake) counts.unopened += 1
    } else {
      for (const text of isTable ? tableRows(item, display) : [jsonLine(item)]) line(text)
      counts[item.status === 'passed' ? 'passed' : 'others'] += 1
    }
  }
  if (isTable) line(tableFoot(counts))
  return counts.unopened > 0 ? 2 : counts.others > 0 ? 1 : 0
}

function requireFormat(format: string | undefined): void {
  if (format === undefined || EVIDENCE_FORMATS.some((each) => each.name === format)) return
  const known = EVIDENCE_FORMATS.map((each) => each.name).join(', ')
  throw new CliError(`--format ${printable(format)}: no reader has this name. Use one of ${known}.`)
}

/** What one file, else the input that is given, proves, or a sentence about why it could not be opened. Larger than the limit, it is only digested. */
async function readItem(
  file: string,
  format: string | null,
  input: AsyncIterable<Uint8Array> | null,
): Promise<FileReading | ReturnType<typeof cannotOpen>> {
  try {
    const stream = input ?? createReadStream(file)
    const { bytes, sha256, size } = await readWhole(stream, LIMITS.evidence.bytes)
    return fileReading(file, readingOf(bytes, size, format), sha256, size)
  } catch (error) {
    return cannotOpen(file, error)
  }
}

/** Reads a stream to its end and digests it; its bytes are null when there are more of them than `most`. */
async function readWhole(
  stream: AsyncIterable<Uint8Array>,
  most: number,
): Promise<{ bytes: Buffer | null; sha256: string; size: number }> {
  const sum = createHash('sha256')
  let kept: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    sum.update(chunk)
    size += chunk.length
    if (size <= most) kept.push(chunk)
    else kept = []
  }
  return { bytes: size <= most ? Buffer.concat(kept) : null, sha256: sum.digest('hex'), size }
}

function readingOf(bytes: Buffer | null, size: number, format: string | null): Reading {
  if (bytes !== null) return readEvidence(bytes, format)
  const why = finding('document.too_large', { bytes: size, max: LIMITS.evidence.bytes })
  return unreadable(format ?? 'unrecognized', [why])
}

function fileReading(
  file: string,
  { reasons, ...reading }: Reading,
  sha256: string,
  bytes: number,
): FileReading {
  const told = reasons.map((each) => ({ ...each, text: sentence(each), remedy: remedy(each) }))
  return { file, ...reading, reasons: told, sha256, bytes }
}

/** JSON on one line, in which characters that do not show are escaped: it is made for terminals and logs too. */
function jsonLine(item: FileReading): string {
  return JSON.stringify(item).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (char) =>
    Array.from(
      { length: char.length },
      (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  )
}
