import { needsOf } from '#decide/query/evaluate.ts'
import { releasesAsCsv, releasesAsJson } from '#decide/query/export.ts'
import type { Query } from '#decide/query/query.ts'
import { type BesideColumns, type ReleaseTable, releaseTable } from '#decide/query/table.ts'
import type { ApiColumns } from '#model/release-columns.ts'
import { find } from '../dom.ts'

/** The releases as queries look at them, loaded as far as something asks for them. */
export interface ReleaseData {
  /** The table with all that a query has to know. */
  tableFor: (query: Query) => Promise<ReleaseTable>
  /** The table with what each release is for. */
  withTitles: () => Promise<ReleaseTable>
}

/** @param places the addresses of the three files. */
export function releaseData(places: { columns: string; titles: string; commits: string }): ReleaseData {
  const at = Date.now()
  const columns = once(() => load<ApiColumns>(places.columns))
  const titles = once(() => load<NonNullable<BesideColumns['titles']>>(places.titles))
  const commits = once(async () => (await load<{ commits: (string | null)[] }>(places.commits)).commits)
  const known: BesideColumns = {}
  let made: { table: ReleaseTable; titles: unknown; commits: unknown } | null = null

  const table = async (needs: { titles: boolean; commits: boolean }): Promise<ReleaseTable> => {
    const loaded = await Promise.all([
      columns(),
      needs.titles ? titles() : null,
      needs.commits ? commits() : null,
    ])
    known.titles ??= loaded[1]
    known.commits ??= loaded[2]
    if (made?.titles !== known.titles || made?.commits !== known.commits || made === null)
      made = {
        table: releaseTable(loaded[0].columns, at, known),
        titles: known.titles,
        commits: known.commits,
      }
    return made.table
  }
  return {
    tableFor: (query) => table(needsOf(query)),
    withTitles: () => table({ titles: true, commits: false }),
  }
}

async function load<T>(address: string): Promise<T> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address} could not be loaded: ${answer.status}`)
  return answer.json()
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    // What failed is asked for again.
    made ??= make().catch((error) => {
      made = undefined
      throw error
    })
    return made
  }
}

const MAKERS = {
  csv: { make: releasesAsCsv, type: 'text/csv' },
  json: { make: releasesAsJson, type: 'application/json' },
} as const

/** Lets what is shown be saved as a file, made when it is asked for. */
export function offerDownloads(
  shown: ReleaseTable,
  places: readonly number[],
  withTitles: () => Promise<ReleaseTable>,
): void {
  for (const [id, { make, type }] of Object.entries(MAKERS))
    find<HTMLAnchorElement>(`#${id}`).onclick = (event) => {
      event.preventDefault()
      void withTitles()
        .catch(() => shown)
        .then((table) => save(`releases.${id}`, make(table, places), type))
    }
}

function save(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
