import { firstEntries } from '#collect/remembered-offers.ts'
import { canonical } from '#decide/lib/canonical.ts'
import {
  addUses,
  type EvidenceUse,
  type FirstUses,
  isSameRelease,
  type Released,
  reusedFrom,
  usesOf,
} from '#decide/lib/reuse.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import { type ReleaseRecord, releaseId } from '#model/release.ts'
import type { AuditStep } from './published-place.ts'
import type { Proved, Superseded } from './records.ts'

/** One release's part in bytes that are offered: since when, for which commits, and what its record says of an earlier one. */
type Part = { release: Released; at: string; uses: EvidenceUse[]; items: EvidenceItem[] }

/**
 * Compares what records say of evidence that an earlier release offered for another commit. Of all releases that ever
 * offered the same bytes one came first: of those that were published first the one that the others name, for among those
 * of one run the tags of the repository decide. Every other one has to name it unless it offers them for that one's commit.
 * @param superseded records of releases as they were before: they count as well.
 */
export function auditReuse(
  records: Proved,
  entries: readonly LedgerEntry[],
  superseded: Superseded,
): AuditStep {
  const { byDigest, lost } = partsByDigest(records, entries, superseded)
  const faults = [...byDigest.values()].flatMap((parts) => faultsIn(parts, lost))
  return { name: 'reuse', checked: byDigest.size, faults: inOrder(faults) }
}

function partsByDigest(records: Proved, entries: readonly LedgerEntry[], superseded: Superseded) {
  const byDigest = new Map<string, Part[]>()
  const add = (release: Released, at: string, uses: readonly EvidenceUse[], evidence: EvidenceItem[]) => {
    for (const [sha256, own] of Map.groupBy(uses, (use) => use.sha256)) {
      const items = evidence.filter((item) => item.sha256 === sha256)
      const part = { release, at, uses: own, items }
      const parts = byDigest.get(sha256)
      if (parts) parts.push(part)
      else byDigest.set(sha256, [part])
    }
  }
  const lost = new Set<string>()
  const firsts = firstEntries(entries)
  for (const { record, digest } of records.values())
    add(releasedBy(record), firsts.get(digest)?.at ?? '', usesOf(record.evidence), record.evidence)
  for (const [digest, { service, version, commit, at }] of firsts) {
    if (superseded.lost.has(digest)) lost.add(releaseId({ service, version }))
    add({ service, version, commit }, at, superseded.uses.get(digest) ?? [], [])
  }
  return { byDigest, lost }
}

function faultsIn(parts: readonly Part[], lost: ReadonlySet<string>): Finding[] {
  const named = parts.flatMap(({ items }) => items.flatMap(({ reused }) => reused ?? []))[0]
  const isNamed = (release: Released) => named !== undefined && releaseId(release) === releaseId(named)
  // Whether a record that nobody keeps offered these bytes cannot be told.
  if (named && lost.has(releaseId(named)) && !parts.some(({ release }) => isNamed(release))) return []
  const first = firstOf(parts, isNamed)
  const known: FirstUses = new Map()
  for (const { release, uses } of parts)
    if (first && isSameRelease(release, first)) addUses(known, release, uses)
  return parts.flatMap(({ release, items }) =>
    items.flatMap(({ name, sha256, subject, reused }) => {
      const expected = sha256 === null ? null : reusedFrom(known, release, { sha256, commit: subject.commit })
      if (canonical(reused ?? null) === canonical(expected)) return []
      const args = { release: releaseId(release), item: name, found: said(reused), expected: said(expected) }
      return [finding('ledger.reuse_differs', args)]
    }),
  )
}

/**
 * Of the parts that were published first the one that others name; where nobody names one of them, one that offers the
 * bytes for all commits that any part names.
 */
function firstOf(parts: readonly Part[], isNamed: (release: Released) => boolean): Released | undefined {
  const since = parts.map(({ at }) => at).sort()[0]
  const firsts = parts.filter(({ at }) => at === since)
  const named = firsts.find(
    ({ release, items }) => isNamed(release) && items.every(({ reused }) => reused === undefined),
  )
  const commits = new Set(parts.flatMap(({ uses }) => uses.flatMap(({ commit }) => commit ?? [])))
  const isWhole = ({ release, uses }: Part) => {
    const own = new Set(uses.map(({ commit }) => commit ?? release.commit))
    return [...commits].every((commit) => own.has(commit))
  }
  return (named ?? firsts.find(isWhole) ?? firsts[0])?.release
}

function releasedBy({ service, version, git }: ReleaseRecord): Released {
  return { service, version, commit: git.commit }
}

function said(reused: EvidenceItem['reused'] | null): string | null {
  return reused ? `${reused.service} ${reused.version}, commit ${reused.commit}` : null
}

function inOrder(faults: readonly Finding[]): Finding[] {
  return faults.toSorted((a, b) => (canonical(a.args) < canonical(b.args) ? -1 : 1))
}
