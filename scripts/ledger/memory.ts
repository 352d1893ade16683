import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { forgottenOf } from '#decide/ledger/publication.ts'
import { CliError } from '#lib/cli-error.ts'
import { readPlain } from '#lib/files.ts'
import { countOf, printable } from '#lib/text.ts'
import { LedgerHead } from '#model/ledger.ts'
import { sha256 } from './text.ts'

/** What a content folder remembers of its ledger, so that one that was cut or replaced is noticed. */
export type LedgerMemory = {
  /** As the last run left it; null when nothing says so. */
  left: LedgerHead | null
  /** As it was last seen where it is published; null when it never was. */
  published: LedgerHead | null
}

/** Where the head of the ledger stands in a content folder, as it was last seen where it is published. */
export const PUBLISHED_FILE = 'published.json'

/** What the folder remembers. A file that cannot be understood remembers nothing: the other one, and the ledger itself, still do. */
export function readMemory(content: string): LedgerMemory {
  return {
    left: headIn(join(content, 'catalog.json')),
    published: headIn(join(content, PUBLISHED_FILE)),
  }
}

/** The bytes of `published.json`. */
export function publishedText(ledger: LedgerHead): string {
  return `${JSON.stringify({ ledger })}\n`
}

/** The head that a JSON document names under `ledger`, as `catalog.json` does; null when it names none. */
export function headNamed(text: string): LedgerHead | null {
  try {
    return z.looseObject({ ledger: LedgerHead }).parse(JSON.parse(text)).ledger
  } catch {
    return null
  }
}

function headIn(file: string): LedgerHead | null {
  return existsSync(file) ? headNamed(readPlain(file).toString('utf8')) : null
}

/** The length of a ledger and the digest of its last line. @param lines without their line feeds. */
export function headOfLines(lines: readonly string[]): LedgerHead {
  const last = lines.at(-1)
  return { entries: lines.length, head: last === undefined ? null : sha256(last) }
}

/** What a ledger that should go on from a remembered head lacks of it, in words; null when it goes on from there. */
function lackOf(lines: readonly string[], remembered: LedgerHead): string | null {
  const lack = forgottenOf(lines.length, (position) => sha256(lines[position] ?? ''), remembered)
  if (lack === null) return null
  const { entries, once, found, head } = lack
  return entries < once
    ? `it has ${countOf(entries, 'entry', 'entries')} and once had ${once}, the last with digest ${head}`
    : `its entry ${once - 1} has digest ${found} and once had ${head}`
}

/**
 * Refuses a ledger that lacks what is remembered of it.
 * @param place of the ledger, for people. @param remedy what to do about it.
 * @throws CliError 1 with what differs.
 */
export function refuseForgotten(
  lines: readonly string[],
  remembered: LedgerHead | null,
  place: string,
  remedy: string,
): void {
  const lacking = remembered && lackOf(lines, remembered)
  if (lacking === null) return
  throw new CliError(
    `The ledger at ${printable(place)} lost entries: ${lacking}. Nothing was collected. ${remedy}`,
    1,
  )
}
