import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Threshold } from '#model/policy.ts'
import { sortFindings } from '../lib/findings.ts'

/**
 * Compares measured numbers with a policy's limits, both inclusive [002].
 * @returns one finding per broken limit (`<metric>.below_min`, `<metric>.above_max`) and per number that is not
 * there (`<metric>.not_measured`); none when every limit holds.
 */
export function brokenLimits(
  name: string,
  metrics: Readonly<Record<string, number>>,
  limits: readonly Threshold[],
): { broken: Finding[]; absent: Finding[] } {
  const broken: Finding[] = []
  const absent: Finding[] = []
  for (const limit of limits) {
    const { metric } = limit
    const value = metrics[metric]
    const path = ['evidence', name]
    const args = { item: name, metric, unit: limit.unit ?? null }
    if (value === undefined || !Number.isFinite(value)) {
      absent.push(finding('metric.not_measured', args, path))
      continue
    }
    if (limit.min !== undefined && value < limit.min)
      broken.push(finding('metric.below_min', { ...args, value, limit: limit.min }, path))
    if (limit.max !== undefined && value > limit.max)
      broken.push(finding('metric.above_max', { ...args, value, limit: limit.max }, path))
  }
  return { broken: sortFindings(broken), absent: sortFindings(absent) }
}
