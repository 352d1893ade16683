import { hash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { besideLedger, readPlace } from '#ledger/address.ts'
import { readPlain } from '#lib/files.ts'
import { forEachAtOnce } from '#lib/pool.ts'
import type { LedgerEntry, LedgerLine } from '#model/ledger.ts'
import { isWhole } from '#store/published.ts'
import type { Store } from '#store/store.ts'
import { recordPath } from './record.ts'

/** Where records lie that were published once and are no longer the record of a release, by the digest of their bytes. */
const RECORDS = 'records'

/** Where such a record lies, in a content folder and below `api/v1/` of a site. */
export function supersededPath(sha256: string): string {
  return `${RECORDS}/${sha256}.json`
}

type Keeping = {
  store: Store
  content: string
  /** Path or address of the ledger that was published before; the records it tells of lie beside it. Null for none. */
  published: string | null
}

/**
 * Keeps every record that the ledger tells of and that is not a release's own any more, so that an auditor gets what was
 * published then. Its bytes come from the content folder, else from where the ledger was published before; only those
 * with the digest in the ledger are taken.
 * @param current digests of the records of all releases after this run.
 * @returns the entries whose record cannot be had any more: its bytes lie nowhere.
 * @throws CliError 75 when the place of the ledger does not answer as it should: it may have them.
 */
export async function keepSuperseded(
  { store, content, published }: Keeping,
  ledger: readonly LedgerLine[],
  current: ReadonlySet<string>,
): Promise<LedgerEntry[]> {
  const wanted = new Map<string, LedgerEntry>()
  for (const { entry } of ledger.toReversed())
    if (!current.has(entry.recordSha256)) wanted.set(entry.recordSha256, entry)
  dropOthers({ store, content }, new Set(ledger.map(({ entry }) => entry.recordSha256)))
  const lost: LedgerEntry[] = []
  await forEachAtOnce([...wanted.values()], AT_ONCE, async (entry) => {
    const path = supersededPath(entry.recordSha256)
    if (isWhole(content, path, entry.recordSha256)) return
    const bytes = await publishedRecord(entry, content, published)
    if (bytes !== null) return store.write(path, bytes)
    lost.push(entry)
    store.remove(path)
  })
  return lost.sort((a, b) => a.index - b.index)
}

const AT_ONCE = 8
const LARGEST_RECORD = 64 << 20

/**
 * The bytes of the record that an entry tells of, from the content folder, else from where the ledger was published
 * before; null when they lie in neither.
 * @throws CliError 75 when the place of the ledger does not answer as it should: it may have them.
 */
export async function publishedRecord(
  entry: LedgerEntry,
  content: string,
  published: string | null,
): Promise<Buffer | null> {
  const isOurs = (bytes: Buffer | null) => bytes !== null && hash('sha256', bytes) === entry.recordSha256
  for (const path of [recordPath(entry), supersededPath(entry.recordSha256)]) {
    const own = join(content, path)
    const here = existsSync(own) ? readPlain(own) : null
    if (isOurs(here)) return here
  }
  if (published === null) return null
  for (const path of [supersededPath(entry.recordSha256), recordPath(entry)]) {
    const bytes = await readPlace(besideLedger(published, path), LARGEST_RECORD)
    if (isOurs(bytes)) return bytes
  }
  return null
}

/** Of another ledger, when a new one was started. */
function dropOthers(
  { store, content }: Pick<Keeping, 'store' | 'content'>,
  known: ReadonlySet<string>,
): void {
  const folder = join(content, RECORDS)
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder))
    if (!known.has(name.replace(/\.json$/, ''))) store.remove(`${RECORDS}/${name}`)
}
