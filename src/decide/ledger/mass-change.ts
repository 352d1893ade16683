import type { MassChangeLimit } from '#model/catalog.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import { releaseId } from '#model/release.ts'
import { compareText } from '../lib/findings.ts'
import { changesBetween, newestEntries } from './ledger.ts'

/**
 * What a run does to a release that was published before: its tag is gone; what it says cannot be trusted any more; it is
 * judged otherwise; its tag stands elsewhere or its dossier is another one.
 */
export type PublishedChange = { release: string; what: 'withdrawn' | 'quarantined' | 'rejudged' | 'replaced' }

/** What a run changes of what was published, and how many releases there were. */
export type RunChanges = { changes: PublishedChange[]; published: number }

/**
 * What a run changes of what was published before, by name. New releases, and evidence that was merely read anew, change
 * nothing of it.
 * @param before entries of the ledger that the run goes on from. @param added the entries that it adds.
 * @param quarantined releases that are in quarantine after the run and were not before it, by `service@version`.
 */
export function changesOf(
  before: readonly LedgerEntry[],
  added: readonly LedgerEntry[],
  quarantined: ReadonlySet<string>,
): RunChanges {
  const newest = newestEntries(before)
  const live = new Map([...newest].filter(([, { act }]) => act !== 'withdrawn'))
  const changes = new Map<string, PublishedChange>()
  for (const release of quarantined)
    if (live.has(release)) changes.set(release, { release, what: 'quarantined' })
  for (const entry of added) {
    const release = releaseId(entry)
    const last = live.get(release)
    const what = last && changeOf(last, entry)
    if (what && !changes.has(release)) changes.set(release, { release, what })
  }
  const sorted = [...changes.values()].sort((a, b) => compareText(a.release, b.release))
  return { changes: sorted, published: live.size }
}

function changeOf(before: LedgerEntry, entry: LedgerEntry): PublishedChange['what'] | null {
  if (entry.act === 'withdrawn' || entry.act === 'rejudged') return entry.act
  if (changesBetween(before, entry).some((change) => change !== 'record')) return 'replaced'
  return null
}

/** True when a run changes so much that nobody may have meant it: at least `least` releases, and more than `share` of all. */
export function isMassChange({ changes, published }: RunChanges, { share, least }: MassChangeLimit): boolean {
  return changes.length >= least && changes.length > share * published
}
