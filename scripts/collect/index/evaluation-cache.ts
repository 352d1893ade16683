import { hash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { canonical } from '#decide/lib/canonical.ts'
import { millis } from '#decide/lib/time.ts'
import { readPlain } from '#lib/files.ts'
import { judgingKey } from '../cache-keys.ts'
import type { CatalogContext } from '../configuration/catalog-context.ts'
import { recordPath } from '../record.ts'
import type { IndexEntry } from './entry.ts'

/** What was judged, by the record's path: entries that still hold. */
export type CachedEvaluations = ReadonlyMap<string, IndexEntry>

/**
 * `.judged.ndjson`: the catalog time and a digest of all that the entries rest on, then a line for each entry, without
 * its search line, which stands in the same place of `search.ndjson`.
 */
const JUDGED_FILE = 'releases/.judged.ndjson'
const SEARCH_FILE = 'releases/search.ndjson'

/**
 * The entries of the last run that hold at another catalog time too: what judging them again would come to.
 * @returns an empty map when policies, program or one of the lines are not the same any more, and for an earlier time.
 */
export function readJudged(content: string, context: CatalogContext, at: string): CachedEvaluations {
  const files = [JUDGED_FILE, SEARCH_FILE].map((file) => join(content, file))
  if (!files.every((file) => existsSync(file))) return new Map()
  const [text = '', search = ''] = files.map((file) => readPlain(file).toString('utf8'))
  const [head = '', ...entries] = linesOf(text)
  const [judgedAt = '', digest] = head.split(' ')
  if (digest !== digestOf(context, entries, search) || millis(judgedAt) > millis(at)) return new Map()
  const searches = linesOf(search)
  return new Map(entries.flatMap((entry, index) => holding(entry, searches[index] ?? '', at)))
}

/** The bytes of the file. @param entries in the order of `search`, the text of the search lines. */
export function judgedFile(
  entries: readonly IndexEntry[],
  search: string,
  context: CatalogContext,
  at: string,
): { path: string; text: string } {
  const lines = entries.map(({ search: _, ...entry }) => canonical(entry))
  return { path: JUDGED_FILE, text: [`${at} ${digestOf(context, lines, search)}`, ...lines, ''].join('\n') }
}

function holding(text: string, search: string, at: string): [string, IndexEntry][] {
  const entry: IndexEntry = { ...JSON.parse(text), search }
  const holds = entry.until === null || millis(at) < millis(entry.until)
  return holds ? [[recordPath(entry.line), entry]] : []
}

function linesOf(text: string): string[] {
  return text.split('\n').slice(0, -1)
}

function digestOf(context: CatalogContext, entries: readonly string[], search: string): string {
  return hash('sha256', [judgingKey(context), ...entries, search].join('\n'))
}
