import { asLine } from '#lib/text.ts'
import { asInstant } from '#lib/time.ts'
import type { Counts, Reading } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { emptyReading, NO_COUNTS, unreadable } from '../reading.ts'
import { type K6Check, type K6Metric, type K6Summary, readK6Shape } from './k6-shape.ts'
import {
  collectMetrics,
  type JudgedMeasurement,
  judgeMeasurement,
  type NamedValue,
  toMetricName,
} from './verdict.ts'

/**
 * The end-of-test summary of k6, in three dialects. With thresholds it has a
 * verdict: each is compared with its number again, and one that was crossed, by the file's word or by its number,
 * fails it. A check that failed under no threshold leaves it open. Without thresholds it holds measurements.
 * Metrics are called `<metric>.<statistic>`, such as `http_req_duration.p95`, in the units of k6 (milliseconds,
 * bytes, shares of 1). `setup_data`, tags and names of checks stay in the artifact.
 */
export function readK6(document: unknown): Reading {
  const shape = readK6Shape(document)
  if (!shape.ok) return unreadable('k6', shape.findings)
  const summary = shape.value
  return {
    ...emptyReading('k6'),
    dialect: summary.dialect,
    tool: { name: 'k6', version: asLine(summary.version) },
    ...judge(summary),
    counts: summary.checks.length > 0 ? countsOf(summary.checks) : null,
    ...topologyOf(summary),
    generatedAt: asInstant(summary.generatedAt),
  }
}

/** How much load there was: a latency is true of so many users only. k6 does not say what it ran against. */
function topologyOf({ metrics, seconds }: K6Summary): Pick<Reading, 'topology'> {
  const users = metrics.find(({ name }) => name === 'vus_max')?.values
  const most = users?.get('max') ?? users?.get('value')
  const topology = [
    ...(most === undefined ? [] : [{ part: 'virtual users', value: String(most) }]),
    ...(seconds === null ? [] : [{ part: 'duration', value: `${Number(seconds.toPrecision(4))} s` }]),
  ]
  return topology.length > 0 ? { topology } : {}
}

function judge(summary: K6Summary): JudgedMeasurement {
  const thresholds = summary.metrics.flatMap(thresholdsOf)
  const crossed = thresholds.filter(({ claimed, counted }) => claimed || counted === true).length
  const failures = [
    ...(crossed > 0 ? [finding('k6.crossed', { crossed, total: thresholds.length })] : []),
    ...(summary.passed === false ? [finding('k6.says_failed')] : []),
  ]
  const contradicted = thresholds.filter(
    ({ claimed, counted }) => counted !== null && claimed !== counted,
  ).length
  const named = collectMetrics(measuresOf(summary, thresholds.length, crossed))
  const measured = judgeMeasurement({
    metrics: named.metrics,
    failures,
    obstacles: failures.length === 0 ? obstaclesOf(summary, thresholds) : [],
    remarks: [
      ...(contradicted > 0 ? [finding('k6.contradicted', { count: contradicted })] : []),
      ...failedChecks(summary),
      ...(named.remarks ?? []),
    ],
  })
  if (measured.judgement === 'verdict' || thresholds.length === 0) return measured
  return { ...measured, judgement: 'verdict', status: 'passed', reasons: measured.reasons.slice(1) }
}

/**
 * Nothing ran, so nothing was crossed; a threshold has no number to be compared with; or checks or requests failed and no
 * threshold says how many may.
 */
function obstaclesOf({ metrics, checks }: K6Summary, thresholds: readonly Threshold[]): Finding[] {
  const uncounted = thresholds.filter(({ counted }) => counted === null).length
  const hasRun = metrics.some(({ values }) => (values.get('count') ?? 0) > 0)
  const hasFailed = {
    checks: checks.some(({ fails }) => fails > 0),
    http_req_failed: metrics.some(
      (one) => one.name === 'http_req_failed' && (one.values.get('rate') ?? 0) > 0,
    ),
  }
  const unjudged = Object.entries(hasFailed).filter(([name, failed]) => failed && !isLimited(metrics, name))
  return [
    ...(hasRun ? [] : [finding('k6.nothing_ran')]),
    ...(uncounted > 0 ? [finding('k6.not_compared', { total: uncounted })] : []),
    ...(thresholds.length > 0 ? unjudged.map(([metric]) => finding('k6.unjudged', { metric })) : []),
  ]
}

/** True when a threshold limits a metric, or a part of it by tags. */
function isLimited(metrics: readonly K6Metric[], wanted: string): boolean {
  return metrics.some(({ name, claims }) => claims.size > 0 && name.split('{', 1)[0] === wanted)
}

function failedChecks({ checks }: K6Summary): Finding[] {
  const { failed, total } = countsOf(checks)
  return failed > 0 ? [finding('k6.checks_failed', { failed, total })] : []
}

/** A check failed when it failed once. */
function countsOf(checks: readonly K6Check[]): Counts {
  const failed = checks.filter(({ fails }) => fails > 0).length
  const passed = checks.filter(({ fails, passes }) => fails === 0 && passes > 0).length
  return { ...NO_COUNTS, total: checks.length, passed, failed, skipped: checks.length - passed - failed }
}

/** One threshold: the file's claim that it was crossed, and what its number says; null when it has none. */
type Threshold = { claimed: boolean; counted: boolean | null }

function thresholdsOf({ values, claims }: K6Metric): Threshold[] {
  return [...claims].map(([expression, claimed]) => {
    const [, statistic = '', sign = '', limit = ''] = EXPRESSION.exec(expression) ?? []
    const value = values.get(statistic)
    const holds = SIGNS.get(sign)
    return { claimed, counted: value === undefined || !holds ? null : !holds(value, Number(limit)) }
  })
}

const EXPRESSION =
  /^\s*(avg|min|max|med|count|rate|value|p\(\d{1,3}(?:\.\d{1,6})?\))\s*([<>=!]{1,3})\s*(-?\d{1,15}(?:\.\d{1,15})?)\s*$/

const SIGNS: ReadonlyMap<string, (value: number, limit: number) => boolean> = new Map([
  ['<', (value, limit) => value < limit],
  ['<=', (value, limit) => value <= limit],
  ['>', (value, limit) => value > limit],
  ['>=', (value, limit) => value >= limit],
  ['==', (value, limit) => value === limit],
  ['===', (value, limit) => value === limit],
  ['!=', (value, limit) => value !== limit],
])

function measuresOf(summary: K6Summary, thresholds: number, crossed: number): NamedValue[] {
  const fails = summary.checks.reduce((sum, check) => sum + check.fails, 0)
  return [
    ['thresholds.total', thresholds],
    ['thresholds.crossed', crossed],
    ...(summary.checks.length > 0 ? [['checks.fails', fails] as const] : []),
    ...(summary.seconds === null ? [] : [['duration.seconds', summary.seconds] as const]),
    ...summary.metrics.flatMap(ofMetric),
  ]
}

/** `passes` of a rate counts what was true: for `http_req_failed` that is the failed requests, so it is `count`. */
function ofMetric({ name, values }: K6Metric): NamedValue[] {
  const base = toMetricName(name)
  const isRate = values.has('passes') && values.has('fails')
  if (!isRate) return [...values].map(([statistic, value]) => [`${base}.${statisticName(statistic)}`, value])
  const rate = values.get('rate')
  const isFailed = name === 'http_req_failed' || name.startsWith('http_req_failed{')
  return [
    ...(rate === undefined ? [] : [[`${base}.rate`, rate] as const]),
    ...(isFailed ? [[`${base}.count`, values.get('passes') ?? 0] as const] : []),
  ]
}

/** `p(95)` → `p95`. */
function statisticName(statistic: string): string {
  return toMetricName(statistic.replace(/^p\((.{1,10})\)$/, 'p$1'))
}
