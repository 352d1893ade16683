import { z } from 'zod'
import { asLine } from '#lib/text.ts'
import { asInstant } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { hasKeys } from '../format.ts'
import { emptyReading, readArtifactShape, unreadable } from '../reading.ts'
import { collectMetrics, judgeMeasurement, type NamedValue, toMetricName } from './verdict.ts'

/** True for the result that Lighthouse writes as JSON. */
export function isLighthouse(document: unknown): boolean {
  return hasKeys(document, 'lighthouseVersion', 'categories')
}

const score = z.number().min(0).max(1).nullish()

const Category = z.looseObject({
  score,
  auditRefs: z.array(z.looseObject({ id: z.string(), weight: z.number().min(0).nullish() })).nullish(),
})

const Result = z.looseObject({
  lighthouseVersion: z.string(),
  fetchTime: z.unknown().optional(),
  runtimeError: z.looseObject({ code: z.string().nullish() }).nullish(),
  runWarnings: z.array(z.unknown()).nullish(),
  categories: z.record(z.string(), Category),
  audits: z
    .record(
      z.string(),
      z.looseObject({
        score,
        scoreDisplayMode: z.string().nullish(),
        errorMessage: z.unknown().optional(),
        numericValue: z.number().nullish(),
      }),
    )
    .nullish(),
})
type Result = z.infer<typeof Result>

/**
 * Lighthouse → measurements: `score.<category>` from 0 to 1, and the usual times as `audit.<id>` in milliseconds
 * (`cumulative-layout-shift` has no unit). A page that could not be loaded, a warning about the run, an audit that ended in
 * an error, a category without a score and a score that its audits do not give are obstacles, not numbers. Addresses and details stay in the artifact.
 */
export function readLighthouse(document: unknown): Reading {
  const shape = readArtifactShape('lighthouse', Result, document)
  if (!shape.ok) return unreadable('lighthouse', shape.findings)
  const result = shape.value
  const named = collectMetrics([...scoresOf(result), ...auditsOf(result)])
  return {
    ...emptyReading('lighthouse'),
    tool: { name: 'Lighthouse', version: asLine(result.lighthouseVersion) },
    ...judgeMeasurement({
      metrics: named.metrics,
      obstacles: obstaclesOf(result),
      remarks: named.remarks ?? [],
    }),
    generatedAt: asInstant(result.fetchTime),
  }
}

function obstaclesOf({ runtimeError, runWarnings, categories, audits }: Result): Finding[] {
  const code = runtimeError ? (runtimeError.code ?? 'unnamed') : null
  const warnings = (runWarnings ?? []).length
  const broken = Object.values(audits ?? {}).filter(
    ({ scoreDisplayMode, errorMessage }) => scoreDisplayMode === 'error' || Boolean(errorMessage),
  ).length
  const all = Object.values(categories)
  const unscored = all.filter((category) => typeof category.score !== 'number').length
  const wrong = all.filter((category) => !isBorneOut(category, audits ?? {})).length
  return [
    ...(code && code !== 'NO_ERROR'
      ? [finding('lighthouse.runtime_error', { what: toMetricName(code) })]
      : []),
    ...(warnings > 0 ? [finding('lighthouse.run_warnings', { total: warnings })] : []),
    ...(broken > 0 ? [finding('lighthouse.audit_errors', { total: broken })] : []),
    ...(unscored > 0 ? [finding('lighthouse.no_score', { count: unscored })] : []),
    ...(wrong > 0 ? [finding('lighthouse.score_differs', { count: wrong })] : []),
  ]
}

/** The weighted mean of the audits, as Lighthouse rounds it; true when there is nothing to compare. */
function isBorneOut(
  { score: own, auditRefs }: z.infer<typeof Category>,
  audits: NonNullable<Result['audits']>,
): boolean {
  const weighed = (auditRefs ?? []).filter(({ weight }) => (weight ?? 0) > 0)
  const parts = weighed.map(({ id, weight }) => ({ weight: weight ?? 0, score: audits[id]?.score }))
  if (typeof own !== 'number' || parts.length === 0) return true
  const weight = parts.reduce((sum, part) => sum + part.weight, 0)
  const mean = parts.reduce((sum, part) => sum + part.weight * (part.score ?? Number.NaN), 0) / weight
  return Math.abs(mean - own) <= 0.0051
}

function scoresOf({ categories }: Result): NamedValue[] {
  return Object.entries(categories).flatMap(([id, category]) =>
    typeof category.score === 'number' ? [[`score.${toMetricName(id)}`, category.score] as const] : [],
  )
}

const AUDITS = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
  'speed-index',
  'interactive',
]

function auditsOf({ audits }: Result): NamedValue[] {
  return AUDITS.flatMap((id) => {
    const value = audits?.[id]?.numericValue
    return typeof value === 'number' ? [[`audit.${id}`, value] as const] : []
  })
}
