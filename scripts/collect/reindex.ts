import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CliError } from '#lib/cli-error.ts'
import { CatalogFacts } from '#model/catalog.ts'
import { takeLock } from '#store/lock.ts'
import { allRecords } from '#store/records.ts'
import { readState, STATE_FILE } from '#store/state.ts'
import { openStore } from '#store/store.ts'
import { indexKey } from './cache-keys.ts'
import type { CatalogContext } from './configuration/catalog-context.ts'
import { policiesBeside, runbooksBeside } from './configuration/configuration.ts'
import { entryOf, postureOf } from './index/entry.ts'
import { writeIndex } from './index/write.ts'
import { judgingOf } from './run.ts'
import { keepStatement } from './statements.ts'

/** Which collected catalog to judge again, with the policies beside which configuration, at which catalog time. */
type Reindex = { content: string; config?: string | undefined; at: string }

/**
 * Judges all collected records again: writes `index.ndjson` and `catalog.json`, reads no repository.
 * @returns how many releases were judged.
 * @throws CliError 2 when nothing was collected there.
 */
export function reindex({ content, config, at }: Reindex): number {
  if (!existsSync(join(content, 'releases'))) throw nothingThere(content)
  const unlock = takeLock(join(content, 'releases'))
  try {
    const store = openStore(content)
    const { counts, ledger, at: _, ...kept } = readFacts(content)
    const context: CatalogContext = {
      ...kept,
      policies: policiesBeside(config),
      runbooks: runbooksBeside(config),
    }
    const judging = judgingOf(context, at)
    const entries = Array.from(allRecords(content), (stored) => {
      const judged = postureOf(stored.record, judging)
      keepStatement({ store, content, context, judging }, stored, judged.atRelease)
      return entryOf(stored.record, stored.digest, judging, judged)
    })
    writeIndex(store, entries, context, { at, counts, ledger })
    store.write(STATE_FILE, JSON.stringify({ ...readState(content), indexKey: indexKey(context, at) }))
    store.commit()
    return entries.length
  } finally {
    unlock()
  }
}

function readFacts(content: string): CatalogFacts {
  const path = join(content, 'catalog.json')
  if (!existsSync(path)) throw nothingThere(content)
  const facts = CatalogFacts.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (facts.success) return facts.data
  throw new CliError(`${path} was written by another version. Run: npm run catalog -- collect`)
}

function nothingThere(content: string): CliError {
  return new CliError(
    `Nothing has been collected into ${content}. Run: npm run catalog -- collect --content ${content}`,
  )
}
