import type { Dossier } from '#model/dossier.ts'
import type { Evaluation, Posture, Standing } from '#model/evaluation.ts'
import type { Policy } from '#model/policy.ts'
import type { Instant } from '#model/primitives.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { DAY_MS, instant, millis } from '../lib/time.ts'
import { decisionAt, evaluate } from '../verdict/evaluate.ts'
import { policyInForce, policyVersions } from './policies.ts'

/** A release and all policies there are, with the id of the one that judges it. */
export interface Judged {
  record: ReleaseRecord
  policies: readonly Policy[]
  policyId: string
}

/**
 * How a release stands today. What was GO at release and is not GO any more has aged out if proof, an approval or a
 * waiver ran out and nothing else came between; whatever else keeps it from GO makes it NO-GO.
 */
export function standingOf(judged: Judged, atRelease: Evaluation, today: Evaluation): Standing {
  if (today.decision !== 'no-go' || atRelease.decision !== 'go') return today.decision
  return isOnlyAge(judged, atRelease.at, today.at) ? 'aged-out' : 'no-go'
}

/**
 * When today's GO ends, by what, and how the release stands from then on; null where no GO ends. Versions of the policy
 * that are not in force yet are heeded: a GO also ends when one comes into force that does not call it GO.
 */
export function endOfToday(judged: Judged, atRelease: Evaluation, today: Evaluation): Posture['ends'] {
  const { validUntil, endedBy } = today.decision === 'go' ? endByPolicies(judged, today) : NEVER
  if (validUntil === null) return null
  const isAge = atRelease.decision === 'go' && isOnlyAge(judged, atRelease.at, validUntil)
  return { at: validUntil, as: isAge ? 'aged-out' : 'no-go', by: endedBy ?? '' }
}

type End = Pick<Evaluation, 'validUntil' | 'endedBy'>

const NEVER: End = { validUntil: null, endedBy: null }

function endByPolicies({ record, policies, policyId }: Judged, today: Evaluation): End {
  const coming = policyVersions(policies, policyId).filter(
    (each) => millis(each.validFrom) > millis(today.at),
  )
  let end: End = today
  for (const next of coming) {
    // At one and the same moment the version that comes into force is the one that judges.
    if (end.validUntil !== null && millis(end.validUntil) < millis(next.validFrom)) return end
    const judged = evaluate(record, next, next.validFrom)
    if (judged.decision !== 'go')
      return { validUntil: instant(millis(next.validFrom)), endedBy: `policy ${next.id} ${next.version}` }
    end = judged
  }
  return end
}

/**
 * Whether a release would be GO at a moment if nothing had grown older since an earlier one. Everything is judged at the
 * moment itself: later evidence, rejections, attempts, ends of accepted risks and the policy of then all count. Only what
 * may run out is given the time that has passed since.
 */
function isOnlyAge({ record, policies, policyId }: Judged, since: Instant, at: Instant): boolean {
  const passed = millis(at) - millis(since)
  if (passed < 0 || record.dossier === null) return false
  const dossier = { ...record.dossier, waivers: longerWaivers(record.dossier, passed) }
  const policy = longerAges(policyInForce(policies, policyId, at), passed)
  return decisionAt({ ...record, dossier }, policy, at) === 'go'
}

function longerWaivers({ waivers }: Dossier, ms: number): Dossier['waivers'] {
  return waivers.map((waiver) => ({ ...waiver, until: instant(millis(waiver.until) + ms) }))
}

function longerAges(policy: Policy, ms: number): Policy {
  const longer = <T extends Pick<Policy['artifacts'][number], 'accepts'>>(taking: T): T => ({
    ...taking,
    accepts: taking.accepts.map((clause) => ({
      ...clause,
      maxAgeDays: clause.maxAgeDays === null ? null : clause.maxAgeDays + ms / DAY_MS,
    })),
  })
  return {
    ...policy,
    groups: policy.groups.map((group) => ({ ...group, gates: group.gates.map(longer) })),
    artifacts: policy.artifacts.map(longer),
  }
}
