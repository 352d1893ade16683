import type {
  LedgerAct,
  LedgerEntry,
  LedgerFacts,
  LedgerHead,
  LedgerLine,
  RejudgeReason,
} from '#model/ledger.ts'
import { releaseId } from '#model/release.ts'
import { canonical } from '../lib/canonical.ts'
import { compareText } from '../lib/findings.ts'
import { type LedgerVerdicts, rejudgeReasons, withoutRepeated } from './verdicts.ts'

/** A release as collected and judged. `released` is the tag's time, UTC: the ledger grows in that order. */
export type Publication = LedgerFacts & LedgerVerdicts & { released: string }

/** An entry before it has its place in the chain. */
type Draft = LedgerFacts &
  LedgerVerdicts &
  ({ act: Exclude<LedgerAct, 'rejudged'> } | { act: 'rejudged'; reasons: RejudgeReason[] })

/** The newest entry of each release, by `service@version`. */
export function newestEntries(entries: readonly LedgerEntry[]): Map<string, LedgerEntry> {
  return new Map(entries.map((entry) => [releaseId(entry), entry]))
}

/** True when nothing that the ledger still shows as published is among these releases: it is another catalog's. */
export function isForeign(entries: readonly LedgerEntry[], releases: readonly Publication[]): boolean {
  const present = new Set(releases.map(releaseId))
  const live = [...newestEntries(entries)].filter(([, { act }]) => act !== 'withdrawn')
  return live.length > 0 && live.every(([id]) => !present.has(id))
}

/**
 * The lines that make a ledger tell of these releases: withdrawals first, by name, then what is new or changed, by the
 * tag's time. Nothing for a ledger that tells of them already.
 * @param at catalog time, UTC.
 * @param sha256 of a text's UTF-8 bytes, in hexadecimal.
 */
export function extend(
  ledger: readonly LedgerLine[],
  releases: readonly Publication[],
  at: string,
  sha256: (text: string) => string,
): LedgerLine[] {
  const newest = newestEntries(ledger.map(({ entry }) => entry))
  const drafts = [...withdrawals(newest, releases), ...publications(newest, releases, at)]
  const added: LedgerLine[] = []
  for (const draft of drafts) {
    const previous = added.at(-1) ?? ledger.at(-1)
    const index = previous ? previous.entry.index + 1 : 0
    const entry: LedgerEntry = { schemaVersion: 2, ...draft, index, at, previous: previous?.digest ?? null }
    added.push({ entry, digest: sha256(canonical(entry)) })
  }
  return added
}

/** Length and last digest of a ledger. */
export function headOf(ledger: readonly LedgerLine[]): LedgerHead {
  return { entries: ledger.length, head: ledger.at(-1)?.digest ?? null }
}

/** What differs between two publications of one release. `record` alone: its evidence was read anew. */
export type LedgerChange = 'commit' | 'tag-object' | 'tag' | 'dossier' | 'record'

/** What a later entry of a release changed, in the order of weight. */
export function changesBetween(before: LedgerFacts, after: LedgerFacts): LedgerChange[] {
  return CHANGES.filter(([key]) => before[key] !== after[key]).map(([, change]) => change)
}

/**
 * What of a release is not what it was when it was first published, or published again: a moved tag, an edited dossier.
 * @param entries of one release, oldest first.
 */
export function changesSince(entries: readonly LedgerEntry[]): Exclude<LedgerChange, 'record'>[] {
  const since = entries.slice(entries.findLastIndex(({ act }) => act === 'published'))
  const changes = since.slice(1).flatMap((entry, at) => changesBetween(since[at] ?? entry, entry))
  return CHANGES.flatMap(([, change]) => (change !== 'record' && changes.includes(change) ? [change] : []))
}

/**
 * Why a release is judged otherwise than when it was first published, or published again, each reason once; empty when it
 * is not. That a verdict is noted for the first time is no reason.
 * @param entries of one release, oldest first.
 */
export function rejudgedSince(entries: readonly LedgerEntry[]): Exclude<RejudgeReason, 'not-recorded'>[] {
  const since = entries.slice(entries.findLastIndex(({ act }) => act === 'published'))
  const reasons = since.flatMap((entry) => (entry.act === 'rejudged' ? entry.reasons : []))
  return [...new Set(reasons)].filter((reason) => reason !== 'not-recorded')
}

const CHANGES = [
  ['commit', 'commit'],
  ['tagObject', 'tag-object'],
  ['tag', 'tag'],
  ['dossierSha256', 'dossier'],
  ['recordSha256', 'record'],
] as const satisfies readonly (readonly [keyof LedgerFacts, LedgerChange])[]

function withdrawals(newest: ReadonlyMap<string, LedgerEntry>, releases: readonly Publication[]): Draft[] {
  const present = new Set(releases.map(releaseId))
  return [...newest]
    .filter(([id, { act }]) => act !== 'withdrawn' && !present.has(id))
    .sort(([a], [b]) => compareText(a, b))
    .map(([, entry]) => ({ act: 'withdrawn', ...factsOf(entry), ...keptVerdicts(entry) }))
}

/** An entry of the first version did not say how the release was judged, and nobody can judge it any more. */
function keptVerdicts(entry: LedgerEntry): LedgerVerdicts {
  if (!('schemaVersion' in entry)) return { atRelease: null, today: null }
  return { atRelease: entry.atRelease, today: entry.today }
}

function publications(
  newest: ReadonlyMap<string, LedgerEntry>,
  releases: readonly Publication[],
  at: string,
): Draft[] {
  return releases.toSorted(byTime).flatMap((release): Draft[] => {
    const said = { ...factsOf(release), ...withoutRepeated(release, at) }
    const before = newest.get(releaseId(release))
    if (before === undefined || before.act === 'withdrawn') return [{ act: 'published', ...said }]
    const changes = changesBetween(before, release)
    if (changes.some((change) => change !== 'record')) return [{ act: 'superseded', ...said }]
    const reasons = rejudgeReasons(before, release, at)
    if (reasons.length > 0) return [{ act: 'rejudged', ...said, reasons }]
    return changes.length > 0 ? [{ act: 'superseded', ...said }] : []
  })
}

function byTime(a: Publication, b: Publication): number {
  return compareText(a.released, b.released) || compareText(releaseId(a), releaseId(b))
}

function factsOf(release: LedgerFacts): LedgerFacts {
  const { service, version, tag, tagObject, commit, dossierSha256, recordSha256 } = release
  return { service, version, tag, tagObject, commit, dossierSha256, recordSha256 }
}
