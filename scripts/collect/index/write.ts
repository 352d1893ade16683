import { canonical } from '../../../src/decide/canonical.ts'
import { compareText } from '../../../src/decide/findings.ts'
import { summarize } from '../../../src/decide/summary.ts'
import type { CatalogFacts } from '../../../src/model/catalog.ts'
import type { Summary } from '../../../src/model/summary.ts'
import type { Frame } from '../catalog-facts.ts'
import type { Store } from '../store/store.ts'
import type { Entry } from './entry.ts'
import { frameDigest } from './frame-digest.ts'
import { indexLines, indexText } from './lines.ts'

/** Writes the index, the search lines, the summary and `catalog.json`: what the site needs besides the records. */
export function writeIndex(
  store: Store,
  entries: readonly Entry[],
  frame: Frame,
  at: string,
  counts: CatalogFacts['counts'],
): void {
  const facts: CatalogFacts = { ...frame, at, counts }
  store.write('releases/index.ndjson', indexText(indexLines(entries, frameDigest(frame))))
  store.write('releases/search.ndjson', searchText(entries))
  store.write('releases/summary.json', canonical(summaryOf(entries, frame, at)))
  store.write('catalog.json', canonical(facts))
}

/** One order whatever the order of the tags, so that the search index has the same bytes. */
function searchText(entries: readonly Entry[]): string {
  const lines = entries.map(({ line, search }) => ({
    key: `${line.service}/${line.slug}`,
    text: search,
  }))
  return lines
    .sort((a, b) => compareText(a.key, b.key))
    .map(({ text }) => `${text}\n`)
    .join('')
}

function summaryOf(entries: readonly Entry[], { services, environments }: Frame, at: string): Summary {
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id)
  const scope = { services: ids(services), environments: ids(environments), at }
  return summarize(
    entries.map(({ contribution }) => contribution),
    scope,
  )
}
