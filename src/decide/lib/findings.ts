import type { Finding } from '#model/finding.ts'
import { canonical } from './canonical.ts'

/** The first of some reasons by code, for a finding that it leads to: its code as `because`, its arguments as they are. */
export function causeOf(reasons: readonly Finding[]): Finding['args'] {
  const [first] = reasons.toSorted((a, b) => compareText(a.code, b.code))
  return first === undefined ? { because: null } : { ...first.args, because: first.code }
}

/** Findings in one order, by code, then by what they say; equal ones once. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  if (findings.length < 2) return [...findings]
  const byCode = Map.groupBy(findings, (each) => each.code)
  return [...byCode.keys()].sort(compareText).flatMap((code) => sortAlike(byCode.get(code) ?? []))
}

/** Findings of one code: only those need a text to compare, which takes most of the time. */
function sortAlike(findings: readonly Finding[]): Finding[] {
  if (findings.length < 2) return [...findings]
  const keyed = new Map(findings.map((each) => [canonical(each), each]))
  return [...keyed].sort(([a], [b]) => compareText(a, b)).map(([, each]) => each)
}

/** Plain order of two texts, by UTF-16 code unit. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
