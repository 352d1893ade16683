import { millis } from '#decide/lib/time.ts'
import { figuresOf, scheduleOfAll } from '#decide/scoring/figures.ts'
import { watchedAt } from '#decide/scoring/life.ts'
import type { ScoringState, StandingRevision } from '#decide/scoring/state.ts'
import { age, count, day, number } from '#messages/format.ts'
import { CHECK_NAMES, FACTOR_NAMES, GUARDRAIL_NAMES } from '#messages/scoring.ts'
import { SCORING_FACTORS } from '#model/scoring.ts'
import type { ScoringNode } from '../diagrams/scoring.ts'
import { say } from '../findings.ts'
import { type ScoringInput, stateOf, windowOf } from './page.ts'
import { ancestryOf, auditOf, figureRows, historyOf, replayOf } from './record.ts'

/** The step of the life cycle that each state is at. */
const NODES = {
  candidate: 'candidate',
  refused: 'candidate',
  held: 'held',
  unapproved: 'held',
  approved: 'held',
  live: 'live',
  expired: 'expired',
  'rolled-back': 'rolled-back',
  trusted: null,
} as const satisfies Record<ScoringState, ScoringNode | null>

/** Which step of the life cycle a revision is at; null for a baseline, which has none. */
export function nodeOf({ state, judged }: StandingRevision): ScoringNode | null {
  return judged.entry.document.profile.use === 'baseline' ? null : NODES[state]
}

/** The page of one revision. */
export function revisionPage(standing: StandingRevision, input: ScoringInput) {
  const { judged } = standing
  const { entry } = judged
  const { profile, rollback } = entry.document
  const { links, today } = input
  const figures = figuresOf(standing, today.at)
  return {
    id: profile.id,
    summary: profile.summary,
    author: profile.author,
    made: profile.made,
    state: stateOf(standing),
    because: say(standing.because, links),
    hash: entry.sha256,
    cohort: cohortText(standing, input),
    wayBack: rollback ? { id: rollback.to.id, href: links.scoringRevision(rollback.to.id) } : null,
    weights: SCORING_FACTORS.map((factor) => ({
      name: FACTOR_NAMES[factor],
      weight: profile.weights[factor],
    })),
    steps: profile.use === 'baseline' ? [] : stepsOf(standing),
    window: windowOf(standing),
    guardrails: guardrailsOf(standing, today.at),
    checks: judged.checks.map(({ name, findings }) => ({
      name: CHECK_NAMES[name],
      passed: findings.length === 0,
      compared: findings.length === 0 ? comparedAt(name, standing) : '',
      findings: say(findings, links),
    })),
    misfits: say(judged.life.misfits, links),
    replay: entry.replay?.document ? replayOf(entry.replay.document, standing) : null,
    audit: auditOf(standing),
    history: historyOf(entry.document),
    ancestry: ancestryOf(standing, input),
    figures: figureRows(entry.document, figures, scheduleOfAll(today.standing, today.at)),
  }
}

export type RevisionPage = ReturnType<typeof revisionPage>

function cohortText(standing: StandingRevision, { services }: ScoringInput): string {
  const { profile, manifest } = standing.judged.entry.document
  if (profile.use === 'baseline') return 'every service that no bounded revision is live for'
  const cohorts = manifest?.cohorts ?? []
  const said = cohorts.map(
    ({ id, services: own }) => `${id}: ${own.map((each) => services.get(each)?.name ?? each).join(', ')}`,
  )
  return said.join('; ') || 'none yet'
}

/** The five steps of a life, with what is known of each; filled: was, ringed: now, dashed: to come. */
function stepsOf(standing: StandingRevision) {
  const { judged, state, ends } = standing
  const { profile } = judged.entry.document
  const { span, rolledBack } = judged.life
  const approval = judged.approvals.find(({ counts }) => counts)?.approval
  const at = STEP_OF[state]
  const texts = [
    `${day(profile.made)}${profile.from ? `, from ${profile.from.id}` : ''}`,
    approval
      ? `${age(profile.made, approval.at)} from its making to the approval`
      : 'until a release manager approves it',
    approval ? `${day(approval.at)}, for this hash` : 'not yet',
    span ? `since ${day(span.from)}, one cohort` : 'not yet',
    endText(standing, rolledBack ?? ends?.at ?? span?.until ?? null),
  ]
  const names = ['Candidate', 'Held', 'Approved', 'Live', END_NAMES[state] ?? 'Ends']
  return names.map((name, i) => ({
    name: i === at ? `${name}, now` : name,
    text: texts[i] ?? '',
    tone: i === at ? 'now' : i < at ? 'done' : 'off',
  }))
}

const STEP_OF: Record<ScoringState, number> = {
  candidate: 0,
  refused: 0,
  held: 1,
  unapproved: 1,
  approved: 2,
  live: 3,
  expired: 4,
  'rolled-back': 4,
  trusted: 3,
}

const END_NAMES: Partial<Record<ScoringState, string>> = { expired: 'Expired', 'rolled-back': 'Rolled back' }

function endText({ judged, state, ends }: StandingRevision, at: string | null): string {
  const to = judged.entry.document.rollback?.to.id
  const back = to ? ` ${to} is in force again.` : ''
  if (state === 'expired' || state === 'rolled-back') return at ? `${day(at)}.${back}` : ''
  if (at === null) return 'at the end of its window, or earlier when a guardrail is breached'
  const how =
    ends?.as === 'held'
      ? 'is held, unless somebody looks at its guardrails'
      : `expires${to ? ` to ${to}` : ''}`
  return `${day(at)}: ${how}. Earlier when a guardrail is breached, or when it is rolled back.`
}

function guardrailsOf({ judged }: StandingRevision, at: string) {
  const { span } = judged.life
  const { document } = judged.entry
  const made = watchedAt(document, span ?? { from: at }, at)
  return made.map(({ guardrail, trigger, unit, everyHours, seen, blindFrom }) => {
    const breach = judged.life.breach?.guardrail === guardrail ? judged.life.breach : null
    const value = breach?.value ?? seen?.value ?? null
    const isBlind = span !== null && millis(blindFrom) <= millis(at)
    return {
      name: GUARDRAIL_NAMES[guardrail],
      observed: value === null ? 'not yet' : `${number(value)} ${unit}`,
      when: breach?.at ?? seen?.at ?? null,
      trigger: `${number(trigger)} ${unit}`,
      every: everyHours % 24 === 0 ? count(everyHours / 24, 'day') : count(everyHours, 'hour'),
      share: value === null || trigger === 0 ? 0 : Math.min(100, Math.round((value / trigger) * 75)),
      mark: breach
        ? ('no' as const)
        : isBlind
          ? ('held' as const)
          : value === null
            ? ('na' as const)
            : ('ok' as const),
      word: breach ? 'breached' : isBlind ? 'not watched' : value === null ? 'not observed' : 'within',
    }
  })
}

/** What a passed check has compared. */
function comparedAt(name: keyof typeof CHECK_NAMES, { judged }: StandingRevision): string {
  const { entry, approvals } = judged
  const { profile, manifest, window, rollback } = entry.document
  const approval = (approvals.find(({ counts }) => counts) ?? approvals.at(-1))?.approval
  const approver = approval?.approver ?? 'nobody yet'
  const services = manifest?.cohorts[0]?.services.length ?? 0
  const said: Record<keyof typeof CHECK_NAMES, string> = {
    hash: `recomputed ${entry.sha256.slice(0, 12)}, equal ${approval ? 'to the approved one' : 'in the manifest'}`,
    lineage: profile.from ? `made from ${profile.from.id}, whose hash is unchanged` : 'the first of its line',
    cohort: `one cohort, ${count(services, 'service')}; equal in manifest, approval and activation`,
    window: window
      ? `${number(Math.round((millis(window.until) - millis(window.from)) / 86_400_000))} days, at most 90`
      : 'no window: it has no end',
    approver: `${approver} is release manager and did not write the revision`,
    'trade-off': approval?.tradeOff ? `“${approval.tradeOff}”` : 'not approved yet',
    replay: 'four sources, three tables; digest equal, made of this hash against the way back',
    'way-back': rollback ? `${rollback.to.id} is trusted and its hash is unchanged` : '',
    guardrails: count(rollback?.guardrails.length ?? 0, 'trigger'),
  }
  return approvals.length === 0 && (name === 'approver' || name === 'trade-off')
    ? 'not approved yet'
    : said[name]
}
