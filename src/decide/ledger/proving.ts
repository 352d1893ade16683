import type { EvidenceItem, Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { LedgerEntry, LedgerFacts, LedgerHead, LedgerLine } from '#model/ledger.ts'
import { ReleaseRecord, releaseId } from '#model/release.ts'
import { type Difference, firstDifference } from '../lib/difference.ts'
import { millis } from '../lib/time.ts'
import { extend, newestEntries, type Publication } from './ledger.ts'

/*
 * What an audit of a published catalog asks of each release: once on the command line of every release, once in the
 * reader's browser of one. Whoever asks has read the bytes and taken their digests.
 */

/** What the ledger says of a record, besides the digest of its bytes. */
export function publishedFacts(
  record: ReleaseRecord,
): Omit<LedgerFacts, 'tag' | 'recordSha256'> & { released: string } {
  const { service, version, git, dossierSource } = record
  const { tagObject, commit, taggedAt } = git
  const dossierSha256 = dossierSource?.sha256 ?? null
  return { service, version, tagObject, commit, dossierSha256, released: taggedAt }
}

/** A record whose bytes are those that the ledger names, or why it is none. */
export type RecordProof =
  | { ok: true; record: ReleaseRecord }
  | { ok: false; fault: 'record_differs' | 'record_foreign' }

/**
 * Compares a record with the release's newest entry in the ledger.
 * @param text its bytes as UTF-8 text. @param digest SHA-256 of its bytes.
 */
export function proveRecord(entry: LedgerEntry, text: string, digest: string): RecordProof {
  if (digest !== entry.recordSha256) return { ok: false, fault: 'record_differs' }
  const record = ReleaseRecord.safeParse(parsed(text))
  return record.success ? { ok: true, record: record.data } : { ok: false, fault: 'record_foreign' }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * Compares the newest entry of each release with its record and with both verdicts, field by field: a ledger that tells of
 * a catalog has nothing to add to it.
 * @param publications of the releases whose entries are asked about. @param at catalog time, UTC.
 */
export function entryFaults(
  lines: readonly LedgerLine[],
  publications: readonly Publication[],
  at: string,
): Finding[] {
  const newest = newestEntries(lines.map(({ entry }) => entry))
  // Entries are compared by what they say, not by the digest that they would have.
  const added = extend(lines, publications, at, () => '').map(({ entry }) => entry)
  return added.flatMap((entry) => entryDifference(entry, newest.get(releaseId(entry))))
}

/** A withdrawal would only say that a record is missing, and a verdict that was never noted is not wrong. */
function entryDifference(entry: LedgerEntry, said: LedgerEntry | undefined): Finding[] {
  if (entry.act === 'withdrawn' || said === undefined || !('schemaVersion' in said)) return []
  const found = firstDifference(comparable(said), comparable(entry))
  const args = { release: releaseId(entry), entry: said.index }
  return found ? [finding('ledger.entry_differs', { ...args, ...found })] : []
}

function comparable(entry: LedgerEntry) {
  const { service, version, tag, tagObject, commit, dossierSha256, recordSha256 } = entry
  const verdicts = 'schemaVersion' in entry ? { atRelease: entry.atRelease, today: entry.today } : {}
  return { service, version, tag, tagObject, commit, dossierSha256, recordSha256, ...verdicts }
}

/** Compares the end of a chain with the one that the catalog's own facts name. */
export function headFaults(found: LedgerHead, said: LedgerHead): Finding[] {
  if (found.head === said.head && found.entries === said.entries) return []
  return [finding('ledger.head', { found: found.head, said: said.head })]
}

/** Entries that were written after the moment that the catalog says it was made at. @param at catalog time, UTC. */
export function lateEntries(lines: readonly LedgerLine[], at: string): Finding[] {
  return lines
    .filter(({ entry }) => millis(entry.at) > millis(at))
    .map(({ entry }) => {
      const found = { at: 'at', found: entry.at, expected: `a moment up to ${at}` }
      return finding('ledger.entry_differs', { release: releaseId(entry), entry: entry.index, ...found })
    })
}

/**
 * Compares what a record says of an artifact with what its bytes say, read again. What only the repository knows may have
 * taken from it: it never made it pass.
 * @param isOpen what was compared with it besides, a list or a signature, is not all published.
 */
export function readingDifference(
  item: EvidenceItem,
  made: Reading | EvidenceItem,
  { isPartial, isOpen }: { isPartial: boolean; isOpen: boolean },
): Difference | null {
  const differs = firstDifference(own(item, isPartial), own(made, isPartial))
  if (differs || item.status !== 'passed' || made.status === 'passed' || isPartial || isOpen) return differs
  return { at: 'status', found: '"passed"', expected: JSON.stringify(made.status) }
}

/** What follows from the bytes alone. A list over files that are not published was counted where they are. */
function own(read: Reading | EvidenceItem, isPartial: boolean) {
  const { format, dialect, tool, judgement, counts, suites, metrics, recorded } = read
  return { format, dialect, tool, judgement, counts: isPartial ? null : counts, suites, metrics, recorded }
}
