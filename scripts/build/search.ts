import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as pagefind from 'pagefind'
import { canonical } from '../../src/decide/canonical.ts'
import { SearchLine } from '../../src/model/search.ts'
import { slug } from '../../src/model/slug.ts'
import { searchFacets } from './search-facets.ts'

/** A search index in memory, held by a process of Pagefind's that one of both ends. */
export interface SearchIndex {
  /** Puts it into a folder of the site. */
  write(folder: string): Promise<void>
  discard(): Promise<void>
}

/**
 * Builds the full-text index from the lines that the index step wrote, one record a release, without reading
 * the pages. Addresses are relative to the site's base. Throws when Pagefind leaves a release out.
 */
export async function buildSearch(content: string): Promise<SearchIndex> {
  const { index, errors } = await pagefind.createIndex({ includeCharacters: '._-+#@/' })
  if (!index) throw new Error(`Pagefind did not start: ${errors.join('; ')}`)
  const lines = readFileSync(join(content, 'releases/search.ndjson'), 'utf8').split('\n').filter(Boolean)
  for (const text of lines) await add(index, SearchLine.parse(JSON.parse(text)))
  return {
    discard: () => pagefind.close().then(() => {}),
    write: async (folder) => {
      const { errors: failures, files } = await index.getFiles()
      await pagefind.close()
      if (failures.length > 0) throw new Error(`Pagefind could not make its index: ${failures.join('; ')}`)
      writeFiles(folder, files)
      writeFileSync(join(folder, 'facets.json'), canonical(searchFacets(files)))
    },
  }
}

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

async function add(index: pagefind.PagefindIndex, line: SearchLine): Promise<void> {
  const { errors } = await index.addCustomRecord({
    url: `releases/${line.service}/${encodeURI(slug(line.version))}/`,
    content: line.text,
    language: 'en',
    meta: {
      title: `${line.service} ${line.version}`,
      service: line.service,
      verdict: line.verdict,
      purpose: line.title,
    },
  })
  if (errors.length > 0)
    throw new Error(`Pagefind left out ${line.service} ${line.version}: ${errors.join('; ')}`)
}
