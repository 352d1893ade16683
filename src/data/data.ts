import { getCollection, render } from 'astro:content'
import { hash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { policyInForce } from '#decide/history/policies.ts'
import { posture } from '#decide/history/posture.ts'
import { headOf } from '#decide/ledger/ledger.ts'
import { compareReleases } from '#decide/lib/order.ts'
import { makeLinks } from '#messages/links.ts'
import { CatalogFacts } from '#model/catalog.ts'
import type { Posture } from '#model/evaluation.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { LedgerEntry, LedgerLine } from '#model/ledger.ts'
import { ReleaseRecord, releaseId } from '#model/release.ts'
import { SearchLine } from '#model/search.ts'
import type { Service } from '#model/service.ts'
import type { ServiceHistory } from '#model/service-history.ts'
import { slug } from '#model/slug.ts'
import { Summary } from '#model/summary.ts'
import { trusting } from '#model/trusted.ts'
import type { ReleaseInput } from '#views/release/input.ts'
import { makeRunsIn, type RowContext } from '#views/release-list.ts'

const folder = process.env['CATALOG_CONTENT'] ?? 'content'

/** What was configured and collected, besides the releases. */
export const facts: CatalogFacts = CatalogFacts.parse(
  JSON.parse(readFileSync(join(folder, 'catalog.json'), 'utf8')),
)

/** Every URL of the site, with the base path. */
export const links = makeLinks(import.meta.env.BASE_URL, facts.runbooks)

/** All releases, newest first by tag time. */
export const releases: readonly IndexLine[] = (await getCollection('releases'))
  .map((entry) => entry.data)
  .sort((a, b) => compareText(b.released, a.released) || compareText(key(a), key(b)))

export const services: ReadonlyMap<string, Service> = new Map(facts.services.map((each) => [each.id, each]))

/** What the index step found out about all releases together. */
export const summary: Summary = Summary.parse(
  JSON.parse(readFileSync(join(folder, 'releases/summary.json'), 'utf8')),
)

export const histories: ReadonlyMap<string, ServiceHistory> = new Map(
  summary.services.map((each) => [each.service, each]),
)

/** What every list of releases is made with. */
export const rowContext: RowContext = {
  runsIn: makeRunsIn(summary),
  titles: readTitles(),
}

/** Releases by service, newest version first; tags that are no versions stand last. */
export const releasesOf: ReadonlyMap<string, readonly IndexLine[]> = group(releases)

/** The releases beside each one in its service, by version. */
const neighbors: ReadonlyMap<IndexLine, { newer: IndexLine | null; older: IndexLine | null }> = new Map(
  [...releasesOf.values()].flatMap((members) =>
    members.map(
      (line, i) => [line, { newer: members[i - 1] ?? null, older: members[i + 1] ?? null }] as const,
    ),
  ),
)

/** Everything that was ever published, oldest first. */
export const ledger: readonly LedgerLine[] = readLedger()

const ledgerLines: ReadonlyMap<string, LedgerLine[]> = Map.groupBy(ledger, ({ entry }) => releaseId(entry))

/** What the ledger remembers of one release, oldest first. */
export function ledgerOf(release: { service: string; version: string }): readonly LedgerLine[] {
  return ledgerLines.get(releaseId(release)) ?? []
}

/** Releases whose tag is gone: of them the ledger alone knows. */
export const withdrawn = [...ledgerLines.values()].flatMap((lines) => {
  const { act, service, version } = lines.at(-1)?.entry ?? {}
  return act === 'withdrawn' && service && version ? [{ service, slug: slug(version), lines }] : []
})

crossCheck()

/** The collector checked every record before it wrote it, and the digest says that it is still the same. */
const asRecord = trusting(ReleaseRecord)

let kept: { digest: string; record: ReleaseRecord }[] = []

/**
 * Reads the record of an index line and proves that it is the one the index was made from.
 * The last few are kept: a page and its neighbor ask for the same one.
 */
export function record(line: IndexLine): ReleaseRecord {
  const found = kept.find((each) => each.digest === line.digest)
  if (found) return found.record
  const path = recordPath(line)
  const bytes = readFileSync(path)
  if (hash('sha256', bytes) !== line.digest)
    throw new Error(`${path} is not the record the index was made from. Run: npm run catalog -- collect`)
  const loaded = asRecord(JSON.parse(bytes.toString('utf8')))
  kept = [{ digest: line.digest, record: loaded }, ...kept].slice(0, 8)
  return loaded
}

/** Both verdicts of a release, recomputed from its record. */
export function judge(release: ReleaseRecord): Posture {
  return posture(release, facts.policies, policyOf(release), facts.at)
}

/** Everything the page of a release is made of. */
export function releaseInput(line: IndexLine): Omit<ReleaseInput, 'drawings'> {
  const release = record(line)
  const judged = judge(release)
  const inForce = (at: string) => policyInForce(facts.policies, policyOf(release), at)
  const { newer = null, older = null } = neighbors.get(line) ?? {}
  return {
    record: release,
    posture: judged,
    policies: { atRelease: inForce(judged.atRelease.at), today: inForce(judged.today.at) },
    services,
    digest: line.digest,
    newer,
    older,
    // Only drift looks back; most releases need not read a second record.
    previous: older && release.dossier?.kpis.length ? record(older) : null,
    links,
    ledger: ledgerOf(line),
    site: import.meta.env.SITE ?? null,
    repositoryUrl: facts.repositoryUrl,
    environments: facts.environments,
  }
}

/** The guide's pages in their order. */
export const guide = (await getCollection('guide')).sort(
  (a, b) => a.data.order - b.data.order || compareText(a.id, b.id),
)

/** A page of the guide as a component. */
export async function guideContent(entry: (typeof guide)[number]) {
  return (await render(entry)).Content
}

const runbookPages = new Map((await getCollection('runbooks')).map((entry) => [entry.id, entry]))

/** What a runbook says, as a component. */
export async function runbookContent(slug: string) {
  const entry = runbookPages.get(slug)
  if (!entry)
    throw new Error(`The catalog was collected with a runbook ${slug}.mdx. Run: npm run catalog -- collect`)
  return (await render(entry)).Content
}

/** Records of the quarantined releases, newest first. */
export function quarantined(): ReleaseRecord[] {
  return releases.filter((line) => line.state === 'quarantined').map(record)
}

function policyOf(release: ReleaseRecord): string {
  return services.get(release.service)?.policy ?? facts.policy
}

/** Purposes by `service/slug`; the search lines hold them, so that the index can stay thin. */
function readTitles(): Map<string, string> {
  const lines = readFileSync(join(folder, 'releases/search.ndjson'), 'utf8').split('\n').filter(Boolean)
  return new Map(
    lines.map((text) => {
      const { service, version, title } = SearchLine.parse(JSON.parse(text))
      return [`${service}/${slug(version)}`, title]
    }),
  )
}

function recordPath(line: IndexLine): string {
  return join(folder, 'releases', line.service, `${slug(line.version)}.json`)
}

function group(lines: readonly IndexLine[]): Map<string, readonly IndexLine[]> {
  const grouped = Map.groupBy(lines, (line) => line.service)
  return new Map(
    [...grouped].map(([service, members]) => [service, members.toSorted(compareReleases).reverse()]),
  )
}

/** The collector proved the chain before it wrote it; its last digest says that it is still the same. */
function readLedger(): LedgerLine[] {
  const path = join(folder, 'ledger.ndjson')
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const lines = text
    .split('\n')
    .filter(Boolean)
    .map((line) => ({ entry: JSON.parse(line) as LedgerEntry, digest: hash('sha256', line) }))
  const { entries, head } = headOf(lines)
  if (entries !== facts.ledger.entries || head !== facts.ledger.head)
    throw new Error(`${path} is not the ledger the index was made with. Run: npm run catalog -- collect`)
  return lines
}

/** Astro does not check references between collections; a dangling one stops the build here. */
function crossCheck(): void {
  const unknown = [...releasesOf.keys()].filter((id) => !services.has(id))
  if (unknown.length > 0)
    throw new Error(
      `The release index names services that catalog.json does not hold: ${unknown.join(', ')}.`,
    )
}

function key(line: IndexLine): string {
  return `${line.service}/${slug(line.version)}`
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
