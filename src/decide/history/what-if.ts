import type { Decision, Evaluation } from '#model/evaluation.ts'
import type { Policy } from '#model/policy.ts'
import type { Instant } from '#model/primitives.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { decisionAt, evaluate } from '../verdict/evaluate.ts'
import { policyVersions } from './policies.ts'
import { type StepToGo, stepsToGo } from './steps-to-go.ts'

/** What is supposed of a release: a trial, never a verdict. */
export type Supposition = {
  /** True: none of its waivers holds. */
  withoutWaivers: boolean
  policy: Policy
  at: Instant
}

/** What a release would come to. The record itself stays as it is. */
export function suppose(record: ReleaseRecord, { withoutWaivers, policy, at }: Supposition): Evaluation {
  return evaluate(withoutWaivers ? waiverless(record) : record, policy, at)
}

function waiverless(record: ReleaseRecord): ReleaseRecord {
  return record.dossier === null ? record : { ...record, dossier: { ...record.dossier, waivers: [] } }
}

/** One thing that would turn a decision. */
export type Flip =
  /** Time alone: from then on, and what ends it. */
  | { kind: 'date'; at: Instant; by: string }
  /** Without its waivers. */
  | { kind: 'waivers'; waivers: number }
  | { kind: 'policy'; version: string }
  /** Without this one approval, or artifact: nothing else stands for it. */
  | { kind: 'approval'; role: string; approver: string }
  | { kind: 'item'; name: string }
  /** Of a NO-GO: all that has to be put right, together. */
  | { kind: 'steps'; steps: readonly StepToGo[] }

/**
 * Every single thing that would turn the decision of a release, in the order of the kinds above; empty for a release that
 * cannot be assessed.
 * @param evaluation by which it is GO or not. @param policies all versions of all policies.
 */
export function flipsOf(record: ReleaseRecord, policies: readonly Policy[], evaluation: Evaluation): Flip[] {
  const { dossier } = record
  const { decision, at } = evaluation
  const judge = policies.find(
    ({ id, version }) => id === evaluation.policy.id && version === evaluation.policy.version,
  )
  if (dossier === null || judge === undefined || decision === 'not-assessed') return []
  const turns = (changed: ReleaseRecord, policy: Policy = judge) =>
    isTurned(decision, decisionAt(changed, policy, at))
  const others = policyVersions(policies, judge.id).filter((each) => each !== judge)
  const byPolicy = others
    .filter((each) => turns(record, each))
    .map(({ version }) => ({ kind: 'policy' as const, version }))
  if (decision === 'no-go') return [...byPolicy, { kind: 'steps', steps: stepsToGo(evaluation) }]
  return [
    ...endOf(evaluation),
    ...(dossier.waivers.length > 0 && turns(waiverless(record))
      ? [{ kind: 'waivers' as const, waivers: dossier.waivers.length }]
      : []),
    ...byPolicy,
    ...dossier.approvals
      .filter((each) =>
        turns({ ...record, dossier: { ...dossier, approvals: without(dossier.approvals, each) } }),
      )
      .map(({ role, approver }) => ({ kind: 'approval' as const, role, approver })),
    ...record.evidence
      .filter((each) => turns({ ...record, evidence: without(record.evidence, each) }))
      .map(({ name }) => ({ kind: 'item' as const, name })),
  ]
}

function isTurned(before: Decision, after: Decision): boolean {
  return after !== 'not-assessed' && after !== before
}

function endOf({ validUntil, endedBy }: Evaluation): Flip[] {
  return validUntil === null ? [] : [{ kind: 'date', at: validUntil, by: endedBy ?? '' }]
}

function without<T>(list: readonly T[], one: T): T[] {
  return list.filter((each) => each !== one)
}
