import { hash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import * as pagefind from 'pagefind'
import { z } from 'zod'
import { canonical } from '#decide/lib/canonical.ts'
import { writeNamed } from '#lib/files.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import { releaseId } from '#model/release.ts'
import type { SearchLine } from '#model/search.ts'
import { newsOf, releaseAddress, type SearchPlace, searchPlaces, withdrawnPlaces } from './search-places.ts'

/**
 * Writes the full-text index into `folder`: one record a release from the lines that the index step wrote, and the
 * services, the policies and the withdrawn releases; no page is read. Addresses are relative to the site's base. Throws when Pagefind leaves one out.
 */
export async function writeSearch(
  lines: readonly SearchLine[],
  facts: CatalogFacts,
  ledger: readonly LedgerEntry[],
  folder: string,
): Promise<void> {
  try {
    const { index, errors } = await pagefind.createIndex({ includeCharacters: '._-+#@/' })
    if (!index) throw new Error(`Pagefind did not start: ${errors.join('; ')}`)
    const tampered = new Set(lines.filter((line) => line.tampered).map(releaseId))
    const news = newsOf(ledger, tampered)
    const records = [
      ...lines.map((line) => releaseRecord(line, news.get(releaseId(line)))),
      ...[...searchPlaces(facts), ...withdrawnPlaces(ledger)].map(placeRecord),
    ]
    for (let at = 0; at < records.length; at += AT_ONCE)
      await Promise.all(records.slice(at, at + AT_ONCE).map((each) => add(index, each)))
    const { errors: failures, files } = await index.getFiles()
    if (failures.length > 0) throw new Error(`Pagefind could not make its index: ${failures.join('; ')}`)
    writeFiles(folder, files)
    writeNamed(join(folder, 'facets.json'), canonical(searchFacets(files)))
  } finally {
    await pagefind.close()
  }
}

/** Records on their way to Pagefind together; one by one, both sides would mostly wait for each other. */
const AT_ONCE = 100

/** Its ready-made user interfaces, which the site does not use. */
const UNUSED = /^pagefind-(ui|modular-ui|component-ui|highlight)\./

/** Written by us: Pagefind's own `writeFiles` answers before its last file is on the disk, and closing loses it. */
function writeFiles(folder: string, files: readonly { path: string; content: Uint8Array }[]): void {
  for (const { path, content } of files.filter((file) => !UNUSED.test(file.path))) {
    if (content.length === 0) throw new Error(`Pagefind made an empty ${path}.`)
    const target = join(folder, path)
    mkdirSync(dirname(target), { recursive: true })
    writeNamed(target, content)
  }
}

async function add(index: pagefind.PagefindIndex, record: pagefind.CustomRecord): Promise<void> {
  const { errors } = await index.addCustomRecord(record)
  if (errors.length > 0) throw new Error(`Pagefind left out ${record.url}: ${errors.join('; ')}`)
}

function releaseRecord(line: SearchLine, news: string | undefined): pagefind.CustomRecord {
  const { service, version, text, verdict, title, ends } = line
  const meta = {
    ...{ title: `${service} ${version}`, service, verdict, purpose: title },
    ...(ends === null ? {} : { until: ends.at, becomes: ends.as }),
    ...(news === undefined ? {} : { news }),
  }
  const content = news === undefined ? text : `${news} · ${text}`
  return { url: releaseAddress(line), content, language: 'en', meta }
}

function placeRecord({ path, text, title, kind, about }: SearchPlace): pagefind.CustomRecord {
  return { url: path, content: text, language: 'en', meta: { title, kind, purpose: about } }
}

/**
 * Which hits a service and a verdict have: `{ service: { ledger: ['en_1a2b', ...] }, verdict: { GO: [...] } }`, and which of
 * the GOs end when as what: `{ en_1a2b: ['2026-10-03T00:00:00Z', 'AGED OUT'] }`.
 */
export type SearchFacets = Record<'service' | 'verdict', Record<string, string[]>> & {
  ends: Record<string, [at: string, as: string]>
}

/** A release, or a place of another kind, which is not narrowed down to. */
const Meta = z.union([
  z.object({ kind: z.string() }),
  z.object({
    service: z.string(),
    verdict: z.string(),
    until: z.string().optional(),
    becomes: z.string().optional(),
  }),
])
const Fragment = z.object({ meta: Meta })

/**
 * Sorts the fragments of a Pagefind index by what the search page narrows by. Pagefind's own filters would do, but it
 * writes their values in another order each time, and the same catalog has to give the same bytes.
 */
export function searchFacets(files: readonly { path: string; content: Uint8Array }[]): SearchFacets {
  // A service may have the name of what every object has, such as `constructor`.
  const facets: SearchFacets = { service: Object.create(null), verdict: Object.create(null), ends: {} }
  for (const { path, content } of files.filter((file) => file.path.endsWith(SUFFIX))) {
    const { meta } = Fragment.parse(JSON.parse(gunzipSync(content).subarray(MARK.length).toString('utf8')))
    if ('kind' in meta) continue
    const id = basename(path, SUFFIX)
    for (const name of ['service', 'verdict'] as const) {
      facets[name][meta[name]] ??= []
      facets[name][meta[name]]?.push(id)
    }
    if (meta.until !== undefined && meta.becomes !== undefined) facets.ends[id] = [meta.until, meta.becomes]
  }
  for (const ids of [facets.service, facets.verdict].flatMap((values) => Object.values(values))) ids.sort()
  return facets
}

const SUFFIX = '.pf_fragment'

/** What Pagefind puts before its data to know it again. */
const MARK = 'pagefind_dcd'

/** What an index is made by: when one of these changes, so may its bytes. */
const MAKERS = [
  'search.ts',
  'search-places.ts',
  '../../src/decide/history/alarms.ts',
  '../../src/decide/ledger/ledger.ts',
  '../../src/messages/links.ts',
  '../../package.json',
]

/** Digest of everything that decides the bytes of a search index made from these texts. */
export function searchKey(...texts: readonly string[]): string {
  const makers = MAKERS.map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
  return hash('sha256', [...makers, ...texts].map((text) => hash('sha256', text)).join('\n'))
}

/**
 * Puts the index of a key into `target`: the one that an earlier build kept below `cache`, else a new one, which is kept
 * instead of the earlier one.
 */
export async function cachedSearch(
  cache: string,
  key: string,
  target: string,
  make: (folder: string) => Promise<void>,
): Promise<void> {
  const kept = join(cache, 'search', key)
  if (!existsSync(kept)) {
    const fresh = join(cache, 'search.new')
    rmSync(fresh, { recursive: true, force: true })
    await make(fresh)
    rmSync(join(cache, 'search'), { recursive: true, force: true })
    mkdirSync(join(cache, 'search'), { recursive: true })
    renameSync(fresh, kept)
  }
  cpSync(kept, target, { recursive: true })
}
