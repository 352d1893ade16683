import { columnFrom, columnsFrom } from '#decide/query/table.ts'
import { type Links, publicationOf } from '#messages/links.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { ApiColumns, ApiCommits, ApiTitles, ListedRelease } from '#model/release-columns.ts'
import type { ReleaseRow } from './release-list.ts'

/** `api/v1/columns.json`. @param rows newest first */
export function apiColumns(facts: CatalogFacts, rows: readonly ListedRelease[], links: Links): ApiColumns {
  return {
    schemaVersion: 1,
    ...publicationOf(facts),
    total: rows.length,
    titles: links.apiTitles,
    commits: links.apiCommits,
    columns: columnsFrom(rows),
  }
}

/** `api/v1/titles.json`. @param rows in the order of the columns */
export function apiTitles(
  facts: CatalogFacts,
  rows: readonly Pick<ReleaseRow, 'purpose' | 'owners'>[],
): ApiTitles {
  return {
    schemaVersion: 1,
    ...publicationOf(facts),
    titles: rows.map(({ purpose }) => purpose),
    owners: columnFrom(rows.map(({ owners }) => owners)),
  }
}

/** `api/v1/commits.json`. @param rows in the order of the columns */
export function apiCommits(facts: CatalogFacts, rows: readonly { commit: string | null }[]): ApiCommits {
  const commits = rows.map(({ commit }) => commit?.slice(0, 12) ?? null)
  return { schemaVersion: 1, ...publicationOf(facts), commits }
}
