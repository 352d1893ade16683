import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Instant } from '#model/primitives.ts'
import type { GitFacts, ReleaseRecord } from '#model/release.ts'
import { instant, millis, utc } from '../lib/time.ts'
import type { EvaluationContext, Violations } from './evaluation-context.ts'

/*
 * When a release was made. Four moments have to follow each other:
 *
 *   code committed ≤ decided ≤ catalog time
 *   code committed ≤ tagged  ≤ catalog time
 *
 * The dossier says when it was decided, git says the rest. "At release" is the first moment at which it was both decided
 * and tagged. So an early `decidedAt` brings neither an older policy nor fresher proof, and a late one only what had
 * come by then; one that is impossible blocks.
 */

/** When a release was made, in UTC: both decided and tagged, whichever came last. */
export function decisionTime({ dossier, git }: ReleaseRecord): Instant {
  const decided = dossier?.decidedAt === undefined ? 0 : millis(dossier.decidedAt)
  return instant(Math.max(decided, taggedTime(git)))
}

/** When a release was made, as far as the catalog can know at its own time: what is still to come was not yet. */
export function momentAtRelease(record: ReleaseRecord, at: Instant): Instant {
  const made = decisionTime(record)
  return millis(made) > millis(at) ? utc(at) : made
}

/** The tag's time in milliseconds, or its commit's where that is later: a tag cannot be older than what it names. */
function taggedTime({ taggedAt, committedAt }: GitFacts): number {
  return Math.max(millis(taggedAt), committedAt === null ? 0 : millis(committedAt))
}

/** What contradicts the order of commit, tag and decision, or has not happened yet at the moment of judging. */
export function judgeDecisionTime({
  record,
  dossier,
  at,
}: Pick<EvaluationContext, 'record' | 'dossier' | 'at'>): Violations {
  const { git } = record
  const { decidedAt } = dossier
  const blockers: Finding[] = []
  const decided = decidedAt === undefined ? null : millis(decidedAt)
  if (decidedAt !== undefined && decided !== null) {
    const code = git.codeCommittedAt
    const args = { decidedAt, committedAt: code }
    if (code !== null && decided < millis(code))
      blockers.push(finding('decision.before_code', args, ['decidedAt']))
    if (decided > at) blockers.push(finding('decision.in_future', { decidedAt }, ['decidedAt']))
  }
  const tagged = taggedTime(git)
  if (tagged > at)
    blockers.push(finding('tag.in_future', { tag: git.tag, taggedAt: instant(tagged) }, ['tag']))
  return { blockers, findings: tagBeforeCommit(git) }
}

function tagBeforeCommit({ tag, taggedAt, committedAt }: GitFacts): Finding[] {
  if (committedAt === null || millis(taggedAt) >= millis(committedAt)) return []
  return [finding('tag.before_commit', { tag, taggedAt, committedAt }, ['tag'])]
}
