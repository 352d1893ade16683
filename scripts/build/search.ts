import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as pagefind from 'pagefind'
import { canonical } from '#decide/lib/canonical.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { SearchLine } from '#model/search.ts'
import { searchFacets } from './search-facets.ts'
import { releasePath, type SearchPlace, searchPlaces } from './search-places.ts'

/**
 * Writes the full-text index into `folder`: one record a release from the lines that the index step wrote, and the
 * services and policies; no page is read. Addresses are relative to the site's base. Throws when Pagefind leaves one out.
 */
export async function writeSearch(
  lines: readonly SearchLine[],
  facts: CatalogFacts,
  folder: string,
): Promise<void> {
  try {
    const { index, errors } = await pagefind.createIndex({ includeCharacters: '._-+#@/' })
    if (!index) throw new Error(`Pagefind did not start: ${errors.join('; ')}`)
    const records = [...lines.map(releaseRecord), ...searchPlaces(facts).map(placeRecord)]
    for (let at = 0; at < records.length; at += AT_ONCE)
      await Promise.all(records.slice(at, at + AT_ONCE).map((each) => add(index, each)))
    const { errors: failures, files } = await index.getFiles()
    if (failures.length > 0) throw new Error(`Pagefind could not make its index: ${failures.join('; ')}`)
    writeFiles(folder, files)
    writeFileSync(join(folder, 'facets.json'), canonical(searchFacets(files)))
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
    writeFileSync(target, content)
  }
}

async function add(index: pagefind.PagefindIndex, record: pagefind.CustomRecord): Promise<void> {
  const { errors } = await index.addCustomRecord(record)
  if (errors.length > 0) throw new Error(`Pagefind left out ${record.url}: ${errors.join('; ')}`)
}

function releaseRecord(line: SearchLine): pagefind.CustomRecord {
  const { service, version, text, verdict, title } = line
  const meta = { title: `${service} ${version}`, service, verdict, purpose: title }
  return { url: releasePath(line), content: text, language: 'en', meta }
}

function placeRecord({ path, text, title, kind, about }: SearchPlace): pagefind.CustomRecord {
  return { url: path, content: text, language: 'en', meta: { title, kind, purpose: about } }
}
