import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { LEDGER_FILE } from '#ledger/base.ts'
import { sha256 } from '#ledger/text.ts'
import { recordPaths } from '#store/records.ts'
import { hasPublished } from './published.ts'
import type { Run } from './run.ts'

/**
 * True when every tag stands where it stood, with the same artifacts and notes, and the configuration and the program are the
 * same too.
 * @param artifacts digest of each tag's artifact folder.
 */
export function isUnchanged(
  { content, state, basis, sources, assigned }: Run,
  artifacts: ReadonlyMap<string, string>,
): boolean {
  const { tagged } = assigned
  if (state.basis !== basis || state.sources !== sources || state.releases.length !== tagged.length)
    return false
  const known = new Map(state.releases.map((each) => [each.tag, each]))
  const present = new Set(recordPaths(content))
  return tagged.every(({ tag, id }) => {
    const found = known.get(tag)
    if (found === undefined || found.lacking > 0 || !present.has(found.path)) return false
    return found.id === id && found.artifacts === artifacts.get(tag) && hasPublished(content, found)
  })
}

/** True when the index was made at this catalog time, from these policies, by this program, and the ledger is as it was left. */
export function isIndexCurrent({ content, state, indexBasis, ledger }: Run): boolean {
  if (state.ledger !== sha256(ledger)) return false
  return state.indexBasis === indexBasis && INDEX_FILES.every((file) => existsSync(join(content, file)))
}

const INDEX_FILES = ['releases/index.ndjson', 'catalog.json', LEDGER_FILE]
