import type { Evaluation, Posture } from '#model/evaluation.ts'
import type {
  LedgerEntry,
  LedgerFacts,
  LedgerReleaseVerdict,
  LedgerVerdict,
  PinnedPolicy,
  RejudgeReason,
} from '#model/ledger.ts'
import { releaseId } from '#model/release.ts'
import { millis } from '../lib/time.ts'

/** Both verdicts of a release as the ledger keeps them; null for one that was not assessed. */
export type LedgerVerdicts = { atRelease: LedgerReleaseVerdict | null; today: LedgerVerdict | null }

/** SHA-256 of what each policy says, by `id@version`. */
export type PolicyDigests = ReadonlyMap<string, string>

/**
 * A posture as the ledger keeps it.
 * @param decidedAt when the release was made, UTC, also when that is still to come.
 * @throws Error for a policy that has no digest.
 */
export function verdictsOf(
  { atRelease, today }: Posture,
  digests: PolicyDigests,
  decidedAt: string,
): LedgerVerdicts {
  const then = verdictOf(atRelease, digests)
  return {
    atRelease: then && { ...then, decidedAt },
    today: verdictOf(today, digests),
  }
}

function verdictOf({ decision, policy, validUntil }: Evaluation, digests: PolicyDigests) {
  if (decision === 'not-assessed') return null
  const { id, version } = policy
  const sha256 = digests.get(policyName(policy))
  if (sha256 === undefined) throw new Error(`There is no policy ${policyName(policy)}.`)
  return { decision, policy: { id, version, sha256 }, validUntil }
}

/** `default@2026.1`: how a version of a policy is named. */
export function policyName({ id, version }: Pick<PinnedPolicy, 'id' | 'version'>): string {
  return `${id}@${version}`
}

/**
 * The policy that a published verdict at release stays with: the one in the release's newest entry, as long as it is of
 * the same commit and dossier. Null for what was not judged before: the policy in force at its decision judges it.
 */
export function pinnedPolicy(
  newest: LedgerEntry | undefined,
  { commit, dossierSha256 }: Pick<LedgerFacts, 'commit' | 'dossierSha256'>,
): PinnedPolicy | null {
  if (newest === undefined || !('schemaVersion' in newest)) return null
  const isSame = newest.commit === commit && newest.dossierSha256 === dossierSha256
  return isSame ? (newest.atRelease?.policy ?? null) : null
}

/** Of today's verdict the ledger keeps what does not follow from the one at release, by the same policy. */
export function withoutRepeated({ atRelease, today }: LedgerVerdicts, at: string): LedgerVerdicts {
  const follows = atRelease && today && isSamePolicy(atRelease, today)
  return { atRelease, today: follows && decisionAt(atRelease, at) === today.decision ? null : today }
}

/**
 * Why a release is judged otherwise than its newest entry says; empty when it is not. What merely aged is no reason.
 * @param at catalog time, UTC.
 */
export function rejudgeReasons(
  before: LedgerEntry,
  after: LedgerVerdicts & Pick<LedgerFacts, 'recordSha256'>,
  at: string,
): RejudgeReason[] {
  if (!('schemaVersion' in before)) return after.atRelease === null ? [] : ['not-recorded']
  const own =
    before.recordSha256 !== after.recordSha256 ? 'record' : isAhead(before) ? 'dated-ahead' : 'program'
  const isSame = isSameVerdict(before.atRelease, after.atRelease)
  return [...(isSame ? [] : ([own] as const)), ...todayReasons(before, after, at)]
}

/** True for an entry about a release that says it was decided later than the catalog that tells of it. */
function isAhead({ atRelease, at }: Pick<LedgerEntry, 'at'> & LedgerVerdicts): boolean {
  return atRelease !== null && millis(atRelease.decidedAt) > millis(at)
}

/** Today's verdict is another because another policy judges; while the policy is the same, only time passes. */
function todayReasons(before: LedgerVerdicts, after: LedgerVerdicts, at: string): RejudgeReason[] {
  const [then, now] = [before.today ?? before.atRelease, after.today ?? after.atRelease]
  if (then === null || now === null || isSamePolicy(then, now)) return []
  if (decisionAt(then, at) === decisionAt(now, at)) return []
  return [then.policy.id === now.policy.id ? 'policy-version' : 'service-policy']
}

function isSamePolicy(a: LedgerVerdict, b: LedgerVerdict): boolean {
  return policyName(a.policy) === policyName(b.policy)
}

function isSameVerdict(a: LedgerReleaseVerdict | null, b: LedgerReleaseVerdict | null): boolean {
  if (a === null || b === null) return a === b
  const isEqual = a.decision === b.decision && a.decidedAt === b.decidedAt && a.validUntil === b.validUntil
  return isEqual && isSamePolicy(a, b) && a.policy.sha256 === b.policy.sha256
}

/** What a verdict comes to at a later moment by its own policy. */
function decisionAt({ decision, validUntil }: LedgerVerdict, at: string): LedgerVerdict['decision'] {
  return validUntil !== null && millis(validUntil) <= millis(at) ? 'no-go' : decision
}

/** A policy that a ledger holds as the judge of a release, and that is not there as it was. */
export type PolicyFault = {
  what: 'edited' | 'missing'
  policy: PinnedPolicy
  /** The release that it judged, and the entry that says so. */
  release: string
  entry: number
}

/**
 * The first version of a policy that has judged a published release and says something else now, or that a verdict at
 * release still stays with and that is gone; null when all are as they were.
 */
export function policyFault(entries: readonly LedgerEntry[], digests: PolicyDigests): PolicyFault | null {
  const newest = new Map(entries.map((entry) => [releaseId(entry), entry]))
  for (const entry of entries) {
    if (!('schemaVersion' in entry)) continue
    const isNeeded = newest.get(releaseId(entry)) === entry && entry.act !== 'withdrawn'
    for (const verdict of [entry.atRelease, entry.today]) {
      if (verdict === null) continue
      const found = digests.get(policyName(verdict.policy))
      const what = found === undefined ? 'missing' : found === verdict.policy.sha256 ? null : 'edited'
      const counts = what === 'edited' || (what === 'missing' && isNeeded && verdict === entry.atRelease)
      if (what !== null && counts)
        return { what, policy: verdict.policy, release: releaseId(entry), entry: entry.index }
    }
  }
  return null
}
