import type { Acceptance, Threshold } from '#model/policy.ts'
import { count, number, sentenceList } from '../format.ts'

/** What a clause takes as proof, in words, part by part: what it is, which numbers it must hold, how old, whose code. */
export function acceptedText(clause: Acceptance): string {
  const parts = [
    `${clause.formats.join(' or ')} (${clause.kinds.join(', ')})`,
    ...(clause.acts.length > 0 ? [`of a ${clause.acts.join(' or ')}`] : []),
    ...(clause.tools.length > 0 ? [`made by ${clause.tools.join(' or ')}`] : []),
    ...(clause.thresholds.length > 0 ? [`with ${sentenceList(clause.thresholds.map(thresholdText))}`] : []),
    clause.code === 'this' ? 'from the released code' : 'from any commit',
  ]
  return parts.join(', ')
}

/** Said of a gate or artifact that takes verified proof only. */
export const VERIFIED_TEXT = 'only with a verified signature'

/** `latency.p95 ≤ 250 ms`, `5 ≤ replicas ≤ 9`. */
export function thresholdText({ metric, min, max, unit }: Threshold): string {
  const limit = (value: number) => (unit ? `${number(value)} ${unit}` : number(value))
  if (min !== undefined && max !== undefined) return `${number(min)} ≤ ${metric} ≤ ${limit(max)}`
  if (min !== undefined) return `${metric} ≥ ${limit(min)}`
  return max === undefined ? metric : `${metric} ≤ ${limit(max)}`
}

/** Maximum age at the moment of judging: `30 days`, `does not age`, or both when clauses differ. */
export function ageText(clauses: readonly Acceptance[]): string {
  const ages = new Set(
    clauses.map(({ maxAgeDays }) => (maxAgeDays === null ? 'does not age' : count(maxAgeDays, 'day'))),
  )
  return [...ages].join(' or ')
}
