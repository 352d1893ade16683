import type { EvidenceItem } from '#model/evidence.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { compareText } from './findings.ts'

/*
 * Bytes that two releases offer for two commits. A run writes its own file, so the same bytes under another commit are
 * those of the earlier release, until something proves that they were made again. Which release is the earlier one is
 * asked before: these functions take releases in that order. So a later tag never changes what is said of an earlier one.
 */

/** An artifact that a release offers: digest of its bytes, and the commit that they are said to be made from, if any. */
export interface EvidenceUse {
  sha256: string
  commit: string | null
}

/** The release that offered some bytes first, and for which commits: those that it names, in order, then its own. */
export interface FirstUse extends Released {
  commits: readonly string[]
}

/** The first uses of all bytes, by digest. */
export type FirstUses = Map<string, FirstUse>

/** A release, and the commit that its tag leads to. */
export type Released = Pick<ReleaseRecord, 'service' | 'version'> & Pick<ReleaseRecord['git'], 'commit'>

/** What a release offers, each once and in order. */
export function usesOf(
  evidence: readonly { sha256: string | null; subject: Pick<EvidenceItem['subject'], 'commit'> }[],
): EvidenceUse[] {
  const found = new Map<string, EvidenceUse>()
  for (const { sha256, subject } of evidence)
    if (sha256 !== null) found.set(`${sha256} ${subject.commit}`, { sha256, commit: subject.commit })
  return [...found].sort(([a], [b]) => compareText(a, b)).map(([, use]) => use)
}

/**
 * Remembers what a release offers where no earlier one did. What names no commit is offered for the released one. What is
 * said of the same release twice, such as by records of two readings, counts together.
 */
export function addUses(known: FirstUses, release: Released, uses: readonly EvidenceUse[]): void {
  const { service, version, commit: released } = release
  for (const [sha256, offered] of Map.groupBy(uses, (use) => use.sha256)) {
    const first = known.get(sha256)
    if (first && !isSameRelease(first, release)) continue
    const named = offered.map(({ commit }) => commit).filter((each) => each !== null)
    const isNameless = named.length < offered.length && released !== null
    const own = [...named.sort(compareText), ...(isNameless ? [released] : [])]
    const commits = new Set([...(first?.commits ?? []), ...own])
    known.set(sha256, { service, version, commit: released, commits: [...commits] })
  }
}

/** A tag that moved to another commit is another release here: what it offered before was made from the other one. */
export function isSameRelease(a: Released, b: Released): boolean {
  return a.service === b.service && a.version === b.version && a.commit === b.commit
}

/**
 * The earlier release that offered bytes for another commit, with that commit; null where none did, and for bytes that are
 * offered for no commit: they claim nothing that could be another's.
 * @param release that offers them now.
 */
export function reusedFrom(
  known: ReadonlyMap<string, FirstUse>,
  release: Released,
  { sha256, commit }: EvidenceUse,
): NonNullable<EvidenceItem['reused']> | null {
  const first = known.get(sha256)
  const [other] = first?.commits ?? []
  if (first === undefined || other === undefined || isSameRelease(first, release)) return null
  if (commit === null || first.commits.includes(commit)) return null
  return { service: first.service, version: first.version, commit: other }
}

/** The evidence of a release with what earlier ones offered of it; what was said of that before is forgotten. */
export function withReuse(
  known: ReadonlyMap<string, FirstUse>,
  release: Released,
  evidence: readonly EvidenceItem[],
): EvidenceItem[] {
  return evidence.map(({ reused: _, ...item }) => {
    const { sha256, subject } = item
    const reused = sha256 === null ? null : reusedFrom(known, release, { sha256, commit: subject.commit })
    return { ...item, ...(reused ? { reused } : {}) }
  })
}
