import type { Decision, Evaluation } from '#model/evaluation.ts'
import type { Policy } from '#model/policy.ts'
import type { Instant } from '#model/primitives.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { sortFindings } from '../lib/findings.ts'
import { instant, millis } from '../lib/time.ts'
import { assess, notAssessed } from './assess.ts'
import { crossChecks } from './cross-checks.ts'
import { makeContext, makeSubmission, type Submission } from './evaluation-context.ts'
import { fallbackEnd } from './risks.ts'

/**
 * Decides one release by one version of a policy at one moment: the only place a verdict comes from. Pure; the same
 * three arguments give the same bytes [003 "GO only when every mandatory check is green and no unresolved SEV-1/SEV-2
 * risk exists"].
 * @returns every gate, artifact, approval and risk with its outcome, the blockers (GO has none), and when a GO ends.
 */
export function evaluate(record: ReleaseRecord, policy: Policy, at: Instant): Evaluation {
  const { dossier } = record
  if (record.state !== 'dossier' || dossier === null) return notAssessed(record, policy, millis(at))
  const submission = makeSubmission(record, dossier)
  const context = makeContext(submission, policy, millis(at))
  const assessed = assess(context)
  const findings = sortFindings([...assessed.findings, ...crossChecks(context)])
  const end = assessed.decision === 'go' ? endOfGo(submission, policy, assessed) : null
  return { ...assessed, findings, ...end }
}

/** The decision alone, for questions such as what would be if: it looks for no end of a GO and checks nothing crosswise. */
export function decisionAt(record: ReleaseRecord, policy: Policy, at: Instant): Decision {
  const { dossier } = record
  if (record.state !== 'dossier' || dossier === null) return 'not-assessed'
  return assess(makeContext(makeSubmission(record, dossier), policy, millis(at))).decision
}

/**
 * The same as `evaluate` at a later moment by the same policy, given an earlier evaluation: while nothing could change
 * in between, only the moment does, which is so for most releases and saves half of judging them.
 */
export function evaluateLater(
  record: ReleaseRecord,
  policy: Policy,
  at: Instant,
  earlier: Evaluation,
): Evaluation {
  const until = steadyUntil(record, earlier)
  const isLater = millis(earlier.at) <= millis(at)
  if (!isLater || (until !== null && millis(until) <= millis(at))) return evaluate(record, policy, at)
  return { ...earlier, at: instant(millis(at)) }
}

/** The first moment after an evaluation's own at which the same policy could judge otherwise; null when none will. */
export function steadyUntil(record: ReleaseRecord, evaluation: Evaluation): Instant | null {
  const { dossier } = record
  const next = dossier && nextChange({ record, dossier }, evaluation)
  return next === null ? null : instant(next)
}

/** Steps from one moment at which anything may change to the next, until the release is no longer GO. */
function endOfGo(
  submission: Submission,
  policy: Policy,
  go: Evaluation,
): Pick<Evaluation, 'validUntil' | 'endedBy'> {
  let current = go
  for (;;) {
    const next = nextChange(submission, current)
    if (next === null) return { validUntil: null, endedBy: null }
    current = assess(makeContext(submission, policy, next))
    if (current.decision !== 'go') return { validUntil: instant(next), endedBy: cause(current) }
  }
}

type Changing = Pick<Submission, 'record' | 'dossier'>

function nextChange(release: Changing, evaluation: Evaluation): number | null {
  const at = millis(evaluation.at)
  const later = changes(release, evaluation).filter((change) => change > at)
  return later.length > 0 ? later.reduce((a, b) => Math.min(a, b)) : null
}

/** Every moment at which this evaluation could come out differently. */
function changes({ record, dossier }: Changing, evaluation: Evaluation): number[] {
  const items = [...evaluation.groups.flatMap((group) => group.gates), ...evaluation.artifacts].flatMap(
    (each) => each.items,
  )
  const instants = [
    ...items.map((item) => item.freshUntil),
    ...record.evidence.map((item) => item.generatedAt),
    ...record.evidence.flatMap((item) => item.statements?.list.map((statement) => statement.at) ?? []),
    ...dossier.waivers.map((waiver) => waiver.until),
    ...dossier.approvals.map((approval) => approval.at),
    ...[dossier.decidedAt ?? null, record.git.taggedAt, record.git.committedAt],
    ...dossier.attempts.map((attempt) => attempt.evidenceRunAt),
    ...(record.github?.pullRequests ?? []).flatMap(({ reviews }) => reviews.map((review) => review.at)),
  ]
  const ends = dossier.risks.map(fallbackEnd)
  return [...instants.map((text) => (text === null ? null : millis(text))), ...ends].filter(
    (ms) => ms !== null,
  )
}

/** The artifact, gate, risk or role that ends a GO. */
function cause(ended: Evaluation): string {
  const first = ended.blockers[0]
  const { item, gate, risk, role } = first?.args ?? {}
  return String(item ?? gate ?? risk ?? role ?? first?.code ?? ended.firstFailure)
}
