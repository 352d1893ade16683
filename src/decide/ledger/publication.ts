import type { CatalogFacts } from '#model/catalog.ts'
import type { LedgerHead } from '#model/ledger.ts'
import type { PublicationStatement } from '#model/statement.ts'
import { DAY_MS, instant, millis } from '../lib/time.ts'

/** When a catalog was made, and before when a newer one should have taken its place, UTC. */
export type Freshness = Pick<CatalogFacts, 'generatedAt' | 'expectedBefore'>

/** What a catalog says of its age. @param at catalog time. */
export function catalogFreshness({ at, scheduleDays }: Pick<CatalogFacts, 'at' | 'scheduleDays'>): Freshness {
  return { generatedAt: at, expectedBefore: instant(millis(at) + scheduleDays * DAY_MS) }
}

/** True when a newer catalog should be there. @param now the reader's moment, UTC. */
export function isOverdue({ expectedBefore }: Pick<Freshness, 'expectedBefore'>, now: string): boolean {
  return millis(expectedBefore) <= millis(now)
}

/**
 * What one publication says of itself, as an in-toto statement about the bytes of its ledger: how long that is and the
 * digest of its last entry. Whoever keeps one notices every ledger that does not go on from there.
 * @param ledgerSha256 of the bytes of `ledger.ndjson`.
 */
export function publicationStatement(
  facts: Pick<CatalogFacts, 'site' | 'base' | 'ledger'> & Freshness,
  ledgerSha256: string,
): PublicationStatement {
  const { site, base, ledger, generatedAt, expectedBefore } = facts
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'api/v1/ledger.ndjson', digest: { sha256: ledgerSha256 } }],
    predicateType: PUBLICATION,
    predicate: {
      site: site === null ? null : new URL(base, site).href,
      ledger,
      generatedAt,
      expectedBefore,
    },
  }
}

/** The type of what such a statement says. */
export const PUBLICATION = 'about:release-catalog/publication/v1'

/** What lacks in a ledger that should go on from a head that somebody kept. */
export type Forgotten = { entries: number; once: number; found: string | null; head: string | null }

/**
 * Compares a ledger with a head that somebody kept of it; null when it goes on from there.
 * @param digestAt digest of the entry in a position, from 0.
 */
export function forgottenOf(
  entries: number,
  digestAt: (position: number) => string | null,
  { entries: once, head }: LedgerHead,
): Forgotten | null {
  const found = once === 0 || once > entries ? null : digestAt(once - 1)
  return once <= entries && found === head ? null : { entries, once, found, head }
}
