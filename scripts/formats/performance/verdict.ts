import type { Reading } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'

/** What a file of numbers comes to. */
export type JudgedMeasurement = Pick<Reading, 'judgement' | 'status' | 'reasons' | 'metrics'>

/** A file of numbers, and what speaks against believing them. */
export type Measurement = {
  metrics: Reading['metrics']
  /** Something that was measured went wrong: the artifact failed. */
  failures?: readonly Finding[]
  /** Why nobody may conclude anything from the numbers, whatever limits they keep. */
  obstacles?: readonly Finding[]
  /** Worth knowing, and deciding nothing. */
  remarks?: readonly Finding[]
}

/**
 * Judges a file of numbers: trouble is a verdict, `failed` or `unknown`, which no limit can turn into a pass. Else
 * the numbers are measurements of status `unknown`, and only a policy's limits make them proof.
 */
export function judgeMeasurement({
  metrics,
  failures = [],
  obstacles = [],
  remarks = [],
}: Measurement): JudgedMeasurement {
  const trouble = [...failures, ...obstacles]
  if (trouble.length > 0) {
    const status = failures.length > 0 ? 'failed' : 'unknown'
    return { judgement: 'verdict', status, reasons: [...trouble, ...remarks], metrics }
  }
  const code = Object.keys(metrics).length === 0 ? 'metrics.empty' : 'metrics.unbudgeted'
  return { judgement: 'measurements', status: 'unknown', reasons: [finding(code), ...remarks], metrics }
}

/** A number under a name that `metricName` made. */
export type NamedValue = readonly [name: string, value: number]

/** Numbers kept of one artifact; a policy limits a handful. */
const MAX_METRICS = 500

/**
 * Names numbers. A name that stands twice has no number: which one is meant cannot be guessed. What is no finite number is
 * left out, and of more than 500 the first 500 are kept. Each is said.
 */
export function collectMetrics(measures: readonly NamedValue[]): Pick<Measurement, 'metrics' | 'remarks'> {
  const times = new Map<string, number>()
  for (const [name] of measures) times.set(name, (times.get(name) ?? 0) + 1)
  const twice = [...times].filter(([, count]) => count > 1).length
  const single = measures.filter(([name, value]) => times.get(name) === 1 && Number.isFinite(value))
  const wordy = measures.filter(([, value]) => !Number.isFinite(value)).length
  const remarks = [
    ...(wordy > 0 ? [finding('benchmark.no_number', { count: wordy })] : []),
    ...(twice > 0 ? [finding('metrics.same_name', { count: twice })] : []),
    ...(single.length > MAX_METRICS
      ? [finding('metrics.too_many', { total: single.length, max: MAX_METRICS })]
      : []),
  ]
  return { metrics: Object.fromEntries(single.slice(0, MAX_METRICS)), remarks }
}

/**
 * Foreign text as (part of) the name of a metric: braces become parentheses, slashes points, and other characters that a name cannot
 * hold become `_`. At most 80 characters, so that a statistic fits behind it.
 */
export function toMetricName(text: string): string {
  const name = text
    .slice(0, 200)
    .replaceAll('{', '(')
    .replaceAll('}', ')')
    .replaceAll('/', '.')
    .replace(/[^A-Za-z0-9_.()%-]+/g, '_')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 80)
  return name === '' ? 'unnamed' : name
}

/** A unit as the last part of a name: `ns/op` → `ns_per_op`. */
export function toUnitName(unit: string): string {
  return toMetricName(unit.slice(0, 30).replaceAll('/', '_per_'))
}
