import { extend, headOf, isForeign, type Publication } from '#decide/ledger/ledger.ts'
import { CliError } from '#lib/cli-error.ts'
import type { LedgerHead, LedgerLine } from '#model/ledger.ts'
import { ledgerText, sha256 } from './text.ts'

/** A ledger after a run: its text and lines, its head, and how many entries are new. */
export type ExtendedLedger = { text: string; lines: LedgerLine[]; head: LedgerHead; added: number }

/**
 * Makes a ledger tell of the collected releases.
 * @param lines of the text, proved.
 * @param at catalog time, UTC.
 * @throws CliError 1 for a ledger that knows none of these releases: it is another repository's.
 */
export function extendLedger(
  text: string,
  lines: readonly LedgerLine[],
  publications: readonly Publication[],
  at: string,
): ExtendedLedger {
  const entries = lines.map(({ entry }) => entry)
  if (isForeign(entries, publications)) throw new CliError(FOREIGN.replace('COUNT', String(lines.length)), 1)
  const added = extend(lines, publications, at, sha256)
  const all = [...lines, ...added]
  return { text: `${text}${ledgerText(added)}`, lines: all, head: headOf(all), added: added.length }
}

const FOREIGN =
  "The ledger has COUNT entries, and not one of the releases in it is in this repository. Nothing was collected. If the ledger is another repository's, start a new one with --new-ledger; if the tags are missing here, fetch them first (git fetch --tags)."
