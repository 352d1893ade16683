import { entryOf, type IndexEntry, postureOf } from '#collect/index/entry.ts'
import { judgingOf } from '#collect/run.ts'
import { statementText } from '#collect/statements.ts'
import { breakBetween } from '#decide/ledger/chain.ts'
import { headOf, newestEntries } from '#decide/ledger/ledger.ts'
import { readPlace } from '#ledger/address.ts'
import { LARGEST_LEDGER } from '#ledger/base.ts'
import { readLedger } from '#ledger/text.ts'
import { CliError } from '#lib/cli-error.ts'
import { printable } from '#lib/text.ts'
import { CatalogFacts } from '#model/catalog.ts'
import type { Finding } from '#model/finding.ts'
import type { LedgerEntry, LedgerHead } from '#model/ledger.ts'
import { slug } from '#model/slug.ts'
import { type AuditStep, openPlace, type PublishedPlace } from './published-place.ts'
import { auditRecords, type Proved } from './records.ts'
import { auditStatements } from './statements.ts'
import { auditVerdicts } from './verdicts.ts'

/** What an audit found: its steps, and the ledger it looked at. */
export type Audit = { steps: AuditStep[]; ledger: LedgerHead }

/**
 * Checks a catalog as a stranger would: the chain, that it continues an older one, every record and published artifact
 * against its digest, and every verdict and the statement about it by judging again.
 * @param previous path or address of an older ledger; null without.
 * @throws CliError 2 when there is no catalog, 75 when a server does not answer.
 */
export async function audit(name: string, previous: string | null): Promise<Audit> {
  const place = openPlace(name)
  const text = await required(place, 'ledger', LARGEST_LEDGER)
  const facts = readFacts(place, await required(place, 'catalog', LARGEST_FACTS))
  const ledger = readLedger(text)
  if (!ledger.ok)
    return { steps: [{ name: 'ledger', checked: 0, faults: [ledger.fault] }], ledger: facts.ledger }
  const head = headOf(ledger.lines)
  const steps: AuditStep[] = [
    { name: 'ledger', checked: head.entries, faults: sameHead(head, facts.ledger) },
    ...(previous === null ? [] : [await continues(previous, text)]),
  ]
  const newest = newestEntries(ledger.lines.map(({ entry }) => entry))
  const { records, ...checked } = await auditRecords(place, newest)
  const { entries, statements } = judgeAgain(
    facts,
    records,
    ledger.lines.map(({ entry }) => entry),
  )
  steps.push(checked.step, checked.evidence, await auditVerdicts(place, facts, entries))
  steps.push(await auditStatements(place, statements))
  return { steps, ledger: head }
}

const LARGEST_FACTS = 16 << 20

async function required(
  place: PublishedPlace,
  document: 'ledger' | 'catalog',
  largest: number,
): Promise<string> {
  const bytes = await place.read(document, largest)
  if (bytes) return bytes.toString('utf8')
  throw new CliError(
    `There is no ${printable(place.nameOf(document))}. Name a content folder, the folder of a built site, or the address of a published one.`,
  )
}

function readFacts(place: PublishedPlace, text: string): CatalogFacts {
  try {
    return CatalogFacts.parse(JSON.parse(text))
  } catch {
    throw new CliError(
      `${printable(place.nameOf('catalog'))} was written by another version of this program, or changed since.`,
      1,
    )
  }
}

function sameHead(found: LedgerHead, said: LedgerHead): Finding[] {
  if (found.head === said.head && found.entries === said.entries) return []
  return [{ code: 'ledger.head', args: { found: found.head, said: said.head }, path: [] }]
}

async function continues(previous: string, text: string): Promise<AuditStep> {
  const bytes = await readPlace(previous, LARGEST_LEDGER)
  if (bytes === null) throw new CliError(`There is no ledger at ${printable(previous)}.`)
  const older = bytes.toString('utf8').split('\n').filter(Boolean)
  const line = breakBetween(older, text.split('\n'))
  const faults = line === null ? [] : [{ code: 'ledger.rewritten', args: { line, previous }, path: [] }]
  return { name: 'previous', checked: older.length, faults }
}

/** What every proved record comes to: its entry, and the statement about it, by `service/slug`; null for none. */
type Rejudged = { entries: IndexEntry[]; statements: ReadonlyMap<string, string | null> }

/** Judges every proved record again by the catalog's policies. */
function judgeAgain(facts: CatalogFacts, records: Proved, ledger: readonly LedgerEntry[]): Rejudged {
  const judging = judgingOf(facts, facts.at, ledger)
  const entries: IndexEntry[] = []
  const statements = new Map<string, string | null>()
  for (const stored of records.values()) {
    const { record, digest } = stored
    const posture = postureOf(record, judging)
    entries.push(entryOf(record, digest, judging, posture))
    const name = `${record.service}/${slug(record.version)}`
    statements.set(name, statementText(stored, posture.atRelease, facts, judging.policyDigests))
  }
  return { entries, statements }
}
