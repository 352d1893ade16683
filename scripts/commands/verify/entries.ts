import type { IndexEntry } from '#collect/index/entry.ts'
import { publishedFacts } from '#collect/record.ts'
import { extend, newestEntries, type Publication } from '#decide/ledger/ledger.ts'
import { type PolicyDigests, policyFault, policyName } from '#decide/ledger/verdicts.ts'
import { millis } from '#decide/lib/time.ts'
import { sha256 } from '#ledger/text.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { LedgerEntry, LedgerLine } from '#model/ledger.ts'
import { releaseId } from '#model/release.ts'
import type { AuditStep } from './published-place.ts'
import type { Proved } from './records.ts'
import { firstDifference } from './statements.ts'

/** Compares the published policies with the digests of those that the ledger names as judges. */
export function auditPolicies(entries: readonly LedgerEntry[], digests: PolicyDigests): AuditStep {
  const fault = policyFault(entries, digests)
  const faults = fault
    ? [
        finding(CODES[fault.what], {
          policy: policyName(fault.policy),
          release: fault.release,
          entry: fault.entry,
        }),
      ]
    : []
  return { name: 'policies', checked: digests.size, faults }
}

const CODES = { edited: 'ledger.policy_edited', missing: 'ledger.policy_missing' } as const

/**
 * Compares the newest entry of each release with its record and with both verdicts, field by field: a ledger that tells of
 * a catalog has nothing to add to it.
 * @param judged what each proved record comes to, by `service@version`.
 * @param at catalog time, UTC.
 */
export function auditEntries(
  lines: readonly LedgerLine[],
  records: Proved,
  judged: ReadonlyMap<string, Pick<IndexEntry, 'verdicts'>>,
  at: string,
): AuditStep {
  const newest = newestEntries(lines.map(({ entry }) => entry))
  const publications = [...records].flatMap(([id, { record, digest }]): Publication[] => {
    const verdicts = judged.get(id)?.verdicts
    const facts = { ...publishedFacts(record), tag: record.git.tag, recordSha256: digest }
    return verdicts ? [{ ...facts, ...verdicts }] : []
  })
  const added = extend(lines, publications, at, sha256).map(({ entry }) => entry)
  const faults = added.flatMap((entry) => difference(entry, newest.get(releaseId(entry))))
  const late = lines
    .filter(({ entry }) => millis(entry.at) > millis(at))
    .map(({ entry }) => tooLate(entry, at))
  return { name: 'entries', checked: publications.length, faults: [...late, ...faults] }
}

/** A withdrawal would only say that a record is missing, and a verdict that was never noted is not wrong. */
function difference(entry: LedgerEntry, said: LedgerEntry | undefined): Finding[] {
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

function tooLate(entry: LedgerEntry, at: string): Finding {
  const found = { at: 'at', found: entry.at, expected: `a moment up to ${at}` }
  return finding('ledger.entry_differs', { release: releaseId(entry), entry: entry.index, ...found })
}
