import { type Finding, finding } from '#model/finding.ts'
import type { RegistryEntry, ScoringRegistry } from '#model/scoring.ts'
import { instant, millis } from '../lib/time.ts'
import { type JudgedApproval, judgeApproval } from './approval.ts'
import { lineageOf, packetFindings, SCORING_CHECKS, type ScoringAround, type ScoringCheck } from './checks.ts'
import { type Life, lifeOf, watchedAt } from './life.ts'

/** Where a revision stands at one moment. Only `live` and `trusted` order a queue. */
export type ScoringState =
  | 'candidate'
  | 'held'
  | 'unapproved'
  | 'refused'
  | 'approved'
  | 'live'
  | 'expired'
  | 'rolled-back'
  | 'trusted'

/** A revision judged: its checks, its approvals and the course of its life. Says nothing of a day. */
export type JudgedRevision = {
  entry: RegistryEntry
  /** Two files claim its id: neither counts. */
  isDouble: boolean
  /** What is wrong with the revision and its packet, whoever approved it. */
  packet: Finding[]
  /** By name: the packet and the approval that it could rest on. */
  checks: ScoringCheck[]
  approvals: JudgedApproval[]
  life: Life
}

/** Judges every revision of a registry. @param services ids of the services there are. */
export function judgeRevisions(registry: ScoringRegistry, services: ReadonlySet<string>): JudgedRevision[] {
  const ids = Map.groupBy(registry.revisions, ({ document }) => document.profile.id)
  const byId = new Map(
    [...ids].flatMap(([id, [only, ...more]]) => (only && more.length === 0 ? [[id, only]] : [])),
  )
  const before: ScoringAround = { byId, trusted: new Set(), services }
  const trusted = registry.revisions
    .filter((entry) => isTrusted(entry, registry, before))
    .map(({ sha256 }) => sha256)
  const around = { ...before, trusted: new Set(trusted) }
  return registry.revisions.map((entry) => judgeRevision(entry, registry, around))
}

/** A baseline that a release manager approved, from a parent that is as it was. */
function isTrusted(entry: RegistryEntry, registry: ScoringRegistry, around: ScoringAround): boolean {
  const { profile, approvals } = entry.document
  if (profile.use !== 'baseline' || around.byId.get(profile.id) !== entry) return false
  if (lineageOf(entry, around).length > 0) return false
  return approvals.some((approval) => judgeApproval(entry, approval, registry).counts)
}

function judgeRevision(
  entry: RegistryEntry,
  registry: ScoringRegistry,
  around: ScoringAround,
): JudgedRevision {
  const { document } = entry
  const isDouble = around.byId.get(document.profile.id) !== entry
  const approvals = document.approvals.map((approval) => judgeApproval(entry, approval, registry))
  const isBounded = document.profile.use === 'bounded'
  const packet = isBounded ? packetFindings(entry, around) : { lineage: lineageOf(entry, around) }
  // What an activation could rest on: the one that counts, else the last that was given.
  const shown = approvals.find(({ counts }) => counts) ?? approvals.at(-1)
  const checks = SCORING_CHECKS.filter((name) => isBounded || OF_BASELINES.has(name)).map((name) => ({
    name,
    findings: [...(packet[name] ?? []), ...(shown?.findings[name] ?? [])],
  }))
  const faults = Object.values(packet).flat()
  const isWhole = !isDouble && isBounded && faults.length === 0
  const life = lifeOf(document, approvals, { isWhole, known: registry.at })
  return { entry, isDouble, packet: faults, checks, approvals, life }
}

const OF_BASELINES: ReadonlySet<string> = new Set(['hash', 'lineage', 'window', 'approver', 'trade-off'])

/** How a revision stands at a moment, why, and the moment at which that ends by itself. */
export type StandingRevision = {
  judged: JudgedRevision
  state: ScoringState
  because: Finding[]
  /** Since when; null where no act or date says so. */
  since: string | null
  /** Only of a live one: it ends by its window, or because nobody looks at a guardrail any more. */
  ends: { at: string; as: 'expired' | 'held' } | null
}

/** How one revision stands. @param at the moment, UTC. */
export function revisionAt(judged: JudgedRevision, at: string): StandingRevision {
  const { entry, isDouble } = judged
  const { id, use } = entry.document.profile
  const stand = (state: ScoringState, because: Finding[], since: string | null = null): StandingRevision => ({
    judged,
    state,
    because,
    since,
    ends: null,
  })
  if (isDouble) return stand('refused', [finding('scoring.same_id', { id })])
  const refusal = judged.packet.filter(({ code }) => REFUSALS.has(code))
  if (refusal.length > 0) return stand('refused', refusal)
  const given = judged.approvals.filter(({ approval }) => millis(approval.at) <= millis(at))
  if (use === 'baseline') return baselineAt(judged, given, stand)
  const { span } = judged.life
  if (span && millis(span.from) <= millis(at)) return onceLive(judged, at, stand)
  return beforeLive(judged, given, stand)
}

/** What makes a revision one that can never become live as it is. */
const REFUSALS: ReadonlySet<string> = new Set([
  'scoring.two_cohorts',
  'scoring.no_cohort',
  'scoring.service_unknown',
])

type Stand = (state: ScoringState, because: Finding[], since?: string | null) => StandingRevision

function baselineAt(
  judged: JudgedRevision,
  given: readonly JudgedApproval[],
  stand: Stand,
): StandingRevision {
  const valid = given.filter(({ counts }) => counts)
  if (judged.packet.length === 0 && valid.length > 0) return stand('trusted', [], earliest(valid))
  return unapproved(judged, given, stand)
}

function earliest(approvals: readonly JudgedApproval[]): string {
  return instant(Math.min(...approvals.map(({ approval }) => millis(approval.at))))
}

/** Its span has begun: live, unless it ended, was taken back, or nobody watches. */
function onceLive(judged: JudgedRevision, at: string, stand: Stand): StandingRevision {
  const { life, entry } = judged
  const { span, rolledBack, breach } = life
  if (span === null) return stand('held', [])
  if (rolledBack !== null && millis(rolledBack) <= millis(at)) {
    const isBreach = breach !== null && millis(breach.at) <= millis(at)
    const { guardrail = '', value = 0, trigger = 0, unit = '' } = breach ?? {}
    const why = isBreach
      ? finding('scoring.breached', { guardrail, value, trigger, unit, to: wayBack(judged) })
      : finding('scoring.rolled_back', { at: rolledBack, to: wayBack(judged) })
    return stand('rolled-back', [why, ...unrecorded(judged, rolledBack)], rolledBack)
  }
  const until = endAt(judged, at)
  if (millis(until) <= millis(at))
    return stand('expired', [finding('scoring.expired', { until, to: wayBack(judged) })], until)
  const watched = watchedAt(entry.document, span, at).toSorted(
    (a, b) => millis(a.blindFrom) - millis(b.blindFrom),
  )
  const blind = watched.filter(({ blindFrom }) => millis(blindFrom) <= millis(at))
  if (blind.length > 0) return stand('held', blind.map(blindness), blind[0]?.blindFrom ?? null)
  const next = watched[0]?.blindFrom
  const isBlindFirst = next !== undefined && millis(next) < millis(until)
  const ends = isBlindFirst ? { at: next, as: 'held' as const } : { at: until, as: 'expired' as const }
  return { ...stand('live', [], span.from), ends }
}

function blindness({ guardrail, everyHours, blindFrom }: ReturnType<typeof watchedAt>[number]): Finding {
  return finding('scoring.unobserved', { guardrail, hours: everyHours, since: blindFrom })
}

/** Where the span ends as it was known at a moment: a later renewal had not been made. */
function endAt({ life: { span } }: JudgedRevision, at: string): string {
  if (span === null) return at
  const made = span.renewals.filter((each) => millis(each.at) <= millis(at))
  const first = span.renewals[0]?.from ?? span.until
  return made.at(-1)?.until ?? first
}

/** The way back is taken at the breach itself; the act that records it is a person's. */
function unrecorded({ entry, life }: JudgedRevision, at: string): Finding[] {
  const isRecorded = entry.document.history.some(
    (act) => act.act === 'rollback' && millis(act.at) >= millis(at),
  )
  return isRecorded || life.breach === null ? [] : [finding('scoring.rollback_unrecorded', { at })]
}

function beforeLive(
  judged: JudgedRevision,
  given: readonly JudgedApproval[],
  stand: Stand,
): StandingRevision {
  const { document } = judged.entry
  const isBare = !document.manifest && !document.window && !document.rollback
  if (isBare && given.length === 0) return stand('candidate', [], document.profile.made)
  const valid = given.filter(({ counts }) => counts)
  if (judged.packet.length > 0 || valid.length === 0) return unapproved(judged, given, stand)
  const misfits = judged.life.misfits
  const why = misfits.length > 0 ? misfits : [finding('scoring.not_activated', { id: document.profile.id })]
  return stand('approved', why, earliest(valid))
}

/** Held without an approval that counts; where there is one for other bytes, that is said first. */
function unapproved(
  { entry, packet }: JudgedRevision,
  given: readonly JudgedApproval[],
  stand: Stand,
): StandingRevision {
  const of = given.flatMap(({ findings }) => Object.values(findings).flat())
  const edited = of.filter(({ code }) => code === 'scoring.edited')
  if (edited.length > 0) return stand('unapproved', [...edited, ...packet])
  if (given.length === 0)
    return stand('held', [...packet, finding('scoring.not_approved', { id: entry.document.profile.id })])
  return stand('held', [...packet, ...(given.some(({ counts }) => counts) ? [] : of)])
}

function wayBack({ entry }: JudgedRevision): string | null {
  return entry.document.rollback?.to.id ?? null
}
