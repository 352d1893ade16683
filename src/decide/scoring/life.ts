import { type Finding, finding } from '#model/finding.ts'
import type { GuardrailName, ScoringAct, ScoringApproval, ScoringRevision } from '#model/scoring.ts'
import { instant, millis } from '../lib/time.ts'
import { type JudgedApproval, sameWindow } from './approval.ts'

/** From when to when a revision may order its cohort, by approvals that count and acts that used them. */
export type LiveSpan = {
  from: string
  until: string
  /** The approval that it began with. */
  by: ScoringApproval
  /** Renewals, each made while it was live. */
  renewals: { at: string; from: string; until: string }[]
}

/** A guardrail's trigger that was reached. */
export type Breach = { at: string; guardrail: GuardrailName; value: number; trigger: number; unit: string }

/** The course of a revision's life, whatever day it is asked for. */
export type Life = {
  /** Null: it was never live. */
  span: LiveSpan | null
  breach: Breach | null
  /** The first moment at which the way back is taken, by a breach or by a person; null: never. */
  rolledBack: string | null
  /** Acts that changed nothing, and why. */
  misfits: Finding[]
}

/**
 * Follows the history of a revision: only an activation inside an approved window, for the approved cohort, makes it live;
 * only a renewal that was approved and made before the end prolongs it [004].
 * @param isWhole without a whole packet nothing becomes live. @param known moment after which nothing can have happened.
 */
export function lifeOf(
  revision: ScoringRevision,
  approvals: readonly JudgedApproval[],
  { isWhole, known }: { isWhole: boolean; known: string },
): Life {
  const valid = approvals.filter(({ counts }) => counts).map(({ approval }) => approval)
  const acts = revision.history.toSorted((a, b) => millis(a.at) - millis(b.at))
  const misfits: Finding[] = []
  let span: LiveSpan | null = null
  for (const act of acts) {
    const next = follow(act, span, { revision, valid, isWhole, known })
    if ('code' in next) misfits.push(next)
    else span = next.span
  }
  const breach = span && breachIn(revision, span, known)
  const manual =
    span && acts.find((act) => act.act === 'rollback' && isAfter(act.at, span) && within(act, known))
  const ends = [breach?.at, manual?.at].filter((each) => each !== undefined)
  const rolledBack = ends.length > 0 ? instant(Math.min(...ends.map(millis))) : null
  return { span, breach, rolledBack, misfits }
}

type Following = {
  revision: ScoringRevision
  valid: readonly ScoringApproval[]
  isWhole: boolean
  known: string
}

function follow(
  act: ScoringAct,
  span: LiveSpan | null,
  following: Following,
): Finding | { span: LiveSpan | null } {
  if (!within(act, following.known)) return finding('scoring.in_future', { what: act.act, at: act.at })
  if (act.act === 'activate') return activate(act, span, following)
  if (act.act === 'extend') return extend(act, span, following)
  return { span }
}

function activate(act: ScoringAct, span: LiveSpan | null, { revision, valid, isWhole }: Following) {
  const cohort = revision.manifest?.cohorts[0]?.id
  const { window, profile } = revision
  const args = { at: act.at, id: profile.id }
  if (cohort === undefined || act.cohort !== cohort)
    return finding('scoring.broadened', { ...args, cohort: act.cohort ?? null, approved: cohort ?? null })
  const by = valid.find(
    (each) => window && each.window && sameWindow(each.window, window) && covers(each, act.at),
  )
  if (!isWhole || by?.window === undefined) return finding('scoring.activated_unapproved', args)
  return span === null
    ? { span: { from: act.at, until: by.window.until, by, renewals: [] } }
    : finding('scoring.activated_twice', args)
}

/** A renewal is a new approval of the same bytes, made while they are live; nothing that ended comes back by one. */
function extend(act: ScoringAct, span: LiveSpan | null, { revision, valid }: Following) {
  const args = { at: act.at, id: revision.profile.id }
  const { until } = act
  if (span === null || !isIn(act.at, span)) return finding('scoring.extended_late', args)
  const by = valid.find(({ at, window }) => {
    if (window === undefined || until === undefined || millis(at) > millis(act.at)) return false
    const isNext = millis(window.from) <= millis(span.until) && millis(window.until) > millis(span.until)
    return isNext && millis(window.until) === millis(until)
  })
  if (by?.window === undefined) return finding('scoring.extended_unapproved', args)
  const renewal = { at: act.at, from: span.until, until: by.window.until }
  return { span: { ...span, until: by.window.until, renewals: [...span.renewals, renewal] } }
}

function covers({ at, window }: ScoringApproval, moment: string): boolean {
  if (window === undefined || millis(at) > millis(moment)) return false
  return millis(window.from) <= millis(moment) && millis(moment) < millis(window.until)
}

function isIn(at: string, { from, until }: Pick<LiveSpan, 'from' | 'until'>): boolean {
  return millis(from) <= millis(at) && millis(at) < millis(until)
}

function isAfter(at: string, { from }: LiveSpan): boolean {
  return millis(at) >= millis(from)
}

function within({ at }: { at: string }, known: string): boolean {
  return millis(at) <= millis(known)
}

/** The first observation in its span that reached a trigger. */
function breachIn({ rollback, observations }: ScoringRevision, span: LiveSpan, known: string): Breach | null {
  const breaches = observations
    .filter((each) => isIn(each.at, span) && within(each, known))
    .flatMap(({ guardrail, at, value }) => {
      const rail = rollback?.guardrails.find((each) => each.guardrail === guardrail)
      return rail && value >= rail.trigger
        ? [{ at, guardrail, value, trigger: rail.trigger, unit: rail.unit }]
        : []
    })
  return breaches.sort((a, b) => millis(a.at) - millis(b.at))[0] ?? null
}

/** What was seen of one guardrail by a moment. */
export type WatchedGuardrail = {
  guardrail: GuardrailName
  trigger: number
  unit: string
  everyHours: number
  /** The newest observation; null before the first. */
  seen: { value: number; at: string; source: string } | null
  /** From this moment on nobody knows, unless it is looked at again. */
  blindFrom: string
}

/** How each guardrail of a live revision stands. @param at only what was observed by then is known. */
export function watchedAt(
  revision: ScoringRevision,
  span: Pick<LiveSpan, 'from'>,
  at: string,
): WatchedGuardrail[] {
  return (revision.rollback?.guardrails ?? []).map(({ guardrail, trigger, unit, everyHours }) => {
    const seen = revision.observations
      .filter((each) => each.guardrail === guardrail && isWithin(each.at, span.from, at))
      .reduce<WatchedGuardrail['seen']>(
        (newest, each) => (newest === null || millis(each.at) >= millis(newest.at) ? each : newest),
        null,
      )
    const blindFrom = instant(millis(seen?.at ?? span.from) + everyHours * 3_600_000)
    return { guardrail, trigger, unit, everyHours, seen, blindFrom }
  })
}

function isWithin(moment: string, from: string, to: string): boolean {
  return millis(moment) >= millis(from) && millis(moment) <= millis(to)
}
