import type { AssessedItem, Outcome } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding, hasCode } from '#model/finding.ts'
import type { Acceptance, Threshold } from '#model/policy.ts'
import type { Instant } from '#model/primitives.ts'
import { causeOf, sortFindings } from '../lib/findings.ts'
import { DAY_MS, instant, millis } from '../lib/time.ts'
import { type Fitting, fitOf } from './fit.ts'
import { distrust, isOriginVerified, reuseOf } from './verification.ts'

/** One artifact, assessed as proof. */
export interface AssessedEvidence {
  item: AssessedItem
  /** Its bytes are gone or corrupt. That outweighs other proof, or deleting a red file would turn a gate green. */
  isCorrupt: boolean
  /** It was made from this code, is fresh, could be read and is verified where it must be, whatever it says. */
  isUsable: boolean
}

/** What proof must meet besides a clause. */
export interface Demands extends Fitting {
  /** The moment of judging, in milliseconds since 1970. */
  at: number
  /** Evidence must be younger than this, in milliseconds, because an earlier attempt failed; null = none did. */
  reworkedSince: number | null
  /** Its origin must be verified. */
  requireVerified: boolean
  /** By name, artifacts whose file proves something else already and may not prove this too, with what that is. */
  provenElsewhere: ReadonlyMap<string, string>
}

type Judged = Omit<AssessedEvidence, 'item'> &
  Pick<AssessedItem, 'outcome' | 'findings'> & { until: number | null }

/**
 * Assesses one artifact by the clauses of a gate or requirement: one wholly satisfied clause makes it proof. When none
 * is, a clause under which it failed speaks before one that only cannot tell.
 */
export function assessEvidence(
  item: EvidenceItem,
  clauses: readonly Acceptance[],
  demands: Demands,
): AssessedEvidence {
  const judged = corrupted(item) ?? outOfTime(item, demands) ?? countedOnce(item, clauses, demands)
  const { outcome, findings, until } = judged
  const isUsable = judged.isUsable && (!demands.requireVerified || isOriginVerified(item))
  const freshUntil = until === null ? null : instant(until)
  return { item: { name: item.name, outcome, findings, freshUntil }, isCorrupt: judged.isCorrupt, isUsable }
}

const CORRUPT = {
  missing: { outcome: 'missing', code: 'artifact.missing' },
  unreadable: { outcome: 'unknown', code: 'artifact.invalid' },
} as const

/** What cannot be read or trusted has no trustworthy time either, so this comes before all questions of age. */
function corrupted(item: EvidenceItem): Judged | null {
  const [trouble] = distrust(item)
  if (trouble) return { ...without('failed', trouble), isCorrupt: true }
  if (item.status !== 'missing' && item.status !== 'unreadable') return null
  const { outcome, code } = CORRUPT[item.status]
  return { ...without(outcome, about(code, item, causeOf(item.reasons))), isCorrupt: true }
}

function outOfTime(item: EvidenceItem, demands: Demands): Judged | null {
  const generatedAt = item.generatedAt === null ? null : millis(item.generatedAt)
  if (generatedAt !== null && generatedAt > demands.at)
    return without('not-applicable', about('artifact.too_new', item))
  if (demands.reworkedSince === null) return null
  if (generatedAt !== null && generatedAt > demands.reworkedSince) return null
  return without('stale', about('artifact.before_rework', item, { since: instant(demands.reworkedSince) }))
}

/** A file that would pass, and proves another gate already. */
function countedOnce(item: EvidenceItem, clauses: readonly Acceptance[], demands: Demands): Judged {
  const judged = byClauses(item, clauses, demands)
  const other = demands.provenElsewhere.get(item.name)
  if (other === undefined || judged.outcome !== 'passed') return judged
  return without('unknown', about('artifact.proves_another', item, { other }))
}

function byClauses(item: EvidenceItem, clauses: readonly Acceptance[], demands: Demands): Judged {
  const judged = clauses
    .filter((clause) => accepts(clause, item))
    .map((clause) => byClause(item, clause, demands))
  const [proof] = judged.filter((each) => each.outcome === 'passed').toSorted(byEnd)
  if (proof && demands.requireVerified && !isOriginVerified(item))
    return {
      ...proof,
      outcome: 'unknown',
      findings: [
        about('artifact.unverified', item, causeOf(item.verification.flatMap(({ reasons }) => reasons))),
      ],
    }
  return (
    proof ??
    judged.find((each) => each.outcome === 'failed') ??
    judged.toSorted(nearestFirst)[0] ??
    byNone(item)
  )
}

/** No clause takes it. Its kind is only the dossier's word, so a red file does not turn harmless by another one. */
function byNone(item: EvidenceItem): Judged {
  return item.status === 'failed'
    ? without('failed', ...notPassed(item))
    : without('not-applicable', about('artifact.not_accepted', item, sortOf(item)))
}

/** What is the right thing and does not prove it comes before what is something else, and what lacks least first. */
function nearestFirst(a: Judged, b: Judged): number {
  const isOther = (each: Judged) => Number(each.outcome === 'not-applicable')
  return isOther(a) - isOther(b) || a.findings.length - b.findings.length
}

function sortOf({ format, kind, tool, recorded }: EvidenceItem): Finding['args'] {
  return { format, kind, tool: tool?.name ?? null, act: recorded?.act ?? null }
}

/** Longest fresh first. */
function byEnd(a: Judged, b: Judged): number {
  return (b.until ?? Number.MAX_SAFE_INTEGER) - (a.until ?? Number.MAX_SAFE_INTEGER)
}

function byClause(item: EvidenceItem, clause: Acceptance, demands: Demands): Judged {
  const { broken, absent } = brokenLimits(item.name, item.metrics, clause.thresholds)
  const otherCode = clause.code === 'this' ? codeTrouble(item, demands) : null
  const age = freshness(item.generatedAt, clause.maxAgeDays, demands.at)
  const fit = fitOf(item, clause, demands)
  const isUsable = otherCode === null && age.state === 'fresh' && fit.absent.length === 0
  const failed = [...(item.status === 'failed' ? notPassed(item) : []), ...broken]
  if (failed.length > 0)
    return { outcome: 'failed', findings: failed, until: age.until, isCorrupt: false, isUsable }
  if (fit.absent.length > 0) return without('not-applicable', ...fit.absent)
  if (otherCode) return otherCode
  if (age.state === 'undated') return without('unknown', about('artifact.undated', item))
  if (age.state === 'stale')
    return { ...without('stale', about('artifact.stale', item, aged(item, clause))), until: age.until }
  const silent = [...absent, ...saysNothing(item, clause), ...fit.unproven]
  if (silent.length > 0)
    return { outcome: 'unknown', findings: silent, until: age.until, isCorrupt: false, isUsable }
  return { outcome: 'passed', findings: [], until: age.until, isCorrupt: false, isUsable }
}

/** Numbers become proof through limits only; a verdict must say "passed" itself. Unknown is never a pass. */
function saysNothing(item: EvidenceItem, clause: Acceptance): Finding[] {
  if (item.status === 'unverified') return [about('artifact.unverified', item, causeOf(item.reasons))]
  if (item.judgement === 'verdict')
    return item.status === 'passed' ? [] : [about('artifact.unknown', item, causeOf(item.reasons))]
  return clause.thresholds.length > 0 ? [] : [about('artifact.unbudgeted', item)]
}

/** A green file of another commit proves nothing, whatever commit it is offered for. */
function codeTrouble(item: EvidenceItem, demands: Demands): Judged | null {
  if (item.codeMatch === 'same' || item.codeMatch === 'dossier-only') {
    const reused = reuseOf(item, demands)
    return reused && without('unknown', reused)
  }
  if (item.codeMatch === 'different')
    return without('unknown', about('artifact.other_commit', item, { commit: item.subject.commit }))
  return without('unknown', about('artifact.unbound', item))
}

/** An artifact that failed, and each of its parts that did, by name: "fix every missing or not_passed blocker" [002]. */
function notPassed(item: EvidenceItem): Finding[] {
  const parts = item.reasons.filter(
    (each) => each.args['item'] !== item.name && PARTS.some((code) => hasCode(each, code)),
  )
  const named = parts.map((part) => ({ ...part, path: ['evidence', item.name] }))
  return [about('artifact.not_passed', item, causeOf(item.reasons)), ...sortFindings(named)]
}

const PARTS = ['artifact.missing', 'artifact.not_passed'] as const

function aged(item: EvidenceItem, clause: Acceptance): Finding['args'] {
  return { generatedAt: item.generatedAt, maxAgeDays: clause.maxAgeDays }
}

function about(code: string, { name }: EvidenceItem, args: Finding['args'] = {}): Finding {
  return finding(code, { ...args, item: name }, ['evidence', name])
}

function without(outcome: AssessedItem['outcome'], ...findings: Finding[]): Judged {
  return { outcome, findings, until: null, isCorrupt: false, isUsable: false }
}

/** True when a clause of a policy takes this sort of artifact as proof. Says nothing about whether it passed. */
function accepts(clause: Acceptance, item: EvidenceItem): boolean {
  return (
    clause.kinds.includes(item.kind) &&
    clause.formats.includes(item.format) &&
    takesAct(clause, item) &&
    takesTool(clause, item)
  )
}

function takesAct(clause: Acceptance, item: EvidenceItem): boolean {
  if (item.format !== 'record') return true
  return item.recorded !== null && clause.acts.includes(item.recorded.act)
}

function takesTool(clause: Acceptance, item: EvidenceItem): boolean {
  if (clause.tools.length === 0) return true
  const tool = item.tool?.name.toLowerCase()
  return clause.tools.some((name) => name.toLowerCase() === tool)
}

interface Freshness {
  /** `undated` = an age limit and nothing to measure it from: that is never fresh. */
  state: 'fresh' | 'stale' | 'undated'
  /** First moment at which it is too old, in milliseconds; null = never, or it has no date. */
  until: number | null
}

/**
 * Judges an artifact's age at a moment. The age limit is exclusive: something that may be 30 days old is stale from the
 * very moment it is 30 days old. Days are 24 hours, so that no zone and no clock change matters.
 */
export function freshness(generatedAt: Instant | null, maxAgeDays: number | null, at: number): Freshness {
  if (maxAgeDays === null) return { state: 'fresh', until: null }
  if (generatedAt === null) return { state: 'undated', until: null }
  const until = millis(generatedAt) + Math.round(maxAgeDays * DAY_MS)
  return { state: at < until ? 'fresh' : 'stale', until }
}

/**
 * Compares measured numbers with a policy's limits, both inclusive [002].
 * @returns one finding per broken limit (`<metric>.below_min`, `<metric>.above_max`) and per number that is not
 * there (`<metric>.not_measured`); none when every limit holds.
 */
export function brokenLimits(
  name: string,
  metrics: Readonly<Record<string, number>>,
  limits: readonly Threshold[],
): { broken: Finding[]; absent: Finding[] } {
  const broken: Finding[] = []
  const absent: Finding[] = []
  for (const limit of limits) {
    const { metric } = limit
    const value = Object.hasOwn(metrics, metric) ? metrics[metric] : undefined
    const path = ['evidence', name]
    const args = { item: name, metric, unit: limit.unit ?? null }
    if (value === undefined || !Number.isFinite(value)) {
      absent.push(finding('metric.not_measured', args, path))
      continue
    }
    if (limit.min !== undefined && value < limit.min)
      broken.push(finding('metric.below_min', { ...args, value, limit: limit.min }, path))
    if (limit.max !== undefined && value > limit.max)
      broken.push(finding('metric.above_max', { ...args, value, limit: limit.max }, path))
  }
  return { broken: sortFindings(broken), absent: sortFindings(absent) }
}

/** What the artifacts bound to one requirement amount to. */
export interface Proof {
  outcome: Outcome
  items: AssessedItem[]
  /** First moment at which it is no longer passed for age; null when it is not passed or does not age. */
  validUntil: Instant | null
  /** The artifact that decides the outcome, if any. */
  decisive: AssessedItem | null
}

/**
 * One failed artifact fails the requirement; one whose bytes are gone or corrupt keeps it from passing; else one passed
 * artifact is enough. Nothing to count is missing, never passed.
 */
export function aggregate(assessed: readonly AssessedEvidence[]): Proof {
  const items = assessed.map((each) => each.item)
  const failed = items.find((item) => item.outcome === 'failed')
  const decisive =
    failed ?? assessed.find((each) => each.isCorrupt)?.item ?? lasting(items, 'passed') ?? undecided(items)
  const outcome = decisive && decisive.outcome !== 'not-applicable' ? decisive.outcome : 'missing'
  const validUntil = outcome === 'passed' ? (decisive?.freshUntil ?? null) : null
  return { outcome, items, validUntil, decisive }
}

/** Of the artifacts with an outcome the one that is, or was, fresh longest. */
function lasting(items: readonly AssessedItem[], outcome: Outcome): AssessedItem | undefined {
  return items
    .filter((item) => item.outcome === outcome)
    .reduce<AssessedItem | undefined>((best, item) => (best && outlasts(best, item) ? best : item), undefined)
}

function outlasts(a: AssessedItem, b: AssessedItem): boolean {
  return a.freshUntil === null || (b.freshUntil !== null && millis(a.freshUntil) >= millis(b.freshUntil))
}

function undecided(items: readonly AssessedItem[]): AssessedItem | null {
  return (
    (['stale', 'unknown', 'missing', 'not-applicable'] as const)
      .map((outcome) => lasting(items, outcome))
      .find((item) => item !== undefined) ?? null
  )
}
