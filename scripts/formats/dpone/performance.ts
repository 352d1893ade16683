import { z } from 'zod'
import { asLine } from '#lib/text.ts'
import type { Reading } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { MetricName } from '#model/primitives.ts'
import { emptyReading, NO_COUNTS, readArtifactShape, unreadable } from '../reading.ts'
import { codeName, failedPart, isDenied, judgeDocument, metricsOf, partsLeftOut } from './claim.ts'

const FORMAT = 'dpone-performance-certification'

const Result = z.looseObject({
  metric: z.string(),
  value: z.number().nullish(),
  rule: z.enum(['min', 'max']),
  threshold: z.number(),
})

const Certification = z.looseObject({
  profile: z.string(),
  row_count: z.number(),
  results: z.array(Result).max(500),
})

type Result = z.infer<typeof Result>

/** True for a document with thresholds and how many rows they were measured on. */
export function isPerformance(document: unknown): boolean {
  return Marks.safeParse(document).success
}

const Marks = z.looseObject({ row_count: z.number(), results: z.array(z.unknown()), profile: z.string() })

/**
 * Performance certification: each value is compared with its threshold again. Without
 * thresholds dpone is content; that is nothing to count here. The values are metrics, so that the policy's own limits,
 * which may be stricter, are compared with them too.
 */
export function readPerformance(document: unknown): Reading {
  const shape = readArtifactShape(FORMAT, Certification, document)
  if (!shape.ok) return unreadable(FORMAT, shape.findings)
  const { results, profile, row_count } = shape.value
  const named = asLine(profile)
  const troubles = results.flatMap(trouble)
  const { metrics, contradictions } = metricsOf(results)
  const idle = results.filter(isIdle)
  const gaps = results.length === idle.length ? [finding('dpone.no_thresholds')] : []
  return {
    ...emptyReading(FORMAT),
    ...judgeDocument(FORMAT, document, {
      troubles: [...troubles, ...contradictions],
      gaps,
      remarks: [...idle.map(idleRemark), ...partsLeftOut(results.length, MOST_LIMITS)],
    }),
    counts: {
      ...NO_COUNTS,
      total: results.length,
      passed: results.length - troubles.length,
      failed: troubles.length,
    },
    metrics,
    ...limitsOf(results),
    topology: [
      ...(named === null ? [] : [{ part: 'profile', value: named }]),
      { part: 'rows', value: String(row_count) },
    ],
  }
}

/** The file's own limits stay on record: one that was lowered is compared with the policy's. */
function limitsOf(results: readonly Result[]): Pick<Reading, 'limits'> {
  const known = results.filter(({ metric }) => MetricName.safeParse(metric).success)
  const limits = known
    .slice(0, MOST_LIMITS)
    .map(({ metric, rule, threshold }) => ({ metric, rule, value: threshold }))
  return limits.length > 0 ? { limits } : {}
}

const MOST_LIMITS = 100

function trouble(row: Result): Finding[] {
  const { metric, value, rule, threshold } = row
  // A metric is free text of the file; only what may stand in a code is told.
  const name = codeName(metric)
  const args = { item: 'performance_certification', metric: name, unit: null }
  if (typeof value !== 'number') return [finding('metric.not_measured', args)]
  if (rule === 'min' && value < threshold)
    return [finding('metric.below_min', { ...args, value, limit: threshold })]
  if (rule === 'max' && value > threshold)
    return [finding('metric.above_max', { ...args, value, limit: threshold })]
  // A row that calls itself red was compared with something that its numbers no longer show.
  return isDenied(row) ? [failedPart(name)] : []
}

/** A rate or a duration is never below zero, so a least of zero asks nothing; dpone's own example has one. */
function isIdle({ rule, threshold }: Result): boolean {
  return rule === 'min' && threshold <= 0
}

function idleRemark({ metric }: Result): Finding {
  return finding('dpone.idle_threshold', { metric: codeName(metric) })
}
