import { releasesAsCsv, releasesAsJson } from '#decide/query/export.ts'
import type { ReleaseTable } from '#decide/query/table.ts'
import { find } from '../dom.ts'

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
