import { asLine } from '#lib/text.ts'
import { asInstant } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { MetricsDocument } from '#model/metrics.ts'
import { emptyReading, NO_COUNTS, readArtifactShape, unreadable } from './reading.ts'

const KEYS: ReadonlySet<string> = new Set(Object.keys(MetricsDocument.shape))

/** True for an object with `metrics` and no key of any other format (k6 summaries have `metrics` too). */
export function isMetrics(document: unknown): boolean {
  if (typeof document !== 'object' || document === null || !('metrics' in document)) return false
  return Object.keys(document).every((key) => KEYS.has(key))
}

/**
 * Generic metrics (`src/model/metrics.ts`). Numbers alone are measurements of status `unknown`: only a policy's
 * limits make them proof. Checks are a verdict, counted; one that failed fails the artifact.
 */
export function readMetrics(document: unknown): Reading {
  const shape = readArtifactShape('metrics', MetricsDocument, document)
  if (!shape.ok) return unreadable('metrics', shape.findings)
  const { metrics, generatedAt, commit, tool, checks } = shape.value
  return {
    ...emptyReading('metrics'),
    tool: tool ? { name: tool.name, version: asLine(tool.version) } : null,
    metrics: Object.fromEntries(Object.entries(metrics).map(([name, metric]) => [name, numberOf(metric)])),
    subject: { commit: commit ?? null, digests: [] },
    generatedAt: asInstant(generatedAt),
    ...(checks && checks.length > 0 ? verdict(checks) : measurements(Object.keys(metrics).length)),
  }
}

function numberOf(metric: number | { value: number }): number {
  return typeof metric === 'number' ? metric : metric.value
}

function measurements(count: number): Pick<Reading, 'judgement' | 'status' | 'reasons'> {
  const code = count === 0 ? 'metrics.empty' : 'metrics.unbudgeted'
  return { judgement: 'measurements', status: 'unknown', reasons: [finding(code)] }
}

function verdict(
  checks: NonNullable<MetricsDocument['checks']>,
): Pick<Reading, 'judgement' | 'status' | 'reasons' | 'counts'> {
  const total = checks.length
  const passed = checks.filter((check) => check.passed).length
  const failed = total - passed
  return {
    judgement: 'verdict',
    status: failed > 0 ? 'failed' : 'passed',
    reasons: failed > 0 ? [finding('metrics.checks_failed', { failed, total })] : [],
    counts: { ...NO_COUNTS, total, passed, failed },
  }
}
