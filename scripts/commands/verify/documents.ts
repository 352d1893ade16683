import { contextKey } from '#collect/cache-keys.ts'
import { contextOf } from '#collect/configuration/catalog-context.ts'
import { SCORING_FILE, scoringDigests } from '#collect/configuration/scoring.ts'
import type { IndexEntry } from '#collect/index/entry.ts'
import { indexLines, indexText, searchText, summaryOf } from '#collect/index/write.ts'
import { digestDocuments } from '#decide/ledger/digests.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { scoringAt } from '#decide/scoring/queue.ts'
import { forEachAtOnce } from '#lib/pool.ts'
import { apiBaseline, apiServiceBaseline } from '#messages/baseline-api.ts'
import { makeLinks } from '#messages/links.ts'
import { scoringDocument } from '#messages/scoring.ts'
import { ApiIndex } from '#model/api.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import { releaseId } from '#model/release.ts'
import { ScoringRegistry } from '#model/scoring.ts'
import { SearchLine } from '#model/search.ts'
import { slug } from '#model/slug.ts'
import {
  type ApiContext,
  apiExpiring,
  apiIndex,
  apiLatest,
  apiLatestGo,
  apiRunbooks,
  apiService,
} from '#views/api.ts'
import { asOf } from '#views/as-of.ts'
import { apiColumns, apiCommits, apiTitles } from '#views/columns.ts'
import { jsonSchemas } from '../schema.ts'
import { listedRows } from './listed-rows.ts'
import type { AuditStep, PublishedPlace } from './published-place.ts'
import type { Proved } from './records.ts'
import { textDifference } from './statements.ts'

/** What documents are made from: the catalog's facts, what each record comes to, and what was ever published. */
export type Documented = {
  facts: CatalogFacts
  entries: readonly IndexEntry[]
  ledger: readonly LedgerEntry[]
  records: Proved
}

const LARGEST = 256 << 20
const AT_ONCE = 8

/** Makes every document that follows from records and ledger again, and compares its bytes. */
export async function auditDocuments(place: PublishedPlace, documented: Documented): Promise<AuditStep> {
  const expected = place.isSite
    ? siteDocuments(documented, await baseOf(place, documented.facts))
    : contentDocuments(documented)
  for (const [path, text] of await scoringDocuments(place, documented.facts)) expected.set(path, text)
  return { name: 'documents', checked: expected.size, faults: await differences(place, expected) }
}

/** Scoring files follow from no record: their digests are made again, and what they come to. */
async function scoringDocuments(place: PublishedPlace, facts: CatalogFacts): Promise<Map<string, string>> {
  const path = place.isSite ? 'api/v1/scoring/registry.json' : SCORING_FILE
  const registry = readRegistry((await place.read({ file: path }, LARGEST))?.toString('utf8'))
  if (registry === null) return new Map([[path, '']])
  const revisions = registry.revisions.map((entry) => ({ ...entry, ...scoringDigests(entry.document) }))
  // One run wrote it and the catalog's own facts.
  const read = { ...registry, at: facts.at, revisions }
  const text = canonical(read)
  if (!place.isSite) return new Map([[path, text]])
  const services = facts.services.map(({ id }) => id)
  const today = scoringAt(read, services, facts.at)
  return new Map([
    [path, text],
    ['api/v1/scoring.json', JSON.stringify(scoringDocument(today, read))],
  ])
}

function readRegistry(text: string | undefined): ScoringRegistry | null {
  try {
    return ScoringRegistry.parse(JSON.parse(text ?? ''))
  } catch {
    return null
  }
}

const DOCUMENT = {
  missing: 'ledger.document_missing',
  differs: 'ledger.document_differs',
  unknown: 'ledger.file_unknown',
} as const

/**
 * Compares documents with what they must say, byte by byte.
 * @param expected texts by their path in the place; null for one that must not be there.
 */
export async function differences(
  place: PublishedPlace,
  expected: ReadonlyMap<string, string | null>,
): Promise<Finding[]> {
  const faults = new Map<string, Finding>()
  await forEachAtOnce([...expected], AT_ONCE, async ([path, text]) => {
    const file = place.nameOf({ file: path })
    const found = (await place.read({ file: path }, LARGEST))?.toString('utf8') ?? null
    if (found === text) return
    if (found === null) faults.set(path, finding(DOCUMENT.missing, { file }))
    else if (text === null) faults.set(path, finding(DOCUMENT.unknown, { file }))
    else faults.set(path, finding(DOCUMENT.differs, { file, ...textDifference(found, text) }))
  })
  return [...faults].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fault]) => fault)
}

function frameOf({ facts, entries, ledger }: Documented) {
  const context = contextOf(facts)
  const lines = indexLines(entries, contextKey(context))
  return { context, lines, summary: summaryOf(entries, context, facts.at, ledger) }
}

/** The files of a content folder that follow from its records, by their path. */
export function contentDocuments(documented: Documented): Map<string, string> {
  const { lines, summary } = frameOf(documented)
  return new Map([
    ['releases/index.ndjson', indexText(lines)],
    ['releases/search.ndjson', searchText(documented.entries)],
    ['releases/summary.json', canonical(summary)],
  ])
}

/** A build may put the same catalog below any path: the index says which. */
export async function baseOf(place: PublishedPlace, { base }: CatalogFacts): Promise<string> {
  const index = await place.read('index', LARGEST)
  try {
    const { runbooks } = ApiIndex.pick({ runbooks: true })
      .loose()
      .parse(JSON.parse(String(index)))
    return /^(\/(?:[A-Za-z0-9._~-]+\/)*)api\/v1\/runbooks\.json$/.exec(runbooks)?.[1] ?? base
  } catch {
    return base
  }
}

/** Every JSON document of a site, by its path. @param base path that the site lives under. */
export function siteDocuments(documented: Documented, base: string): Map<string, string> {
  const { facts, entries, ledger, records } = documented
  const { lines, summary } = frameOf(documented)
  const links = makeLinks(base, facts.runbooks, facts)
  const search = entries.map((entry) => SearchLine.parse(JSON.parse(entry.search)))
  const keyOf = ({ service, version }: { service: string; version: string }) => `${service}/${slug(version)}`
  const context: ApiContext = {
    facts,
    links,
    codes: new Map(search.map((each) => [keyOf(each), each.codes])),
    entries: Map.groupBy(ledger, releaseId),
  }
  const { rows, releases, releasesOf } = listedRows({ summary, search, lines, entries: context.entries })
  const documents: [string, unknown][] = [
    ['api/v1/index.json', apiIndex(context, releases, releasesOf)],
    ['api/v1/runbooks.json', apiRunbooks(facts, summary, links)],
    ['api/v1/expiring.json', apiExpiring(context, releases)],
    ['api/v1/baseline.json', apiBaseline(facts, summary, links)],
    ['api/v1/columns.json', apiColumns(facts, rows, links)],
    ['api/v1/titles.json', apiTitles(facts, rows)],
    ['api/v1/commits.json', apiCommits(facts, rows)],
    ['as-of.json', asOf(facts)],
    ...facts.services.flatMap((service) => serviceDocuments(context, service, releasesOf, summary)),
  ]
  const schemas = [...jsonSchemas()].map(([name, text]) => [`schema/v1/${name}`, text] as const)
  const digests = [...digestDocuments(facts, records.values())].map(
    ([prefix, document]) => [`api/v1/digests/${prefix}.json`, document] as const,
  )
  const values = [...documents, ...digests].map(([path, value]) => [path, JSON.stringify(value)] as const)
  return new Map([...values, ...schemas])
}

function serviceDocuments(
  context: ApiContext,
  service: CatalogFacts['services'][number],
  releasesOf: ReadonlyMap<string, readonly IndexLine[]>,
  { services }: ReturnType<typeof summaryOf>,
): [string, unknown][] {
  const { id } = service
  const own = releasesOf.get(id) ?? []
  const history = services.find((each) => each.service === id)
  return [
    [`api/v1/services/${id}.json`, apiService(context, service, own, history)],
    [`api/v1/services/${id}/latest.json`, apiLatest(context, id, own)],
    [`api/v1/services/${id}/latest-go.json`, apiLatestGo(context, id, own)],
    [`api/v1/services/${id}/baseline.json`, apiServiceBaseline(context.facts, id, history, context.links)],
  ]
}
