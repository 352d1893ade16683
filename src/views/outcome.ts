import type { GateOutcome, GroupOutcome, Outcome } from '#model/evaluation.ts'
import type { EvidenceStatus } from '#model/evidence.ts'

export type Mark = 'ok' | 'no' | 'wv' | 'na'
export type Tone = 'ok' | 'warn' | 'bad' | 'none'

/** How a status looks: its word, the mark before it, the color of its chip. */
export interface StatusLook {
  word: string
  mark: Mark
  tone: Tone
}

const OUTCOMES = {
  passed: { word: 'passed', mark: 'ok', tone: 'ok' },
  failed: { word: 'failed', mark: 'no', tone: 'bad' },
  missing: { word: 'missing', mark: 'no', tone: 'bad' },
  stale: { word: 'stale', mark: 'no', tone: 'warn' },
  unknown: { word: 'unknown', mark: 'no', tone: 'warn' },
  'not-applicable': { word: 'not applicable', mark: 'na', tone: 'none' },
} as const satisfies Record<Outcome, StatusLook>

const WAIVED: StatusLook = { word: 'waived', mark: 'wv', tone: 'warn' }

const STATUSES = {
  passed: 'ok',
  failed: 'bad',
  unknown: 'warn',
  missing: 'bad',
  unreadable: 'bad',
  tampered: 'bad',
  unverified: 'warn',
} as const satisfies Record<EvidenceStatus, Tone>

/** How an outcome looks. */
export function outcomeLook(outcome: Outcome): StatusLook {
  return OUTCOMES[outcome]
}

/** How a gate looks: a waived one is never shown as passed. */
export function gateLook(gate: Pick<GateOutcome, 'outcome' | 'waived'>): StatusLook {
  return gate.waived ? WAIVED : OUTCOMES[gate.outcome]
}

/** Color of an evidence item's status. */
export function statusTone(status: EvidenceStatus): Tone {
  return STATUSES[status]
}

type Judged = Pick<GroupOutcome, 'outcome'> & { gates: readonly Pick<GateOutcome, 'outcome' | 'waived'>[] }

/** Counts of a group: gates that apply, those of them that are passed or waived, and the waived ones. */
export function groupCounts(group: Judged): { applicable: number; satisfied: number; waived: number } {
  const applicable = group.gates.filter((gate) => gate.outcome !== 'not-applicable' || gate.waived)
  const waived = applicable.filter((gate) => gate.waived).length
  const passed = applicable.filter((gate) => !gate.waived && gate.outcome === 'passed').length
  return { applicable: applicable.length, satisfied: passed + waived, waived }
}

/** How a group looks: a waiver in it is never hidden. */
export function groupLook(group: Judged): StatusLook {
  const { applicable, satisfied, waived } = groupCounts(group)
  const looks = {
    passed: { word: 'PASS', mark: 'ok', tone: 'ok' },
    waived: { word: `PASS, ${waived} WAIVED`, mark: 'wv', tone: 'warn' },
    failed: { word: `FAIL, ${applicable - satisfied} OF ${applicable}`, mark: 'no', tone: 'bad' },
    none: { word: 'NO GATE APPLIES', mark: 'na', tone: 'none' },
  } as const satisfies Record<GroupOutcome['outcome'], StatusLook>
  return looks[group.outcome]
}
