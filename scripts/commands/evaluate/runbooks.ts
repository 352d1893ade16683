import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readRunbooks } from '#collect/configuration/configuration.ts'
import { CatalogFacts } from '#model/catalog.ts'
import { readDocument } from './document.ts'

/** The runbooks of the collected catalog and where its site is; before collecting, those that the folder would give it. */
export function knownRunbooks(content: string): Pick<CatalogFacts, 'site' | 'base' | 'runbooks'> {
  const collected = join(content, 'catalog.json')
  if (existsSync(collected)) return readDocument(collected, CatalogFacts)
  return { site: null, base: '/', runbooks: readRunbooks(join(content, 'runbooks')) }
}
