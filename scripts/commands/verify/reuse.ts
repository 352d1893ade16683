import { canonical } from '#decide/lib/canonical.ts'
import { addUses, type EvidenceUse, type FirstUses, reusedFrom, usesOf } from '#decide/lib/reuse.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { type ReleaseRecord, releaseId } from '#model/release.ts'
import type { AuditStep } from './published-place.ts'
import type { Proved } from './records.ts'

/** One release's part in bytes that are offered: for which commits, and what its record says of an earlier release. */
type Part = { record: ReleaseRecord; uses: EvidenceUse[]; items: EvidenceItem[] }

/**
 * Compares what records say of evidence that an earlier release offered for another commit. Of all releases that offer the
 * same bytes one came first; every other one has to name it unless it offers them for that one's commit. Which one that is
 * follows from the tags of the repository: here it is the one that the others name.
 */
export function auditReuse(records: Proved): AuditStep {
  const byDigest = partsByDigest(records)
  const faults = [...byDigest.values()].flatMap(faultsIn)
  return { name: 'reuse', checked: byDigest.size, faults: inOrder(faults) }
}

function partsByDigest(records: Proved): Map<string, Part[]> {
  const byDigest = new Map<string, Part[]>()
  for (const { record } of records.values())
    for (const [sha256, uses] of Map.groupBy(usesOf(record.evidence), (use) => use.sha256)) {
      const items = record.evidence.filter((item) => item.sha256 === sha256)
      const part = { record, uses, items }
      const parts = byDigest.get(sha256)
      if (parts) parts.push(part)
      else byDigest.set(sha256, [part])
    }
  return byDigest
}

function faultsIn(parts: readonly Part[]): Finding[] {
  const first = firstOf(parts)
  const known: FirstUses = new Map()
  if (first) addUses(known, releasedBy(first.record), first.uses)
  return parts.flatMap(({ record, items }) =>
    items.flatMap(({ name, sha256, subject, reused }) => {
      const expected = sha256 === null ? null : reusedFrom(known, { sha256, commit: subject.commit })
      if (canonical(reused ?? null) === canonical(expected)) return []
      const args = { release: releaseId(record), item: name, found: said(reused), expected: said(expected) }
      return [finding('ledger.reuse_differs', args)]
    }),
  )
}

/** The release that others name; where nobody does, one that offers the bytes for all commits that any of them names. */
function firstOf(parts: readonly Part[]): Part | undefined {
  const named = parts.flatMap(({ items }) => items.flatMap(({ reused }) => reused ?? []))[0]
  if (named)
    return parts.find(
      ({ record, items }) =>
        record.service === named.service &&
        record.version === named.version &&
        items.every(({ reused }) => reused === undefined),
    )
  const commits = new Set(parts.flatMap(({ uses }) => uses.flatMap(({ commit }) => commit ?? [])))
  const isWhole = ({ record, uses }: Part) => {
    const own = new Set(uses.map(({ commit }) => commit ?? record.git.commit))
    return [...commits].every((commit) => own.has(commit))
  }
  return parts.find(isWhole) ?? parts[0]
}

function releasedBy({ service, version, git }: ReleaseRecord) {
  return { service, version, commit: git.commit }
}

function said(reused: EvidenceItem['reused'] | null): string | null {
  return reused ? `${reused.service} ${reused.version}, commit ${reused.commit}` : null
}

function inOrder(faults: readonly Finding[]): Finding[] {
  return faults.toSorted((a, b) => (canonical(a.args) < canonical(b.args) ? -1 : 1))
}
