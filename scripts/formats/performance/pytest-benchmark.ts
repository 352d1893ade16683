import { z } from 'zod'
import { asCommit, asLine } from '#lib/text.ts'
import { asForeignTime } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { hasKeys } from '../format.ts'
import { emptyReading, readArtifactShape, unreadable } from '../reading.ts'
import { collectMetrics, judgeMeasurement, type NamedValue, toMetricName } from './verdict.ts'

/** True for the JSON that `pytest --benchmark-json` writes. */
export function isPytestBenchmark(document: unknown): boolean {
  return hasKeys(document, 'benchmarks', 'machine_info')
}

const Benchmark = z.looseObject({
  name: z.string(),
  fullname: z.string().nullish(),
  has_error: z.boolean().nullish(),
  stats: z.record(z.string(), z.unknown()),
})

const Document = z.looseObject({
  benchmarks: z.array(Benchmark),
  datetime: z.unknown().optional(),
  version: z.string().nullish(),
  commit_info: z.looseObject({ id: z.unknown().optional(), dirty: z.boolean().nullish() }).nullish(),
})

/**
 * pytest-benchmark → measurements: `<full name>.mean.seconds`, `.median.`, `.min.`, `.max.`, `.stddev.`, and
 * `<full name>.ops`. It names the commit it ran on; with changes that are not in the commit it names none. Machine,
 * branch and parameters stay in the artifact.
 */
export function readPytestBenchmark(document: unknown): Reading {
  const shape = readArtifactShape('pytest-benchmark', Document, document)
  if (!shape.ok) return unreadable('pytest-benchmark', shape.findings)
  const { benchmarks, datetime, version, commit_info } = shape.value
  const failed = benchmarks.filter(({ has_error }) => has_error).length
  const moment = asForeignTime(datetime)
  const isDirty = commit_info?.dirty === true
  const named = collectMetrics(benchmarks.flatMap(measuresOf))
  return {
    ...emptyReading('pytest-benchmark'),
    tool: { name: 'pytest-benchmark', version: asLine(version) },
    ...judgeMeasurement({
      metrics: named.metrics,
      failures: failed > 0 ? [finding('benchmark.failed', { failed, total: benchmarks.length })] : [],
      remarks: [
        ...(isDirty ? [finding('benchmark.dirty')] : []),
        ...(moment?.isZoneless ? [finding('evidence.zone_assumed')] : []),
        ...(named.remarks ?? []),
      ],
    }),
    subject: { commit: isDirty ? null : asCommit(commit_info?.id), digests: [] },
    generatedAt: moment?.at ?? null,
  }
}

const STATISTICS = [
  ['mean', 'mean.seconds'],
  ['median', 'median.seconds'],
  ['min', 'min.seconds'],
  ['max', 'max.seconds'],
  ['stddev', 'stddev.seconds'],
  ['ops', 'ops'],
] as const

function measuresOf({ name, fullname, stats }: z.infer<typeof Benchmark>): NamedValue[] {
  const base = toMetricName(fullname ?? name)
  return STATISTICS.flatMap(([key, statistic]) => {
    const value = stats[key]
    return typeof value === 'number' ? [[`${base}.${statistic}`, value] as const] : []
  })
}
