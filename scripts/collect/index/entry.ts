import { hash } from 'node:crypto'
import { hasTampered } from '#decide/history/alarms.ts'
import { judgePublished, policyOf } from '#decide/history/judging.ts'
import { postureUntil } from '#decide/history/posture.ts'
import { inputIds, type ReleaseSummary, summarizeRelease } from '#decide/history/release-summary.ts'
import { type LedgerVerdicts, type PolicyDigests, pinnedPolicy, verdictsOf } from '#decide/ledger/verdicts.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { millis } from '#decide/lib/time.ts'
import { decisionTime } from '#decide/verdict/decision-time.ts'
import type { RunbookOf } from '#messages/runbook-of.ts'
import type { Posture } from '#model/evaluation.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { InputItem, InputRegister } from '#model/inputs.ts'
import type { LedgerEntry, PinnedPolicy } from '#model/ledger.ts'
import type { Policy } from '#model/policy.ts'
import type { Instant } from '#model/primitives.ts'
import { type ReleaseRecord, releaseId } from '#model/release.ts'
import type { Service } from '#model/service.ts'
import { searchLine } from './search-line.ts'

/** What judging needs besides the records. */
export type Judging = {
  policies: readonly Policy[]
  policyDigests: PolicyDigests
  /** The policy of services that name none. */
  policy: string
  services: ReadonlyMap<string, Service>
  /** Ids in order, first to last. */
  environments: readonly string[]
  /** The registers that releases name items of. */
  inputs?: readonly InputRegister[] | undefined
  /** The newest entry of each release in the ledger that this run goes on from, by `service@version`. */
  newest: ReadonlyMap<string, LedgerEntry>
  runbookOf: RunbookOf
  /** Catalog time. */
  at: string
}

/**
 * An index line before its neighbors are known, a digest of what its page shows of itself, and what it adds to the
 * search and to the summary of all.
 */
export type IndexEntry = {
  line: Omit<IndexLine, 'key' | 'era'>
  shown: string
  /** Its search line as canonical text: as an object it would keep the texts alive that it was cut from. */
  search: string
  summary: ReleaseSummary
  /** What the ledger keeps of both verdicts. */
  verdicts: LedgerVerdicts
  /** First moment at which judging again could come to something else; null = never. */
  until: Instant | null
}

/** Judges one record by the policy of its service, and at release by the one that its published verdict stays with. */
export function postureOf(record: ReleaseRecord, judging: Judging): Posture {
  return judgePublished(record, judging, judging.newest.get(releaseId(record)))
}

/** The policy that the published verdict of a release stays with; null when it was not published as it is. */
export function pinOf(
  release: Pick<ReleaseRecord, 'service' | 'version'>,
  facts: Parameters<typeof pinnedPolicy>[1],
  { newest }: Pick<Judging, 'newest'>,
): PinnedPolicy | null {
  return pinnedPolicy(newest.get(releaseId(release)), facts)
}

/** Says in one line what lists need of a judged record. @param digest SHA-256 of the record's bytes. */
export function entryOf(
  record: ReleaseRecord,
  digest: string,
  judging: Judging,
  judged: Posture = postureOf(record, judging),
): IndexEntry {
  const { atRelease, today } = judged
  const { service: id, version, state, semantic, prerelease, dossier } = record
  const line = {
    service: id,
    version,
    state,
    semantic,
    prerelease,
    tampered: hasTampered(record.evidence),
    released: record.git.taggedAt,
    type: dossier?.releaseType ?? null,
    atRelease: atRelease.decision,
    today: judged.standing,
    strips: [atRelease.strip, today.strip] satisfies [string, string],
    blockers: today.blockers.length,
    risks: dossier?.risks?.filter((risk) => risk.status === 'open').length ?? 0,
    validUntil: judged.ends?.at ?? null,
    endsAs: judged.ends?.as ?? null,
    environment: furthest(record, judging.environments),
    digest,
  }
  return {
    line: { ...line, strips: [atRelease.strip, today.strip] },
    shown: shownDigest(digest, judged, record, judging),
    search: canonical(searchLine(record, judged)),
    summary: summarizeRelease(record, judged),
    verdicts: verdictsOf(judged, judging.policyDigests, decisionTime(record)),
    until: entryUntil(record, judging, judged),
  }
}

/** A release of the future is looked at again when it comes: from then on its digest follows from its record. */
function entryUntil(record: ReleaseRecord, judging: Judging, judged: Posture): Instant | null {
  const until = postureUntil(record, judging.policies, policyOf(record, judging), judged)
  const decided = decisionTime(record)
  const isAhead = millis(decided) > millis(judging.at)
  return isAhead && (until === null || millis(decided) < millis(until)) ? decided : until
}

/** The last environment, in the catalog's order, that the release reached and was not rolled back from. */
function furthest(record: ReleaseRecord, environments: readonly string[]): string | null {
  const reached = new Map<string, boolean>()
  for (const { to, result } of record.dossier?.promotions ?? []) {
    if (result !== 'blocked') reached.set(to, result === 'reached')
  }
  const there = [...reached].filter(([, isThere]) => isThere).map(([id]) => id)
  const rank = (id: string) => environments.indexOf(id)
  return there.reduce<string | null>((far, id) => (far === null || rank(id) >= rank(far) ? id : far), null)
}

/**
 * Digest of what a release's page shows, besides what all pages show, such as the policies. The verdict at release follows
 * from the record and its policy; so does today's while nothing could change since.
 */
function shownDigest(digest: string, judged: Posture, record: ReleaseRecord, judging: Judging): string {
  const { atRelease, today } = judged
  const isSteady = today.groups === atRelease.groups
  const service = judging.services.get(record.service)
  const names = record.git.boundaries.map((touched) => judging.services.get(touched.service)?.name ?? null)
  const parts: unknown[] = [
    digest,
    atRelease.policy,
    today.policy,
    service,
    names,
    isSteady ? null : shownToday(judged),
  ]
  parts.push(...namedItems(record, judging))
  return hash('sha256', JSON.stringify(parts))
}

/** What the registers say of the items that a release names; null of one that they do not hold. */
function namedItems({ dossier }: ReleaseRecord, { inputs = [] }: Judging): (InputItem | null)[] {
  if (inputs.length === 0) return []
  const items = new Map(inputs.flatMap((register) => register.items.map((item) => [item.id, item] as const)))
  return inputIds(dossier).map((id) => items.get(id) ?? null)
}

/** Of today's verdict everything counts but the moment of judging, which changes with every run. */
function shownToday({ today, standing, ends, findings }: Posture): unknown[] {
  const { strip, firstFailure, blockers } = today
  const gates = today.groups.flatMap((group) => group.gates)
  const outcomes = [...gates, ...today.artifacts].map(({ outcome, validUntil: until, items }) => [
    outcome,
    until,
    ...items.map((item) => item.outcome),
  ])
  const approvals = today.approvals.map(({ outcome }) => outcome)
  const waived = gates.map((gate) => gate.waived)
  // A record that was read again has its members sorted; one that was just made has not.
  const said = canonical([...blockers, ...today.findings, ...findings].map(({ code, args }) => [code, args]))
  return [standing, ends, strip, firstFailure, outcomes, approvals, waived, said]
}
