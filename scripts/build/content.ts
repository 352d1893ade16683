import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { readLedger } from '#ledger/text.ts'
import { CliError } from '#lib/cli-error.ts'
import { readPlain } from '#lib/files.ts'
import { formatFinding } from '#lib/format-finding.ts'
import { CatalogFacts } from '#model/catalog.ts'
import { IndexLine } from '#model/index-line.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import { SearchLine } from '#model/search.ts'
import { CatalogSummary } from '#model/summary.ts'
import { takeLock } from '#store/lock.ts'
import { requirePublished } from '#store/published.ts'
import { isUnfinished, recover } from '#store/store.ts'

/** What was collected, besides the records: proved to be whole and of this version. */
interface CollectedContent {
  facts: CatalogFacts
  search: SearchLine[]
  /** Everything that was ever published, oldest first. */
  ledger: LedgerEntry[]
}

/**
 * Reads what a collect wrote for the site. One that was killed while it moved its files into place is finished first.
 * @throws CliError 2 that says what to run, when nothing was collected, another version did it or something is damaged; 75 while one is running.
 */
export function readCollected(content: string): CollectedContent {
  finishKilled(content)
  requirePublished(content)
  const facts = readAs(CatalogFacts, content, 'catalog.json')
  readAs(CatalogSummary, content, 'releases/summary.json')
  // Astro checks each line of the index; one is enough to know which version wrote them.
  const [index = ''] = readText(content, 'releases/index.ndjson').split('\n', 1)
  if (index !== '') accept(IndexLine, index, join(content, 'releases/index.ndjson'))
  const search = readLines(SearchLine, content, 'releases/search.ndjson')
  return { facts, search, ledger: readEntries(content) }
}

function readEntries(content: string): LedgerEntry[] {
  const ledger = readLedger(readText(content, 'ledger.ndjson'))
  if (ledger.ok) return ledger.lines.map(({ entry }) => entry)
  throw new CliError(`${join(content, 'ledger.ndjson')}: ${formatFinding(ledger.fault)}`)
}

const REMEDY = 'Run: npm run catalog -- collect'

function finishKilled(content: string): void {
  if (!isUnfinished(content)) return
  const unlock = takeLock(join(content, 'releases'))
  try {
    recover(content)
  } finally {
    unlock()
  }
}

function readAs<T extends z.ZodType>(schema: T, content: string, path: string): z.output<T> {
  return accept(schema, readText(content, path), join(content, path))
}

function readLines<T extends z.ZodType>(schema: T, content: string, path: string): z.output<T>[] {
  const lines = readText(content, path).split('\n').filter(Boolean)
  return lines.map((line) => accept(schema, line, join(content, path)))
}

function readText(content: string, path: string): string {
  const file = join(content, path)
  if (!existsSync(file))
    throw new CliError(`${file} does not exist. Collect releases first: npm run catalog -- collect`)
  return readPlain(file).toString('utf8')
}

function accept<T extends z.ZodType>(schema: T, text: string, file: string): z.output<T> {
  const found = schema.safeParse(parse(text, file))
  if (!found.success)
    throw new CliError(`${file} was collected by another version of this program. ${REMEDY}`)
  return found.data
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new CliError(`${file} is damaged: it is no JSON. ${REMEDY}`)
  }
}
