import { hash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { headOf } from '#decide/ledger/ledger.ts'
import type { LedgerEntry, LedgerLine } from '#model/ledger.ts'
import { releaseId } from '#model/release.ts'
import { slug } from '#model/slug.ts'
import { CONTENT, collectAgain, facts, links } from './catalog.ts'

/** Everything that was ever published, oldest first. */
export const ledger: readonly LedgerLine[] = readLedger()

const linesOf: ReadonlyMap<string, LedgerLine[]> = Map.groupBy(ledger, ({ entry }) => releaseId(entry))

/** The entries of each release, oldest first, by `service@version`. */
export const entriesOf: ReadonlyMap<string, readonly LedgerEntry[]> = new Map(
  [...linesOf].map(([id, lines]) => [id, lines.map(({ entry }) => entry)]),
)

/** What the ledger remembers of one release, oldest first. */
export function ledgerOf(release: { service: string; version: string }): readonly LedgerLine[] {
  return linesOf.get(releaseId(release)) ?? []
}

const superseded = new Set(existsSync(join(CONTENT, 'records')) ? readdirSync(join(CONTENT, 'records')) : [])

/** Address of a record that was published once and superseded since; null for one that nobody keeps. */
export function supersededRecord(sha256: string): string | null {
  return superseded.has(`${sha256}.json`) ? links.apiSuperseded(sha256) : null
}

/** Changes when anything changes that a release's page shows of the ledger. */
export function ledgerKey(release: { service: string; version: string }): string {
  const lines = ledgerOf(release)
  const kept = lines.map(({ entry }) => (superseded.has(`${entry.recordSha256}.json`) ? 1 : 0))
  return `${lines.at(-1)?.digest.slice(0, 16)}${kept.length > 1 ? kept.join('') : ''}`
}

/** Releases whose tag is gone: only the ledger remembers them. */
export const withdrawn = [...linesOf.values()].flatMap((lines) => {
  const { act, service, version } = lines.at(-1)?.entry ?? {}
  return act === 'withdrawn' && service && version ? [{ service, slug: slug(version), lines }] : []
})

/** The collector proved the chain before it wrote it; the last digest shows that it is still the same. */
function readLedger(): LedgerLine[] {
  const path = join(CONTENT, 'ledger.ndjson')
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const lines = text
    .split('\n')
    .filter(Boolean)
    .map((line) => ({ entry: JSON.parse(line) as LedgerEntry, digest: hash('sha256', line) }))
  const { entries, head } = headOf(lines)
  if (entries !== facts.ledger.entries || head !== facts.ledger.head)
    throw collectAgain(`${path} is not the ledger the index was made with.`)
  return lines
}
