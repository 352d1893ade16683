import { z } from 'zod'
import type { Reading } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { emptyReading, NO_COUNTS, readArtifactShape, unreadable } from '../reading.ts'
import { codeName, denials, failedPart, isDenied, judgeDocument, metricsOf } from './claim.ts'

const FORMAT = 'dpone-benchmark-slo-gate'

const Value = z.number().nullish()

const Benchmark = z.looseObject({
  metric: z.string(),
  direction: z.enum(['higher', 'lower']),
  actual: Value,
  baseline: Value,
  allowed_regression_ratio: z.number().min(0).max(1),
})

const Objective = z.looseObject({
  metric: z.string(),
  operator: z.enum(['max', 'min', 'present', 'pass']),
  actual: z.unknown().optional(),
  objective: z.unknown().optional(),
  passed: z.boolean(),
})

const Gate = z.looseObject({
  benchmark: z.looseObject({ items: z.array(Benchmark).max(500) }),
  slo: z.looseObject({ results: z.array(Objective).max(500) }),
})

type Benchmark = z.infer<typeof Benchmark>
type Objective = z.infer<typeof Objective>

/** True for a benchmark beside service level objectives. */
export function isBenchmarkGate(document: unknown): boolean {
  return Marks.safeParse(document).success
}

const Marks = z.looseObject({
  benchmark: z.looseObject({}),
  slo: z.looseObject({}),
  benchmark_passed: z.boolean(),
})

/**
 * Benchmark and SLO gate: each number is compared with its baseline and its objective
 * again. A metric that was not measured fails; dpone writes it as minus infinity, which is less than every limit and
 * no JSON, so such a file cannot be read at all.
 */
export function readBenchmarkGate(document: unknown): Reading {
  const shape = readArtifactShape(FORMAT, Gate, document)
  if (!shape.ok) return unreadable(FORMAT, shape.findings)
  const { benchmark, slo } = shape.value
  const troubles = [
    ...benchmark.items.flatMap(orDenied(regression)),
    ...slo.results.flatMap(orDenied(missed)),
  ]
  const rows = [...benchmark.items, ...slo.results]
  const { metrics, contradictions } = metricsOf(rows.map(({ metric, actual }) => ({ metric, value: actual })))
  const total = rows.length
  return {
    ...emptyReading(FORMAT),
    ...judgeDocument(FORMAT, document, {
      troubles: [...troubles, ...contradictions, ...denials(benchmark), ...denials(slo)],
      gaps: [
        ...(benchmark.items.length === 0 ? [finding('dpone.no_baselines')] : []),
        ...(slo.results.length === 0 ? [finding('dpone.no_objectives')] : []),
      ],
    }),
    counts: { ...NO_COUNTS, total, passed: total - troubles.length, failed: troubles.length },
    metrics,
  }
}

/** A row without a broken limit that calls itself red is red all the same. */
function orDenied<Row extends { metric: string }>(compare: (row: Row) => Finding[]) {
  return (row: Row): Finding[] => {
    const troubles = compare(row)
    return troubles.length === 0 && isDenied(row) ? [failedPart(codeName(row.metric))] : troubles
  }
}

function regression({ metric, direction, actual, baseline, allowed_regression_ratio }: Benchmark): Finding[] {
  if (typeof actual !== 'number' || typeof baseline !== 'number') return [notMeasured(metric)]
  const limit =
    baseline * (direction === 'higher' ? 1 - allowed_regression_ratio : 1 + allowed_regression_ratio)
  if (direction === 'higher') return actual < limit ? [broken(metric, 'metric.below_min', actual, limit)] : []
  return actual > limit ? [broken(metric, 'metric.above_max', actual, limit)] : []
}

function missed({ metric, operator, actual, objective, passed }: Objective): Finding[] {
  if (operator === 'present' || operator === 'pass') {
    const isThere = actual !== undefined && actual !== null && actual !== false
    return passed && isThere ? [] : [notMeasured(metric)]
  }
  if (typeof actual !== 'number' || typeof objective !== 'number') return [notMeasured(metric)]
  if (operator === 'min')
    return actual < objective ? [broken(metric, 'metric.below_min', actual, objective)] : []
  return actual > objective ? [broken(metric, 'metric.above_max', actual, objective)] : []
}

function notMeasured(metric: string): Finding {
  return finding('metric.not_measured', { item: 'benchmark_slo', metric: codeName(metric) })
}

type LimitCode = 'metric.below_min' | 'metric.above_max'

function broken(metric: string, code: LimitCode, value: number, limit: number): Finding {
  const args = { item: 'benchmark_slo', metric: codeName(metric), unit: null, value, limit }
  return finding(code, args)
}
