import { summarize } from '#decide/history/summary.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { compareText } from '#decide/lib/findings.ts'
import { makeRunbookOf } from '#messages/runbook-of.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import { slug } from '#model/slug.ts'
import type { Summary } from '#model/summary.ts'
import type { Store } from '#store/store.ts'
import type { Frame } from '../configuration/catalog-context.ts'
import { frameDigest } from './context-digest.ts'
import type { Entry } from './entry.ts'
import { judgedFile } from './evaluation-cache.ts'
import { indexLines, indexText } from './lines.ts'

/**
 * Writes the index, the search lines, the summary and `catalog.json`, what the site needs besides the records, and what
 * the next run need not judge again.
 */
export function writeIndex(
  store: Store,
  entries: readonly Entry[],
  frame: Frame,
  { at, counts, ledger }: Pick<CatalogFacts, 'at' | 'counts' | 'ledger'>,
): void {
  const facts: CatalogFacts = { ...frame, at, counts, ledger }
  const sorted = sortedEntries(entries)
  const search = sorted.map((entry) => `${entry.search}\n`).join('')
  const judged = judgedFile(sorted, search, frame, at)
  store.write('releases/index.ndjson', indexText(indexLines(entries, frameDigest(frame))))
  store.write('releases/search.ndjson', search)
  store.write(judged.path, judged.text)
  store.write('releases/summary.json', canonical(summaryOf(entries, frame, at)))
  store.write('catalog.json', canonical(facts))
}

/** One order whatever the order of the tags, so that the files have the same bytes. */
function sortedEntries(entries: readonly Entry[]): Entry[] {
  const keyed = entries.map((entry) => ({ key: `${entry.line.service}/${slug(entry.line.version)}`, entry }))
  return keyed.sort((a, b) => compareText(a.key, b.key)).map(({ entry }) => entry)
}

function summaryOf(entries: readonly Entry[], frame: Frame, at: string): Summary {
  const { services, environments, runbooks } = frame
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id)
  const scope = {
    services: ids(services),
    environments: ids(environments),
    at,
    runbookOf: makeRunbookOf(runbooks),
  }
  return summarize(
    entries.map(({ contribution }) => contribution),
    scope,
  )
}
