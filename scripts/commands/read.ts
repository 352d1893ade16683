import { createReadStream } from 'node:fs'
import type { Command } from 'commander'
import { readEvidence } from '#formats/read-evidence.ts'
import { unreadable } from '#formats/reading.ts'
import { EVIDENCE_FORMATS } from '#formats/registry.ts'
import { CliError } from '#lib/cli-error.ts'
import { printable } from '#lib/text.ts'
import { remedy, sentence } from '#messages/messages.ts'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { LIMITS } from '#parse/limits.ts'
import { cannotOpen, namedFiles } from './read/arguments.ts'
import { type Taken, take } from './read/read-stream.ts'

export type ReadOptions = { format?: string }

/** Mounts `catalog read` on the command line; the exit code goes to `process.exitCode`. */
export function addReadCommand(program: Command): void {
  program
    .command('read')
    .description('say what each evidence file proves: one JSON line a file; exit 0 when all passed')
    .argument(
      '<file...>',
      'evidence files, such as junit.xml; folders, read whole in the order of names (links are not followed); - for the standard input',
    )
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
 * @param names files, folders, and `-` for the input.
 * @returns 0 when all passed, 1 when one did not, 2 when one could not be opened; that one is named on the side.
 * @throws CliError 2 for a format that no reader has.
 */
export async function readCommand(
  names: readonly string[],
  { format }: ReadOptions,
  output: ReadOutput,
  input: AsyncIterable<Uint8Array> = process.stdin,
): Promise<0 | 1 | 2> {
  if (format !== undefined && !EVIDENCE_FORMATS.some((each) => each.name === format)) {
    const known = EVIDENCE_FORMATS.map((each) => each.name).join(', ')
    throw new CliError(`--format ${printable(format)}: no reader has this name. Use one of ${known}.`)
  }
  let exitCode: 0 | 1 | 2 = 0
  for (const named of namedFiles(names)) {
    const item =
      'file' in named ? await readItem(named.file, format ?? null, named.isInput ? input : null) : named
    if ('complaint' in item) output.error(item.complaint)
    else output.line(asLine(item))
    if ('complaint' in item) exitCode = item.isMistake ? 2 : exitCode
    else if (item.status !== 'passed' && exitCode === 0) exitCode = 1
  }
  return exitCode
}

type Item = Omit<Reading, 'reasons'> & { file: string; reasons: object[]; sha256: string; bytes: number }

/** What one file, else the input that is given, proves, or a sentence about why it could not be opened. Larger than the limit, it is only digested. */
async function readItem(
  file: string,
  format: string | null,
  input: AsyncIterable<Uint8Array> | null,
): Promise<Item | ReturnType<typeof cannotOpen>> {
  try {
    const stream = input ?? createReadStream(file)
    const taken = await take(stream, LIMITS.evidence.bytes)
    return itemOf(file, readingOf(taken, format), taken.sha256, taken.size)
  } catch (error) {
    return cannotOpen(file, error)
  }
}

function readingOf({ bytes, size }: Taken, format: string | null): Reading {
  if (bytes !== null) return readEvidence(bytes, format)
  const why = finding('document.too_large', { bytes: size, max: LIMITS.evidence.bytes })
  return unreadable(format ?? 'unrecognized', [why])
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
