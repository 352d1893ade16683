import { extend, headOf, isForeign, type Publication } from '#decide/ledger/ledger.ts'
import { CliError } from '#lib/cli-error.ts'
import type { LedgerHead } from '#model/ledger.ts'
import type { CollectedRelease } from '#store/state.ts'
import { LEDGER_FILE, proved } from './base.ts'
import { ledgerText, sha256 } from './text.ts'

/** A ledger after a run: its text, its head, and how many entries are new. */
export type ExtendedLedger = { text: string; head: LedgerHead; added: number }

/**
 * Makes a ledger tell of the collected releases.
 * @param at catalog time, UTC.
 * @throws CliError 1 for a broken chain, and for one that knows none of these releases: it is another repository's.
 */
export function extendLedger(
  text: string,
  releases: readonly CollectedRelease[],
  at: string,
): ExtendedLedger {
  const lines = proved(text, LEDGER_FILE)
  const publications = releases.map(publicationOf)
  const entries = lines.map(({ entry }) => entry)
  if (isForeign(entries, publications)) throw new CliError(FOREIGN.replace('COUNT', String(lines.length)), 1)
  const added = extend(lines, publications, at, sha256)
  return {
    text: `${text}${ledgerText(added)}`,
    head: headOf([...lines, ...added]),
    added: added.length,
  }
}

const FOREIGN =
  "The ledger has COUNT entries, and not one of the releases in it is in this repository. Nothing was collected. If the ledger is another repository's, start a new one with --new-ledger; if the tags are missing here, fetch them first (git fetch --tags)."

function publicationOf({ tag, digest, published }: CollectedRelease): Publication {
  return { ...published, tag, recordSha256: digest }
}
