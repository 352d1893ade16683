import { number, sentenceList } from '#messages/format.ts'
import type { ApprovalOutcome, GateOutcome } from '#model/evaluation.ts'
import type { Gate, Policy } from '#model/policy.ts'
import { gateLook, outcomeLook, type StatusLook } from '../outcome.ts'
import { budgets } from '../service/proof.ts'
import { type Assessed, evidenceByName } from './input.ts'
import { proofText } from './proof.ts'

type Control = Gate['controls'][number]

/** What each critical path has to carry before a release moves forward [000], by the controls of the policy's gates. */
const PATHS: readonly { id: string; title: string; controls: readonly Control[] }[] = [
  { id: 'ledger-invariants', title: 'Ledger invariants', controls: ['ledger-invariants'] },
  { id: 'payout-correctness', title: 'Payout correctness', controls: ['payout-correctness'] },
  { id: 'replay-protection', title: 'Replay protection', controls: ['replay-protection'] },
  { id: 'latency-budgets', title: 'Latency budgets', controls: ['latency-budgets'] },
  {
    id: 'observability',
    title: 'Observability and alert coverage',
    controls: ['observability', 'alert-coverage'],
  },
  { id: 'sign-off', title: 'Sign-off', controls: ['sign-off'] },
]

/** A critical path with what became of its controls and the proof of it; `said` where no artifact is the proof. */
export interface CriticalPath {
  id: string
  title: string
  look: StatusLook
  proofs: { text: string; item: string | null }[]
}

const NOT_SHOWN: StatusLook = { word: 'not shown', mark: 'no', tone: 'bad' }
const NO_GATE: StatusLook = { word: 'not shown', mark: 'na', tone: 'none' }

/**
 * Each critical path in one line: ledger invariants, payout correctness, replay protection, latency budgets,
 * observability and alert coverage, sign-off. The worst of its gates speaks for it; what nothing proves is not shown, also
 * where the policy has no gate for it.
 */
export function criticalPaths(input: Pick<Assessed, 'record' | 'posture' | 'policies'>): CriticalPath[] {
  const outcomes = new Map(
    input.posture.today.groups.flatMap((group) => group.gates).map((gate) => [gate.id, gate]),
  )
  return PATHS.map(({ id, title, controls }) => {
    const gates = gatesFor(input.policies.today, controls).flatMap(({ id: gate }) => outcomes.get(gate) ?? [])
    const proofs = [...gates.flatMap((gate) => proofsOf(gate, input)), ...ownProofs(id, input)]
    return { id, title, look: worst(gates), proofs: unique(proofs) }
  })
}

function gatesFor(policy: Policy, controls: readonly Control[]): Gate[] {
  const all = policy.groups.flatMap((group) => group.gates)
  return all.filter((gate) => gate.controls.some((control) => controls.includes(control)))
}

const ORDER: readonly GateOutcome['outcome'][] = [
  'failed',
  'missing',
  'unknown',
  'stale',
  'passed',
  'not-applicable',
]

/** What is missing has not been shown; all else has the word of its gate. */
function worst(gates: readonly GateOutcome[]): StatusLook {
  const [first] = gates.toSorted((a, b) => rank(a) - rank(b))
  if (first === undefined) return NO_GATE
  return first.outcome === 'missing' && !first.waived ? NOT_SHOWN : gateLook(first)
}

/** An exception is worse than a pass, and better than what has none. */
function rank({ outcome, waived }: GateOutcome): number {
  return waived ? ORDER.indexOf('passed') - 0.5 : ORDER.indexOf(outcome)
}

function proofsOf(gate: GateOutcome, input: Pick<Assessed, 'record' | 'posture'>): CriticalPath['proofs'] {
  if (gate.outcome === 'not-applicable') {
    const declared = input.record.dossier.gates.find(({ id }) => id === gate.id)
    return declared?.reason ? [{ text: declared.reason, item: null }] : []
  }
  const items = evidenceByName(input)
  return gate.items.flatMap(({ name }) => {
    const item = items.get(name)
    return item ? [{ text: proofText(item, input.posture.atRelease.at, []), item: name }] : []
  })
}

/** What proves a path beside the artifacts of its gates: numbers within budgets, people who signed. */
function ownProofs(id: string, { record, posture }: Pick<Assessed, 'record' | 'posture'>) {
  if (id === 'sign-off') return approvals(posture.today.approvals)
  if (id !== 'latency-budgets') return []
  return budgets(record.latencyBudgets ?? [], record).map(({ name, measured, max, word }) => ({
    text:
      measured === null
        ? `${name}: not measured`
        : `${name}: ${measured} of ${max}${word === 'over' ? ', over' : ''}`,
    item: null,
  }))
}

function approvals(all: readonly ApprovalOutcome[]): CriticalPath['proofs'] {
  const given = all.filter(({ outcome }) => outcome === 'approved')
  if (all.length === 0) return []
  const names = sentenceList([...new Set(given.flatMap(({ approvers }) => approvers))])
  const by = names === '' ? '' : ` by ${names}`
  return [{ text: `${number(given.length)} of ${number(all.length)} roles approved${by}`, item: null }]
}

function unique(proofs: CriticalPath['proofs']): CriticalPath['proofs'] {
  return [...new Map(proofs.map((each) => [`${each.item} ${each.text}`, each])).values()]
}

/** `5 of 6 shown; Latency budgets ran out`: all paths in one line. */
export function criticalText(paths: readonly CriticalPath[]): string {
  const passed = outcomeLook('passed').word
  const others = paths.filter(({ look }) => look.mark === 'no')
  const shown = paths.filter(({ look }) => look.word === passed).length
  const rest = others.map(({ title, look }) => `${title} ${look.word}`)
  return `${shown} of ${paths.length} critical paths shown${rest.length > 0 ? `; ${rest.join(', ')}` : ''}`
}
