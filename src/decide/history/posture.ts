import type { Evaluation, Posture } from '#model/evaluation.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Policy } from '#model/policy.ts'
import type { Instant } from '#model/primitives.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { sortFindings } from '../lib/findings.ts'
import { millis } from '../lib/time.ts'
import { momentAtRelease } from '../verdict/decision-time.ts'
import { evaluate, evaluateLater, steadyUntil } from '../verdict/evaluate.ts'
import { endOfToday, standingOf } from './aging.ts'
import { loosenedDemands } from './loosening.ts'
import { loweredThresholds, policyInForce, policyNamed, policyVersions } from './policies.ts'

/**
 * Both verdicts of a release that was not published yet: at release (policy in force and age of evidence when it
 * was both decided and tagged) and at `at`, the catalog time, which is what "today" means. A newer policy changes the
 * second and never the first.
 * @throws Error when no policy has the id.
 */
export function posture(
  record: ReleaseRecord,
  policies: readonly Policy[],
  policyId: string,
  at: Instant,
): Posture {
  return publishedPosture(record, policies, policyId, at, null)
}

/**
 * The same of a release that a ledger tells of.
 * @param pinned the policy that its published verdict at release stays with, whatever policies came since; null = none.
 * @throws Error when no policy has the id, or the pinned one is not there.
 */
export function publishedPosture(
  record: ReleaseRecord,
  policies: readonly Policy[],
  policyId: string,
  at: Instant,
  pinned: Pick<Policy, 'id' | 'version'> | null,
): Posture {
  const decided = momentAtRelease(record, at)
  const then = pinned ? policyNamed(policies, pinned) : policyInForce(policies, policyId, decided)
  const now = policyInForce(policies, policyId, at)
  const atRelease = evaluate(record, then, decided)
  const judged = { record, policies, policyId }
  const today = now === then ? evaluateLater(record, now, at, atRelease) : evaluate(record, now, at)
  const findings = [
    ...declaredAgainst(record, atRelease),
    ...tagAgainst(record, atRelease),
    ...lowered(policies, policyId, now),
  ]
  return {
    atRelease,
    today,
    standing: standingOf(judged, atRelease, today),
    ends: endOfToday(judged, atRelease, today),
    findings: sortFindings(findings),
    declared: declaredBy(record),
  }
}

/**
 * The first moment after today's at which judging again could come to another posture: something ages or ends, or another
 * policy comes into force. Null when no moment will; until then only `today.at` differs.
 */
export function postureUntil(
  record: ReleaseRecord,
  policies: readonly Policy[],
  policyId: string,
  { today }: Posture,
): Instant | null {
  const own = steadyUntil(record, today)
  const next = policyVersions(policies, policyId).find((each) => millis(each.validFrom) > millis(today.at))
  if (!next) return own
  return own !== null && millis(own) < millis(next.validFrom) ? own : next.validFrom
}

function declaredBy(record: ReleaseRecord): Posture['declared'] {
  return record.dossier?.declaredDecision?.decision ?? null
}

/** Declared and recomputed are compared in both directions, at the moment the declaration was about. */
function declaredAgainst(record: ReleaseRecord, atRelease: Evaluation): Finding[] {
  const declared = declaredBy(record)
  if (declared === null || atRelease.decision === 'not-assessed') return []
  const recomputed = atRelease.decision === 'go' ? 'GO' : 'NO-GO'
  if (declared === recomputed) return []
  const args = { declared, recomputed, blockers: atRelease.blockers.length }
  return [finding(CODE[declared], args, ['declaredDecision'])]
}

const CODE = {
  GO: 'declared.go_recomputed_no_go',
  'NO-GO': 'declared.no_go_recomputed_go',
  inconclusive: 'declared.inconclusive',
} as const

/** "do not tag or publish ... until ... green" [002]. A dossier may be asked about before it is tagged. */
function tagAgainst(record: ReleaseRecord, atRelease: Evaluation): Finding[] {
  const { tag, taggedAt, unknown, otherName } = record.git
  const decidedAt = record.dossier?.decidedAt
  if (unknown.some((each) => each.code === 'git.no_tag')) return []
  const early = decidedAt !== undefined && millis(decidedAt) > millis(taggedAt)
  return [
    ...(atRelease.decision === 'no-go'
      ? [finding('tag.while_no_go', { tag, blockers: atRelease.blockers.length })]
      : []),
    ...(otherName === null ? [] : [finding('tag.other_name', { tag, says: otherName })]),
    ...(early ? [finding('tag.before_decision', { tag, taggedAt, decidedAt }, ['decidedAt'])] : []),
  ]
}

/** What today's policy asks less of than the version before, and limits that it loosened without saying why. */
function lowered(policies: readonly Policy[], id: string, now: Policy): Finding[] {
  const versions = policyVersions(policies, id)
  const before = versions[versions.indexOf(now) - 1]
  if (!before) return []
  // One tool or producer more is told on the policy's page; here is told what nobody asks for any longer.
  const dropped = loosenedDemands(before, now).filter((each) => each.args['from'] !== 'none')
  return [...loweredThresholds(before, now), ...dropped]
}
