import { z } from 'zod'
import { asForeignTime } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { hasKeys } from '../format.ts'
import { emptyReading, readArtifactShape, unreadable } from '../reading.ts'
import { collectMetrics, judgeMeasurement, type NamedValue, toMetricName } from './verdict.ts'

/** True for the JSON that Google Benchmark (C++) writes. */
export function isGoogleBenchmark(document: unknown): boolean {
  return hasKeys(document, 'context', 'benchmarks')
}

const Benchmark = z.looseObject({
  name: z.string(),
  real_time: z.number().nullish(),
  cpu_time: z.number().nullish(),
  time_unit: z.string().nullish(),
  error_occurred: z.boolean().nullish(),
  error_message: z.string().nullish(),
  skipped: z.boolean().nullish(),
})

const Document = z.looseObject({
  context: z.looseObject({ date: z.unknown().optional() }),
  benchmarks: z.array(Benchmark),
})

/**
 * Google Benchmark → measurements: `<name>.real_time.<unit>` and `<name>.cpu_time.<unit>`, unit `ns`, `us`, `ms` or
 * `s` as in the file. A benchmark that ended in an error fails it; one that was skipped leaves it unknown. Host and executable stay in the artifact.
 */
export function readGoogleBenchmark(document: unknown): Reading {
  const shape = readArtifactShape('google-benchmark', Document, document)
  if (!shape.ok) return unreadable('google-benchmark', shape.findings)
  const { context, benchmarks } = shape.value
  const failed = benchmarks.filter((each) => each.error_occurred || each.error_message).length
  const skipped = benchmarks.filter((each) => each.skipped).length
  const moment = asForeignTime(context.date)
  const named = collectMetrics(benchmarks.flatMap(measuresOf))
  return {
    ...emptyReading('google-benchmark'),
    tool: { name: 'Google Benchmark', version: null },
    ...judgeMeasurement({
      metrics: named.metrics,
      failures: failed > 0 ? [finding('benchmark.failed', { failed, total: benchmarks.length })] : [],
      obstacles: skipped > 0 ? [finding('benchmark.skipped', { count: skipped })] : [],
      remarks: [...(moment?.isZoneless ? [finding('evidence.zone_assumed')] : []), ...(named.remarks ?? [])],
    }),
    generatedAt: moment?.at ?? null,
  }
}

function measuresOf({ name, real_time, cpu_time, time_unit }: z.infer<typeof Benchmark>): NamedValue[] {
  const unit = toMetricName(time_unit ?? 'ns')
  return Object.entries({ real_time, cpu_time }).flatMap(([statistic, value]) =>
    typeof value === 'number' ? [[`${toMetricName(name)}.${statistic}.${unit}`, value] as const] : [],
  )
}
