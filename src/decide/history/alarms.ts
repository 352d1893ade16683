import type { EvidenceItem } from '#model/evidence.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import { releaseId } from '#model/release.ts'
import { changesSince } from '../ledger/ledger.ts'
import { isTampered } from '../verdict/verification.ts'

/**
 * What a reader of a release has to hear before its verdict, worst first: bytes of its evidence were changed, its tag leads
 * elsewhere than when it was published, or its tag is gone.
 */
export type Alarm = 'tampered' | 'moved' | 'withdrawn'

/**
 * The alarms of a release, for every place that shows one: page, lists, search and API.
 * @param release whether any of its artifacts is tampered: see `hasTampered`.
 * @param entries what the ledger holds of it, oldest first; empty for one that no ledger tells of.
 */
export function alarmsOf({ tampered }: { tampered: boolean }, entries: readonly LedgerEntry[]): Alarm[] {
  const isMoved = changesSince(entries).some((change) => change !== 'dossier')
  return [
    ...(tampered ? (['tampered'] as const) : []),
    ...(isMoved ? (['moved'] as const) : []),
    ...(entries.at(-1)?.act === 'withdrawn' ? (['withdrawn'] as const) : []),
  ]
}

/** The releases whose tags led elsewhere than when they were published, as `service@version`. */
export function movedReleases(ledger: readonly LedgerEntry[]): Set<string> {
  const moved = [...Map.groupBy(ledger, releaseId)].filter(([, entries]) =>
    alarmsOf({ tampered: false }, entries).includes('moved'),
  )
  return new Set(moved.map(([id]) => id))
}

/** True when the bytes of any artifact are not those that its digest was taken from. */
export function hasTampered(evidence: readonly EvidenceItem[]): boolean {
  return evidence.some(isTampered)
}
