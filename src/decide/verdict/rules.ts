import type { Outcome } from '#model/evaluation.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Gate } from '#model/policy.ts'
import { sortFindings } from '../lib/findings.ts'
import { aggregate, type Proof } from './aggregate.ts'
import { type Weighed, weigh } from './assess-evidence.ts'
import { boundTo, type Case } from './evaluation-context.ts'
import { judgeNotes, type NotesVerdict, reconcile } from './notes.ts'

/** What a rule says of a gate: the proof, and what else it noticed. */
export interface Ruling extends Proof {
  findings: Finding[]
}

type Rule = (gate: Gate, release: Case) => Ruling

/** How each kind of gate is judged, once it applies. */
export const rules = {
  evidence: (gate, release) => ({ ...aggregate(weighBound(gate, release)), findings: [] }),
  'breaking-changes': breakingChanges,
  'release-notes': (gate, release) =>
    withNotes(gate, release, [judgeNotes(gate.id, release.dossier.releaseNotes, 'releaseNotes')]),
  'compatibility-notes': (gate, release) =>
    withNotes(gate, release, [
      judgeNotes(gate.id, release.dossier.compatibilityNotes, 'compatibilityNotes'),
      reconcile(gate.id, release.dossier),
    ]),
  approvals: (gate, release) => withNotes(gate, release, [approvalsVerdict(release)]),
} as const satisfies Record<Gate['rule'], Rule>

function weighBound(gate: Gate, release: Case): Weighed[] {
  const { at, reworkedSince } = release
  const demands = {
    at,
    reworkedSince: reworkedSince.get(gate.id) ?? null,
    requireVerified: gate.requireVerified,
  }
  return boundTo(release, gate.id).map((item) => weigh(item, gate.accepts, demands))
}

/**
 * "clean OR documented breaking changes with BREAKING: label + migration guide" [003]. The second way needs the check
 * to have run on this code and to have been read: a list of changes alone is narrated, not evidence.
 */
function breakingChanges(gate: Gate, release: Case): Ruling {
  const weighed = weighBound(gate, release)
  const proof = aggregate(weighed)
  const changes = release.dossier.breakingChanges
  const undocumented = changes.filter(
    (change) => !isMarked(change.label) || change.migrationGuide === undefined,
  )
  const findings = sortFindings(
    undocumented.map(({ what }) =>
      finding('gate.undocumented', { gate: gate.id, what }, ['breakingChanges']),
    ),
  )
  const heard = weighed.filter((each) => each.heard)
  const documented = changes.length > 0 && undocumented.length === 0 && heard.length > 0
  if (proof.outcome !== 'failed' || !documented || weighed.some((each) => each.spoilt))
    return { ...proof, findings }
  const asPassed = heard.map((each) => ({ ...each, item: { ...each.item, outcome: 'passed' as const } }))
  const { validUntil, decisive } = aggregate(asPassed)
  return { outcome: 'passed', items: proof.items, validUntil, decisive, findings }
}

function isMarked(label: string | undefined): boolean {
  return label !== undefined && /^BREAKING(:|$)/.test(label)
}

/** Proof and something else must both hold. A gate that takes no proof rests on the other part alone. */
function withNotes(gate: Gate, release: Case, others: readonly NotesVerdict[]): Ruling {
  const weighed = weighBound(gate, release)
  const proof = aggregate(weighed)
  const needed = gate.accepts.length > 0 ? [proof.outcome] : []
  const outcome = worst([...needed, ...others.map((each) => each.outcome)])
  const validUntil = outcome === 'passed' ? proof.validUntil : null
  return { ...proof, outcome, validUntil, findings: sortFindings(others.flatMap((each) => each.findings)) }
}

const WORST_FIRST = ['failed', 'missing', 'unknown', 'stale', 'passed'] as const

function worst(outcomes: readonly Outcome[]): Outcome {
  return WORST_FIRST.find((outcome) => outcomes.includes(outcome)) ?? 'missing'
}

function approvalsVerdict(release: Case): NotesVerdict {
  const outcomes = release.approvals.map((each) => OF_APPROVAL[each.outcome])
  return { outcome: worst(outcomes), findings: [] }
}

const OF_APPROVAL = {
  approved: 'passed',
  missing: 'missing',
  'stale-binding': 'failed',
  rejected: 'failed',
  'self-approved': 'failed',
} as const
