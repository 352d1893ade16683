import { millis } from '#decide/lib/time.ts'
import { idOf } from '#decide/scoring/effective.ts'
import type { figuresOf, Share } from '#decide/scoring/figures.ts'
import type { StandingRevision } from '#decide/scoring/state.ts'
import { count, minute, number } from '#messages/format.ts'
import { GUARDRAIL_NAMES, KIND_NAMES } from '#messages/scoring.ts'
import type { REPLAY_SOURCES, ScoringReplay, ScoringRevision } from '#model/scoring.ts'
import { type ScoringInput, stateOf, windowOf } from './page.ts'

/* What stands behind a revision: its replay, its audit record, where it comes from and how it does. */

const SOURCE_NAMES = {
  'regression-history': 'Regression history',
  'canary-outcomes': 'Canary outcomes',
  'board-overrides': 'Release-board overrides',
  'missed-reviews': 'Missed-review evidence',
} as const satisfies Record<(typeof REPLAY_SOURCES)[number], string>

/** Three tables that are never added up. */
export function replayOf(replay: ScoringReplay, { judged }: StandingRevision) {
  const of = (a: number, b: number) => `${number(a)} of ${number(b)}`
  const { rollback, profile } = judged.entry.document
  return {
    period: replay.period,
    before: rollback?.to.id ?? 'before',
    now: profile.id,
    sources: replay.sources.map(({ source, name, records }) => ({
      kind: SOURCE_NAMES[source],
      name,
      records: count(records, 'record'),
    })),
    tables: [
      {
        title: 'Protected sign-off classes',
        head: 'Class',
        note: 'Seen in time',
        rows: replay.protectedSignoffs.map((row) => [row.class, of(row.before, row.of), of(row.now, row.of)]),
      },
      {
        title: 'Missed regressions',
        head: 'Blast radius',
        note: 'Found later by others',
        rows: replay.missedRegressions.map((row) => [
          row.blastRadius,
          of(row.before, row.of),
          of(row.now, row.of),
        ]),
      },
      {
        title: 'False alarms',
        head: 'Kind',
        note: 'Read, and nothing was there',
        rows: replay.falsePositives.map((row) => [
          KIND_NAMES[row.kind],
          of(row.before.nothing, row.before.read),
          of(row.now.nothing, row.now.read),
        ]),
      },
    ],
  }
}

/** The six fields of an audit record [004]. */
export function auditOf(standing: StandingRevision): [string, string][] {
  const { judged, state } = standing
  const { entry, approvals, life } = judged
  const { profile, rollback, history } = entry.document
  const approval = approvals.find(({ counts }) => counts)?.approval
  const window = windowOf(standing)
  const later = history.filter(({ act }) => act === 'extend' || act === 'rollback')
  const automatic = life.breach ? `taken back by itself at the breach, ${minute(life.breach.at)}` : ''
  const decisions = [
    ...later.map(
      ({ act, at, by }) => `${act === 'extend' ? 'extended' : 'rolled back'} by ${by}, ${minute(at)}`,
    ),
    automatic,
  ]
  return [
    [state === 'live' ? 'Live revision' : 'Revision', `${profile.id}, ${entry.sha256}`],
    [
      'Prior revision',
      rollback
        ? `${rollback.to.id}, ${rollback.to.sha256}`
        : profile.use === 'baseline'
          ? 'none: a baseline'
          : 'not stated',
    ],
    ['Approver', approval ? `${approval.approver}, ${minute(approval.at)}` : 'nobody for this hash'],
    [
      'Window',
      window
        ? `${minute(window.from)} to ${minute(window.until)}`
        : profile.use === 'baseline'
          ? 'no end'
          : 'not stated',
    ],
    [
      'Rollback triggers',
      rollback?.guardrails
        .map(
          ({ guardrail, trigger, unit }) =>
            `${GUARDRAIL_NAMES[guardrail].toLowerCase()}: ${number(trigger)} ${unit}`,
        )
        .join('; ') || 'none',
    ],
    ['Later decisions', decisions.filter(Boolean).join('; ') || 'none: not extended, not rolled back'],
  ]
}

export function historyOf({ approvals, history, profile }: ScoringRevision) {
  const all = [
    { at: profile.made, text: `made by ${profile.author}` },
    ...approvals.map(({ at, approver, revision }) => ({
      at,
      text: `approved by ${approver} for ${revision.slice(0, 12)}`,
    })),
    ...history.map(({ at, act, by, reason }) => ({
      at,
      text: `${ACTS[act]} by ${by}${reason ? `: ${reason}` : ''}`,
    })),
  ]
  return all.sort((a, b) => millis(a.at) - millis(b.at))
}

const ACTS = {
  activate: 'activated',
  extend: 'extended',
  rollback: 'rolled back',
  expire: 'end recorded',
} as const

/** From the oldest ancestor on; each once, whatever names it as its parent. */
export function ancestryOf(standing: StandingRevision, { today, links }: ScoringInput) {
  const byId = new Map(today.standing.map((each) => [idOf(each), each]))
  const line: StandingRevision[] = []
  const seen = new Set<string>()
  for (let each: StandingRevision | undefined = standing; each && !seen.has(idOf(each)); ) {
    seen.add(idOf(each))
    line.unshift(each)
    each = byId.get(each.judged.entry.document.profile.from?.id ?? '')
  }
  return line.map((each) => ({
    id: idOf(each),
    href: links.scoringRevision(idOf(each)),
    word: stateOf(each).word,
    isOwn: each === standing,
  }))
}

/** What is counted, how it stands before and in the window, and how it is computed. */
export function figureRows({ outcomes }: ScoringRevision, figures: ReturnType<typeof figuresOf>, all: Share) {
  const { binding, restore, schedule } = figures
  const rate = (part?: { count: number; days: number }) =>
    part ? `${number(part.count)} over ${count(part.days, 'day')}` : 'not counted'
  const share = ({ onSchedule, total }: Share) =>
    total === 0 ? 'none yet' : `${number(onSchedule)} of ${number(total)}`
  const restored = restore.minutes === null ? 'nobody recorded it' : `${number(restore.minutes)} min`
  return [
    {
      name: 'Overrides by the release board',
      before: rate(outcomes?.overrides?.before),
      now: rate(outcomes?.overrides?.now),
      how: 'Counted by people; overrides that moved an item by hand, in the window and before it.',
    },
    {
      name: 'Missed items of high blast radius',
      before: rate(outcomes?.missedHighBlast?.before),
      now: rate(outcomes?.missedHighBlast?.now),
      how: 'Counted by people; items with a high blast radius that nobody read in time.',
    },
    {
      name: 'Approval, evidence and cohort agree',
      before: '',
      now: `${number(binding.passed)} of ${number(binding.total)}`,
      how: 'Checks above that passed, without the trade-off, which is a person’s words.',
    },
    {
      name: 'Breach to restored',
      before: '',
      now: restore.isBreached ? restored : 'no breach',
      how: 'From the observation that reached a trigger to the act that records the way back. The order itself changes at the observation.',
    },
    {
      name: 'Ended or renewed on schedule',
      before: `all revisions: ${share(all)}`,
      now: share(schedule),
      how: 'Windows that ended: renewed before the end, or their end recorded within a day. No window goes on by itself.',
    },
  ]
}
