import { entryOf, type IndexEntry, postureOf } from '#collect/index/entry.ts'
import { judgingOf } from '#collect/run.ts'
import { statementText } from '#collect/statements.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import { slug } from '#model/slug.ts'
import type { Proved } from './records.ts'

/** What every proved record comes to: its entry, and the statement about it, by `service/slug`; null for none. */
export type Judged = { entries: IndexEntry[]; statements: ReadonlyMap<string, string | null> }

/** Judges every proved record again by the catalog's policies. */
export function judgeAgain(facts: CatalogFacts, records: Proved): Judged {
  const judging = judgingOf(facts, facts.at)
  const entries: IndexEntry[] = []
  const statements = new Map<string, string | null>()
  for (const stored of records.values()) {
    const { record, digest } = stored
    const posture = postureOf(record, judging)
    entries.push(entryOf(record, digest, judging, posture))
    const name = `${record.service}/${slug(record.version)}`
    statements.set(name, statementText(stored, posture.atRelease, facts))
  }
  return { entries, statements }
}
