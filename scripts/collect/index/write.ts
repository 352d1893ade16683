import { hash } from 'node:crypto'
import type { z } from 'zod'
import { movedReleases } from '#decide/history/alarms.ts'
import { summarize } from '#decide/history/summary.ts'
import { catalogFreshness } from '#decide/ledger/publication.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { compareText } from '#decide/lib/findings.ts'
import { erasOf, inOrder } from '#decide/lib/order.ts'
import { makeRunbookOf } from '#messages/runbook-of.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { LedgerEntry, LedgerHead, LedgerLine } from '#model/ledger.ts'
import { slug } from '#model/slug.ts'
import type { CatalogSummary } from '#model/summary.ts'
import type { Store } from '#store/store.ts'
import { contextKey } from '../cache-keys.ts'
import type { CatalogContext } from '../configuration/catalog-context.ts'
import type { IndexEntry } from './entry.ts'
import { judgedFile } from './evaluation-cache.ts'

/** The ledger as this run leaves it. */
type WrittenLedger = { head: LedgerHead; lines: readonly LedgerLine[] }

/**
 * Writes the index, the search lines, the summary and `catalog.json`, what the site needs besides the records, and what
 * the next run need not judge again.
 */
export function writeIndex(
  store: Store,
  entries: readonly IndexEntry[],
  context: CatalogContext,
  { at, counts, ledger }: Pick<CatalogFacts, 'at' | 'counts'> & { ledger: WrittenLedger },
): void {
  const aged = catalogFreshness({ at, scheduleDays: context.scheduleDays })
  const facts: CatalogFacts = { ...context, at, ...aged, counts, ledger: ledger.head }
  const own = ledger.lines.map(({ entry }) => entry)
  const sorted = sortedEntries(entries)
  const search = searchText(sorted)
  const judged = judgedFile(sorted, search, context, at)
  store.write('releases/index.ndjson', indexText(indexLines(entries, contextKey(context))))
  store.write('releases/search.ndjson', search)
  store.write(judged.path, judged.text)
  store.write('releases/summary.json', canonical(summaryOf(entries, context, at, own)))
  store.write('catalog.json', canonical(facts))
}

/** The bytes of `search.ndjson`. */
export function searchText(entries: readonly IndexEntry[]): string {
  return sortedEntries(entries)
    .map((entry) => `${entry.search}\n`)
    .join('')
}

/** One order whatever the order of the tags, so that the files have the same bytes. */
function sortedEntries(entries: readonly IndexEntry[]): IndexEntry[] {
  const keyed = entries.map((entry) => ({ key: `${entry.line.service}/${slug(entry.line.version)}`, entry }))
  return keyed.sort((a, b) => compareText(a.key, b.key)).map(({ entry }) => entry)
}

/** What all releases come to together. @param at catalog time. @param ledger all of it, oldest first. */
export function summaryOf(
  entries: readonly IndexEntry[],
  context: CatalogContext,
  at: string,
  ledger: readonly LedgerEntry[],
): CatalogSummary {
  const { services, environments, runbooks, inputs = [] } = context
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id)
  const scope = {
    services: ids(services),
    environments: ids(environments),
    inputs: new Set(inputs.flatMap(({ items }) => ids(items))),
    at,
    runbookOf: makeRunbookOf(runbooks),
    moved: movedReleases(ledger),
  }
  return summarize(
    entries.map(({ summary }) => summary),
    scope,
  )
}

/**
 * Joins entries to the lines of `index.ndjson`, by service, then oldest version first.
 * @param context digest of what every page shows: the catalog's own facts.
 */
export function indexLines(entries: readonly IndexEntry[], context: string): IndexLine[] {
  const byService = Map.groupBy(entries, ({ line }) => line.service)
  const services = [...byService].sort(([a], [b]) => (a < b ? -1 : 1))
  return services.flatMap(([, members]) => {
    const eras = erasOf(members.map(({ summary }) => summary))
    const placed = members.map((entry) => ({ ...entry.line, era: eras.get(entry.line.version) ?? 0, entry }))
    const sorted = inOrder(placed)
    return sorted.map((place, at) => keyed(place, [sorted[at - 1], sorted[at + 1]], context))
  })
}

/** The bytes of `index.ndjson`: what follows by default is left out. */
export function indexText(lines: readonly IndexLine[]): string {
  return lines.map((line) => `${canonical(thin(line))}\n`).join('')
}

function thin({
  semantic,
  prerelease,
  era,
  tampered,
  endsAs,
  ...line
}: IndexLine): z.input<typeof IndexLine> {
  return {
    ...line,
    ...(semantic ? {} : { semantic }),
    ...(prerelease ? { prerelease } : {}),
    ...(era > 0 ? { era } : {}),
    ...(tampered ? { tampered } : {}),
    ...(endsAs === null ? {} : { endsAs }),
  }
}

/** A line with its era, and the entry that it comes from. */
type Place = Omit<IndexLine, 'key'> & { entry: IndexEntry }

function keyed(
  { entry, ...line }: Place,
  neighbors: readonly (Place | undefined)[],
  context: string,
): IndexLine {
  const { shown } = entry
  const beside = neighbors.map((each) => (each ? verdict(each) : ''))
  // Drift is shown against what the older neighbor measured.
  const baseline = neighbors[0]?.digest ?? ''
  return { ...line, key: hash('sha256', [context, shown, baseline, ...beside].join('\n')).slice(0, 16) }
}

function verdict({ version, state, atRelease, today }: Omit<IndexLine, 'key'>): string {
  return `${version} ${state} ${atRelease} ${today}`
}
