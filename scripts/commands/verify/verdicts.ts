import { contextKey } from '#collect/cache-keys.ts'
import { contextOf } from '#collect/configuration/catalog-context.ts'
import type { IndexEntry } from '#collect/index/entry.ts'
import { indexLines } from '#collect/index/write.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { ApiIndex } from '#model/api.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { Finding } from '#model/finding.ts'
import { IndexLine } from '#model/index-line.ts'
import { releaseId } from '#model/release.ts'
import type { AuditStep, PublishedPlace } from './published-place.ts'

/** What a list says of a release, as text to compare. */
type Said = { id: string; text: string }

/** Compares what every proved record comes to with what the catalog's index says. */
export async function auditVerdicts(
  place: PublishedPlace,
  facts: CatalogFacts,
  entries: readonly IndexEntry[],
): Promise<AuditStep> {
  const lines = indexLines(entries, contextKey(contextOf(facts)))
  const bytes = await place.read('index', LARGEST_INDEX)
  const said = bytes === null ? null : read(place, bytes.toString('utf8'))
  if (said === null)
    return { name: 'verdicts', checked: 0, faults: [about('ledger.index_unreadable', place, null)] }
  const expected = new Map(
    lines.map((line) => [releaseId(line), place.isSite ? published(line) : canonical(line)]),
  )
  const faults = said.filter(({ id, text }) => expected.get(id) !== text)
  const listed = new Set(said.map(({ id }) => id))
  const missing = lines.map(releaseId).filter((id) => !listed.has(id))
  return {
    name: 'verdicts',
    checked: said.length,
    faults: [
      ...faults.map(({ id }) => about('ledger.verdict_differs', place, id)),
      ...missing.map((id) => about('ledger.verdict_missing', place, id)),
    ],
  }
}

const LARGEST_INDEX = 128 << 20

function read(place: PublishedPlace, text: string): Said[] | null {
  try {
    return place.isSite ? readSite(text) : readContent(text)
  } catch {
    return null
  }
}

function readSite(text: string): Said[] {
  return ApiIndex.parse(JSON.parse(text)).releases.map((release) => ({
    id: releaseId(release),
    text: published({ ...release, ...release.decisions }),
  }))
}

function readContent(text: string): Said[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const parsed = IndexLine.parse(JSON.parse(line))
      return { id: releaseId(parsed), text: canonical(parsed) }
    })
}

/** What both the index line and the API say of a release. */
function published(line: Pick<IndexLine, (typeof PUBLISHED)[number]>): string {
  return JSON.stringify(PUBLISHED.map((key) => line[key]))
}

const PUBLISHED = [
  'service',
  'version',
  'state',
  'semantic',
  'prerelease',
  'released',
  'type',
  'atRelease',
  'today',
  'validUntil',
  'endsAs',
  'blockers',
  'digest',
] as const

function about(code: string, place: PublishedPlace, release: string | null): Finding {
  return { code, args: { file: place.nameOf('index'), release }, path: [] }
}
