import type { WeighedItem } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Acceptance } from '#model/policy.ts'
import { causeOf } from '../lib/findings.ts'
import { instant, millis } from '../lib/time.ts'
import { accepts } from './acceptance.ts'
import { freshness } from './freshness.ts'
import { brokenLimits } from './thresholds.ts'
import { failures, isOriginVerified } from './verification.ts'

/** One artifact on the scale. */
export interface Weighed {
  item: WeighedItem
  /** Its bytes are gone or spoilt. That outweighs other proof, or deleting a red file would turn a gate green. */
  spoilt: boolean
  /** It was made from this code, is fresh, could be read and is verified where it must be, whatever it says. */
  heard: boolean
}

/** What proof must meet besides the clauses. */
export interface Demands {
  /** The moment of judging. */
  at: number
  /** The moment evidence must be younger than because an earlier attempt failed. */
  reworkedSince: number | null
  /** Its origin must be verified. */
  requireVerified: boolean
}

type Judged = Omit<Weighed, 'item'> & Pick<WeighedItem, 'outcome' | 'findings'> & { until: number | null }

/**
 * Weighs one artifact by the clauses of a gate or requirement: one wholly satisfied clause makes it proof. When none
 * is, a clause under which it failed speaks before one that only cannot tell.
 */
export function weigh(item: EvidenceItem, clauses: readonly Acceptance[], demands: Demands): Weighed {
  const judged = spoilt(item) ?? outOfTime(item, demands) ?? byClauses(item, clauses, demands)
  const { outcome, findings, until } = judged
  const heard = judged.heard && (!demands.requireVerified || isOriginVerified(item))
  const freshUntil = until === null ? null : instant(until)
  return { item: { name: item.name, outcome, findings, freshUntil }, spoilt: judged.spoilt, heard }
}

const SPOILT = {
  missing: { outcome: 'missing', code: 'artifact.missing' },
  unreadable: { outcome: 'unknown', code: 'artifact.invalid' },
  tampered: { outcome: 'failed', code: 'artifact.digest_mismatch' },
} as const

/** The time of what cannot be read or believed is not known either, so this comes before all questions of time. */
function spoilt(item: EvidenceItem): Judged | null {
  if (item.status === 'missing' || item.status === 'unreadable' || item.status === 'tampered') {
    const { outcome, code } = SPOILT[item.status]
    return { ...without(outcome, about(code, item, causeOf(item.reasons))), spoilt: true }
  }
  const [failure] = failures(item)
  return failure ? { ...without('failed', failure), spoilt: true } : null
}

function outOfTime(item: EvidenceItem, demands: Demands): Judged | null {
  const generatedAt = item.generatedAt === null ? null : millis(item.generatedAt)
  if (generatedAt !== null && generatedAt > demands.at)
    return without('not-applicable', about('artifact.too_new', item))
  if (demands.reworkedSince === null) return null
  if (generatedAt !== null && generatedAt > demands.reworkedSince) return null
  return without('stale', about('artifact.before_rework', item, { since: instant(demands.reworkedSince) }))
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
    judged[0] ??
    without('not-applicable', about('artifact.not_accepted', item, { format: item.format, kind: item.kind }))
  )
}

/** Longest fresh first. */
function byEnd(a: Judged, b: Judged): number {
  return (b.until ?? Number.MAX_SAFE_INTEGER) - (a.until ?? Number.MAX_SAFE_INTEGER)
}

function byClause(item: EvidenceItem, clause: Acceptance, demands: Demands): Judged {
  const { broken, absent } = brokenLimits(item.name, item.metrics, clause.thresholds)
  const otherCode = clause.code === 'this' ? codeTrouble(item) : null
  const age = freshness(item.generatedAt, clause.maxAgeDays, demands.at)
  const heard = otherCode === null && age.state === 'fresh'
  const failed = [
    ...(item.status === 'failed' ? [about('artifact.not_passed', item, causeOf(item.reasons))] : []),
    ...broken,
  ]
  if (failed.length > 0)
    return { outcome: 'failed', findings: failed, until: age.until, spoilt: false, heard }
  if (otherCode) return otherCode
  if (age.state === 'undated') return without('unknown', about('artifact.undated', item))
  if (age.state === 'stale')
    return { ...without('stale', about('artifact.stale', item, aged(item, clause))), until: age.until }
  const silent = [...absent, ...saysNothing(item, clause)]
  if (silent.length > 0)
    return { outcome: 'unknown', findings: silent, until: age.until, spoilt: false, heard }
  return { outcome: 'passed', findings: [], until: age.until, spoilt: false, heard }
}

/** Numbers become proof through limits only; a verdict must say "passed" itself. Unknown is never a pass. */
function saysNothing(item: EvidenceItem, clause: Acceptance): Finding[] {
  if (item.status === 'unverified') return [about('artifact.unverified', item, causeOf(item.reasons))]
  if (item.judgement === 'verdict')
    return item.status === 'passed' ? [] : [about('artifact.unknown', item, causeOf(item.reasons))]
  return clause.thresholds.length > 0 ? [] : [about('artifact.unbudgeted', item)]
}

/** A green file of another commit proves nothing. */
function codeTrouble(item: EvidenceItem): Judged | null {
  if (item.codeMatch === 'same' || item.codeMatch === 'dossier-only') return null
  if (item.codeMatch === 'different')
    return without('unknown', about('artifact.other_commit', item, { commit: item.subject.commit }))
  return without('unknown', about('artifact.unbound', item))
}

function aged(item: EvidenceItem, clause: Acceptance): Finding['args'] {
  return { generatedAt: item.generatedAt, maxAgeDays: clause.maxAgeDays }
}

function about(code: string, { name }: EvidenceItem, args: Finding['args'] = {}): Finding {
  return finding(code, { ...args, item: name }, ['evidence', name])
}

function without(outcome: WeighedItem['outcome'], why: Finding): Judged {
  return { outcome, findings: [why], until: null, spoilt: false, heard: false }
}
