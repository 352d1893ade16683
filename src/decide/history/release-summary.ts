import type { Dossier } from '#model/dossier.ts'
import type { HotSpot, Kpi } from '#model/dossier-risk.ts'
import type { Decision, GateOutcome, Posture } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import type { Instant } from '#model/primitives.ts'
import type { ReleaseRecord, ReleaseState } from '#model/release.ts'
import type { EvidenceState, ReleaseTraits } from '#model/release-traits.ts'
import { type SeenFacts, seenOf } from '../baseline/trend.ts'
import { compareText } from '../lib/findings.ts'
import { utc } from '../lib/time.ts'
import { blocks } from '../verdict/gates.ts'
import { aboutEnvironment, isOfPromotion } from '../verdict/promotions.ts'
import { carryRisks } from '../verdict/risks.ts'
import { kpiDrift } from './drift.ts'
import { type ReachedSteps, reachedSteps } from './steps.ts'

/** The little that the summary keeps of one release, so that ten thousand fit into memory. */
export interface ReleaseSummary {
  service: string
  version: string
  semantic: boolean
  prerelease: boolean
  /** The version of the release before. */
  previous: string | null
  released: Instant
  state: ReleaseState
  atRelease: Decision
  steps: ReachedSteps
  promotions: {
    to: string
    at: Instant
    result: 'reached' | 'blocked' | 'rolled-back'
    /** Codes of what was found of it there; left out where there are none. */
    codes?: string[]
  }[]
  policy: string
  /** Ids of the gates that are neither satisfied nor waived today. */
  failing: string[]
  /** Codes of what keeps it from GO today and of the reasons behind; of a quarantined one, of why it is. */
  codes: string[]
  kpis: (Pick<Kpi, 'id' | 'name' | 'unit' | 'direction'> & { value: number })[]
  hotSpots: HotSpot[]
  boundaries: ReleaseRecord['git']['boundaries']
  seen: SeenFacts
  /** Ids of what it names of the catalog's registers; left out where it names nothing. */
  inputs?: string[]
}

/** What one release adds to the summary of all, from its record and both its evaluations. */
export function summarizeRelease(record: ReleaseRecord, posture: Posture): ReleaseSummary {
  const { service, version, semantic, prerelease, state, dossier } = record
  const released = utc(record.git.taggedAt)
  return {
    service,
    version,
    semantic,
    prerelease,
    previous: record.git.previous,
    released,
    state,
    atRelease: posture.atRelease.decision,
    steps: reachedSteps(record, posture.atRelease.decision),
    promotions: promotions(dossier?.promotions ?? [], released, posture.today.findings),
    policy: posture.today.policy.id,
    failing: failingGates(posture).map((gate) => gate.id),
    codes: [...new Set(holding(record, posture).flatMap(withReason))].sort(),
    kpis: dossier?.kpis.flatMap((kpi) => measured(kpi, record.evidence)) ?? [],
    hotSpots: dossier?.hotSpots ?? [],
    boundaries: record.git.boundaries,
    seen: seenOf(record),
    ...namedInputs(dossier),
  }
}

/** Ids of what feeds its decision, what its risks assume, and the conditions that it was promoted on, each once in order. */
export function inputIds(dossier: Dossier | null): string[] {
  if (dossier === null) return []
  return inOrder([
    ...dossier.inputs.flatMap(({ id }) => id ?? []),
    ...dossier.risks.flatMap(({ assumption }) => assumption ?? []),
    ...dossier.promotions.flatMap(({ conditions }) => conditions.map(({ id }) => id)),
  ])
}

function namedInputs(dossier: Dossier | null): Pick<ReleaseSummary, 'inputs'> {
  const ids = inputIds(dossier)
  return ids.length > 0 ? { inputs: ids } : {}
}

/** A release that was promoted from an environment has been there, also when nobody wrote that down. */
function promotions(
  declared: Dossier['promotions'],
  released: Instant,
  findings: readonly Finding[],
): ReleaseSummary['promotions'] {
  return declared.flatMap(({ from, to, at, result }) => {
    const moment = at ? utc(at) : released
    const known = from === undefined || declared.some((each) => each.to === from)
    const before = known ? [] : [{ to: from, at: moment, result: 'reached' as const }]
    const codes = new Set(aboutEnvironment(findings, to).map(({ code }) => code))
    const found = codes.size > 0 ? { codes: [...codes].sort() } : {}
    return [...before, { to, at: moment, result, ...found }]
  })
}

function failingGates({ today }: Posture): GateOutcome[] {
  return today.groups.flatMap((group) => group.gates).filter(blocks)
}

/** What keeps a release from GO: its blockers, and what is said of the artifacts at the gates that fail. */
function holding({ quarantine }: ReleaseRecord, posture: Posture): Finding[] {
  const assessed = failingGates(posture).flatMap(({ items }) => items.flatMap(({ findings }) => findings))
  return [...posture.today.blockers, ...assessed, ...quarantine]
}

function withReason({ code, args: { because } }: Finding): string[] {
  return typeof because === 'string' ? [code, because] : [code]
}

function measured(kpi: Kpi, evidence: readonly EvidenceItem[]): ReleaseSummary['kpis'] {
  const { value } = kpiDrift(kpi, evidence, null)
  const { id, name, unit, direction } = kpi
  return value === null ? [] : [{ id, name, unit, direction, value }]
}

/** What a release is looked for by, from its record and both its evaluations. */
export function traitsOf(record: ReleaseRecord, { today }: Posture): ReleaseTraits {
  const { dossier, version, evidence, droppedRisks = [], git } = record
  const gates = today.groups.flatMap((group) => group.gates)
  const items = [...gates, ...today.artifacts].flatMap((each) => each.items)
  const stale: EvidenceState[] = items.some(({ outcome }) => outcome === 'stale') ? ['stale'] : []
  return {
    owners: inOrder(dossier?.owners.map(({ name }) => name) ?? []),
    gates: inOrder(gates.filter(blocks).map(({ id }) => id)),
    severities: inOrder(carryRisks(dossier, version, droppedRisks).open.map(({ severity }) => severity)),
    evidence: inOrder([...evidence.map(({ status }) => status), ...stale]),
    waived: gates.some(({ waived }) => waived),
    reused: evidence.some(({ reused }) => reused !== undefined),
    againstRules: today.findings.some(isOfPromotion),
    commit: git.commit,
  }
}

function inOrder<T extends string>(words: readonly T[]): T[] {
  return [...new Set(words)].sort(compareText)
}
