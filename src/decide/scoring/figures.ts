import { millis } from '../lib/time.ts'
import { SCORING_CHECKS } from './checks.ts'
import type { StandingRevision } from './state.ts'

/** How an approved revision does in its window [004]. */
export type ScoringFigures = {
  /** Checks that bind approval, evidence and cohort to the revision: how many passed. */
  binding: { passed: number; total: number }
  /** From the breach to the act that records the way back; null: no breach, or nobody recorded it. */
  restore: { minutes: number | null; isBreached: boolean }
  /** Windows of this revision that ended by the moment: renewed before the end, or their end recorded within a day. */
  schedule: Share
}

export type Share = { onSchedule: number; total: number }

const DAY_AND_NIGHT = 24 * 3_600_000

/** The figures of one revision. @param at only what happened by then counts. */
export function figuresOf({ judged }: StandingRevision, at: string): ScoringFigures {
  const bound = judged.checks.filter(({ name }) => BINDING.has(name))
  return {
    binding: { passed: bound.filter(({ findings }) => findings.length === 0).length, total: bound.length },
    restore: restoreOf(judged, at),
    schedule: scheduleOf(judged, at),
  }
}

/** All but what the approver wrote in words. */
const BINDING: ReadonlySet<string> = new Set(SCORING_CHECKS.filter((name) => name !== 'trade-off'))

function restoreOf({ life, entry }: StandingRevision['judged'], at: string): ScoringFigures['restore'] {
  const { breach } = life
  if (breach === null || millis(breach.at) > millis(at)) return { minutes: null, isBreached: false }
  const act = entry.document.history.find(
    (each) =>
      each.act === 'rollback' && millis(each.at) >= millis(breach.at) && millis(each.at) <= millis(at),
  )
  const minutes = act ? Math.round((millis(act.at) - millis(breach.at)) / 60_000) : null
  return { minutes, isBreached: true }
}

function scheduleOf({ life, entry }: StandingRevision['judged'], at: string): Share {
  const { span, rolledBack } = life
  if (span === null) return { onSchedule: 0, total: 0 }
  const renewed = span.renewals.filter((each) => millis(each.at) <= millis(at)).length
  const until = millis(span.until)
  const isEnded = until <= millis(at) && (rolledBack === null || millis(rolledBack) > until)
  const isRecorded = entry.document.history.some(
    (each) => each.act === 'expire' && Math.abs(millis(each.at) - until) <= DAY_AND_NIGHT,
  )
  return { onSchedule: renewed + Number(isEnded && isRecorded), total: renewed + Number(isEnded) }
}

/** The shares of all revisions together. */
export function scheduleOfAll(standing: readonly StandingRevision[], at: string): Share {
  const shares = standing.map(({ judged }) => scheduleOf(judged, at))
  return {
    onSchedule: shares.reduce((sum, each) => sum + each.onSchedule, 0),
    total: shares.reduce((sum, each) => sum + each.total, 0),
  }
}
