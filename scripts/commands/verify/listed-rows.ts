import type { IndexLine } from '#model/index-line.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import type { SearchLine } from '#model/search.ts'
import type { CatalogSummary } from '#model/summary.ts'
import { byService, makeRowContext, newestFirst, type ReleaseRow, releaseRow } from '#views/release-list.ts'

/** What the list of releases is made of: what was collected, and what the ledger holds of each release. */
export interface ListSources {
  summary: CatalogSummary
  search: readonly SearchLine[]
  lines: readonly IndexLine[]
  entries: ReadonlyMap<string, readonly LedgerEntry[]>
}

/** The rows of the list of releases as it is published, newest first, and the lines that they are made from. */
export function listedRows({ summary, search, lines, entries }: ListSources): {
  rows: ReleaseRow[]
  releases: readonly IndexLine[]
  releasesOf: ReadonlyMap<string, readonly IndexLine[]>
} {
  const releases = newestFirst(lines)
  const releasesOf = byService(releases)
  const context = makeRowContext(summary, search, entries, releasesOf)
  return { rows: releases.map((line) => releaseRow(line, context)), releases, releasesOf }
}
