import { hash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** What an index is made by: when one of these changes, so may its bytes. */
const MAKERS = [
  'search.ts',
  'search-facets.ts',
  'search-places.ts',
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
