import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { LedgerEntry, LedgerLine } from '#model/ledger.ts'
import { releaseId } from '#model/release.ts'

/**
 * The first thing wrong with a ledger's chain, or null: a position that is not its own, a link that is not the digest
 * of the entry before, an act that cannot follow the release's last one, an entry without verdict after one that has
 * it: nobody writes those any more. Whether each line is what its digest says
 * is the caller's to know. `line` counts from 1, as editors do.
 */
export function chainFault(ledger: readonly LedgerLine[]): Finding | null {
  const acts = new Map<string, LedgerEntry['act']>()
  let before: LedgerLine | null = null
  for (const [position, line] of ledger.entries()) {
    const { entry } = line
    const id = releaseId(entry)
    const place = { line: position + 1, release: id }
    if (entry.index !== position)
      return finding('ledger.index', { ...place, index: entry.index, expected: position })
    if (entry.previous !== (before?.digest ?? null)) return finding('ledger.link', place)
    if (!canFollow(acts.get(id), entry.act)) return finding('ledger.act', { ...place, act: entry.act })
    if (before && 'schemaVersion' in before.entry && !('schemaVersion' in entry))
      return finding('ledger.older_form', place)
    acts.set(id, entry.act)
    before = line
  }
  return null
}

/** The first line in which a ledger stops being the continuation of an older one, from 1; null when it continues it. */
export function breakBetween(older: readonly string[], newer: readonly string[]): number | null {
  const at = older.findIndex((line, position) => newer[position] !== line)
  return at === -1 ? null : at + 1
}

function canFollow(last: LedgerEntry['act'] | undefined, act: LedgerEntry['act']): boolean {
  const isThere = last !== undefined && last !== 'withdrawn'
  return act === 'published' ? !isThere : isThere
}
