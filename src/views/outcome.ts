import { count } from '#messages/format.ts'
import type { AssessedItem, GateOutcome, GroupOutcome, Outcome, Posture } from '#model/evaluation.ts'
import type { EvidenceItem, EvidenceStatus } from '#model/evidence.ts'

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
  stale: { word: 'ran out', mark: 'no', tone: 'warn' },
  unknown: { word: 'unknown', mark: 'no', tone: 'warn' },
  'not-applicable': { word: 'not asked', mark: 'na', tone: 'none' },
} as const satisfies Record<Outcome, StatusLook>

const EXCEPTION: StatusLook = { word: 'exception', mark: 'wv', tone: 'warn' }

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

/** How a gate looks: one with an exception is never shown as passed. */
export function gateLook(gate: Pick<GateOutcome, 'outcome' | 'waived'>): StatusLook {
  return gate.waived ? EXCEPTION : OUTCOMES[gate.outcome]
}

/** What an artifact was weighed as today, by its name: an artifact may stand for several gates and requirements. */
export type Uses = ReadonlyMap<string, readonly AssessedItem[]>

/** What every artifact of a release was weighed as today. */
export function usesToday({ today }: Posture): Uses {
  const all = [...today.groups.flatMap((group) => group.gates), ...today.artifacts]
  return Map.groupBy(
    all.flatMap(({ items }) => items),
    ({ name }) => name,
  )
}

/**
 * What an artifact is worth today, in one word for every page. Its own word counts; one that is too old today ran out, and
 * numbers are what the limits of the policy make of them: measured, where nothing limits them.
 */
export function evidenceLook(
  { name, judgement, status }: Pick<EvidenceItem, 'name' | 'judgement' | 'status'>,
  uses: Uses,
): { word: string; tone: Tone } {
  const outcomes = new Set(uses.get(name)?.map(({ outcome }) => outcome))
  if (status === 'passed' || status === 'unknown') {
    if (outcomes.has('stale')) return outcomeLook('stale')
    if (judgement === 'measurements' && status === 'unknown') return measuredLook(outcomes)
  }
  return { word: status, tone: STATUSES[status] }
}

function measuredLook(outcomes: ReadonlySet<Outcome>): { word: string; tone: Tone } {
  if (outcomes.has('failed')) return outcomeLook('failed')
  return outcomes.has('passed') ? outcomeLook('passed') : { word: 'measured', tone: 'none' }
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
    waived: { word: `PASS, ${count(waived, 'EXCEPTION', 'EXCEPTIONS')}`, mark: 'wv', tone: 'warn' },
    failed: { word: `FAIL, ${applicable - satisfied} OF ${applicable}`, mark: 'no', tone: 'bad' },
    none: { word: 'NO GATE APPLIES', mark: 'na', tone: 'none' },
  } as const satisfies Record<GroupOutcome['outcome'], StatusLook>
  return looks[group.outcome]
}
