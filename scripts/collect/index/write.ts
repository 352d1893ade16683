import { canonical } from '../../../src/decide/canonical.ts'
import type { CatalogFacts } from '../../../src/model/catalog.ts'
import type { Frame } from '../catalog-facts.ts'
import type { Store } from '../store/store.ts'
import type { Entry } from './entry.ts'
import { frameDigest } from './frame-digest.ts'
import { indexLines, indexText } from './lines.ts'

/** Writes `index.ndjson` and `catalog.json`: what the site needs to know besides the records. */
export function writeIndex(
  store: Store,
  entries: readonly Entry[],
  frame: Frame,
  at: string,
  counts: CatalogFacts['counts'],
): void {
  const facts: CatalogFacts = { ...frame, at, counts }
  store.write('releases/index.ndjson', indexText(indexLines(entries, frameDigest(frame))))
  store.write('catalog.json', canonical(facts))
}
