import { z } from 'zod'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { hasKeys } from '../format.ts'
import { emptyReading, readArtifactShape, unreadable } from '../reading.ts'
import { collectMetrics, judgeMeasurement, type NamedValue } from './verdict.ts'

/** True for the JSON that `hyperfine --export-json` writes. */
export function isHyperfine(document: unknown): boolean {
  if (!hasKeys(document, 'results') || !Array.isArray(document['results'])) return false
  return hasKeys(document['results'][0], 'command', 'mean', 'stddev')
}

const seconds = z.number().min(0)

const Result = z.looseObject({
  command: z.string(),
  mean: seconds,
  median: seconds.nullish(),
  min: seconds.nullish(),
  max: seconds.nullish(),
  stddev: seconds.nullish(),
  times: z.array(seconds).nullish(),
  exit_codes: z.array(z.int().nullable()).nullish(),
})
type Result = z.infer<typeof Result>

const Document = z.looseObject({ results: z.array(Result) })

/**
 * hyperfine → measurements, in seconds: `<command>.mean.seconds`, `.median.`, `.min.`, `.max.`, `.stddev.`. Where the
 * single times are listed, mean, min and max are computed from them. A command that ended with another code than 0
 * fails the file; one of which the file does not say how it ended leaves it unknown. Command lines may carry secrets, so only one that is a plain name is copied; the others are
 * `command-1`, `command-2` and so on.
 */
export function readHyperfine(document: unknown): Reading {
  const shape = readArtifactShape('hyperfine', Document, document)
  if (!shape.ok) return unreadable('hyperfine', shape.findings)
  const { results } = shape.value
  const codes = results.flatMap(({ exit_codes }) => exit_codes ?? [])
  const failed = codes.filter((code) => code !== 0).length
  const silent = results.filter(({ exit_codes }) => !exit_codes || exit_codes.length === 0).length
  const other = results.filter((result) => differs(result)).length
  const named = collectMetrics(results.flatMap(measuresOf))
  return {
    ...emptyReading('hyperfine'),
    tool: { name: 'hyperfine', version: null },
    ...judgeMeasurement({
      metrics: named.metrics,
      failures: failed > 0 ? [finding('benchmark.exit_codes', { failed, total: codes.length })] : [],
      obstacles: silent > 0 ? [finding('benchmark.no_exit_codes', { count: silent })] : [],
      remarks: [
        ...(other > 0 ? [finding('benchmark.summary_differs', { count: other })] : []),
        ...(named.remarks ?? []),
      ],
    }),
  }
}

function measuresOf(result: Result, index: number): NamedValue[] {
  const { mean, min, max } = computed(result) ?? result
  const name = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$/.test(result.command)
    ? result.command
    : `command-${index + 1}`
  const statistics = { mean, median: result.median, min, max, stddev: result.stddev }
  return Object.entries(statistics).flatMap(([statistic, value]) =>
    typeof value === 'number' ? [[`${name}.${statistic}.seconds`, value] as const] : [],
  )
}

function computed({ times }: Result): { mean: number; min: number; max: number } | null {
  if (!times || times.length === 0) return null
  const sum = times.reduce((total, time) => total + time, 0)
  return {
    mean: sum / times.length,
    min: times.reduce((least, time) => Math.min(least, time)),
    max: times.reduce((most, time) => Math.max(most, time)),
  }
}

/** The mean in the file is not that of its times; the last digits of a sum do not matter. */
function differs(result: Result): boolean {
  const own = computed(result)
  return own !== null && Math.abs(own.mean - result.mean) > 1e-6 * Math.max(own.mean, result.mean)
}
