import type { IndexEntry } from '#collect/index/entry.ts'
import type { Publication } from '#decide/ledger/ledger.ts'
import { entryFaults, lateEntries, publishedFacts } from '#decide/ledger/proving.ts'
import { type PolicyDigests, policyFault, policyName } from '#decide/ledger/verdicts.ts'
import { finding } from '#model/finding.ts'
import type { LedgerEntry, LedgerLine } from '#model/ledger.ts'
import type { AuditStep } from './published-place.ts'
import type { Proved } from './records.ts'

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
  const publications = [...records].flatMap(([id, { record, digest }]): Publication[] => {
    const verdicts = judged.get(id)?.verdicts
    const facts = { ...publishedFacts(record), tag: record.git.tag, recordSha256: digest }
    return verdicts ? [{ ...facts, ...verdicts }] : []
  })
  const faults = [...lateEntries(lines, at), ...entryFaults(lines, publications, at)]
  return { name: 'entries', checked: publications.length, faults }
}
