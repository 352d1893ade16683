import type { Dossier } from '#model/dossier.ts'
import type { Outcome } from '#model/evaluation.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Gate } from '#model/policy.ts'
import { sortFindings } from '../lib/findings.ts'
import { judgeBreaking } from './breaking.ts'
import { boundTo, demandsOf, type EvaluationContext, requirementKey } from './evaluation-context.ts'
import { type AssessedEvidence, aggregate, assessEvidence, type Proof } from './proof.ts'

/** What a rule says of a gate: the proof, and what else it noticed. */
export interface GateResult extends Proof {
  findings: Finding[]
}

type Rule = (gate: Gate, context: EvaluationContext) => GateResult

/** How each kind of gate is judged, once it applies. */
export const rules = {
  evidence: (gate, context) => ({ ...aggregate(assessBound(gate, context)), findings: [] }),
  'breaking-changes': (gate, context) => judgeBreaking(gate, assessBound(gate, context), context),
  'release-notes': (gate, context) =>
    withNotes(gate, context, [judgeNotes(gate.id, context.dossier.releaseNotes, 'releaseNotes')]),
  'compatibility-notes': (gate, context) =>
    withNotes(gate, context, [
      judgeNotes(gate.id, context.dossier.compatibilityNotes, 'compatibilityNotes'),
      reconcile(gate.id, context.dossier),
    ]),
  approvals: (gate, context) => withNotes(gate, context, [approvalsVerdict(context)]),
} as const satisfies Record<Gate['rule'], Rule>

function assessBound(gate: Gate, context: EvaluationContext): AssessedEvidence[] {
  const provenElsewhere = context.provenElsewhere.get(requirementKey('gate', gate.id)) ?? NOTHING
  const demands = { ...demandsOf(context, gate), provenElsewhere }
  return boundTo(context, gate.id).map((item) => assessEvidence(item, gate.accepts, demands))
}

const NOTHING: ReadonlyMap<string, string> = new Map<string, string>([])

/** Proof and something else must both hold. A gate that takes no proof rests on the other part alone. */
function withNotes(gate: Gate, context: EvaluationContext, others: readonly NotesVerdict[]): GateResult {
  const assessed = assessBound(gate, context)
  const proof = aggregate(assessed)
  const needed = gate.accepts.length > 0 ? [proof.outcome] : []
  const outcome = worst([...needed, ...others.map((each) => each.outcome)])
  const validUntil = outcome === 'passed' ? proof.validUntil : null
  return { ...proof, outcome, validUntil, findings: sortFindings(others.flatMap((each) => each.findings)) }
}

const WORST_FIRST = ['failed', 'missing', 'unknown', 'stale', 'passed'] as const

function worst(outcomes: readonly Outcome[]): Outcome {
  return WORST_FIRST.find((outcome) => outcomes.includes(outcome)) ?? 'missing'
}

function approvalsVerdict(context: EvaluationContext): NotesVerdict {
  const outcomes = context.approvals.map((each) => OF_APPROVAL[each.outcome])
  return { outcome: worst(outcomes), findings: [] }
}

const OF_APPROVAL = {
  approved: 'passed',
  missing: 'missing',
  'stale-binding': 'failed',
  'too-early': 'failed',
  rejected: 'failed',
  'self-approved': 'failed',
  'unknown-person': 'failed',
  'not-distinct': 'failed',
  'not-verified': 'unknown',
  unproven: 'unknown',
} as const

/** What is to be said of one of the dossier's notes. */
interface NotesVerdict {
  outcome: Outcome
  findings: Finding[]
}

/** Notes count when they are there and complete: drafted is not complete [003]. */
function judgeNotes(gate: string, notes: Dossier['releaseNotes'], member: string): NotesVerdict {
  if (!notes) return { outcome: 'missing', findings: [finding('gate.notes_missing', { gate }, [member])] }
  if (notes.status === 'complete') return { outcome: 'passed', findings: [] }
  return {
    outcome: 'failed',
    findings: [finding('gate.notes_drafted', { gate }, [member, 'status'])],
  }
}

/**
 * The compatibility notes must reconcile with the breaking changes [003]: every change that the dossier lists is told
 * in the notes, word for word, and every line of the notes that is marked `BREAKING:` tells a listed change. Case and
 * white space do not matter.
 */
function reconcile(gate: string, dossier: Dossier): NotesVerdict {
  const text = dossier.compatibilityNotes?.text ?? ''
  const told = fold(text)
  const changes = dossier.breakingChanges.map((change) => change.what)
  const untold = changes.filter((what) => !told.includes(fold(what)))
  const marked = text.split(/\r\n|\r|\n/).filter((line) => line.includes('BREAKING:'))
  const unlisted = marked.filter((line) => !changes.some((what) => fold(line).includes(fold(what))))
  const findings = [
    ...untold.map((what) => finding('gate.change_not_told', { gate, what }, ['breakingChanges'])),
    ...unlisted.map((line) =>
      finding('gate.change_not_listed', { gate, what: shorten(line) }, ['compatibilityNotes', 'text']),
    ),
  ]
  return { outcome: findings.length > 0 ? 'failed' : 'passed', findings: sortFindings(findings) }
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase()
}

function shorten(line: string): string {
  const text = line.replace(/\s+/g, ' ').trim()
  return text.length > 200 ? `${text.slice(0, 199).toWellFormed()}…` : text
}
