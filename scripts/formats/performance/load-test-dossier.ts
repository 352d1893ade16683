import { z } from 'zod'
import { asCommit, asLine } from '#lib/text.ts'
import { asInstant } from '#lib/time.ts'
import type { Reading, TopologyPart } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { hasKeys } from '../format.ts'
import { emptyReading, readArtifactShape, unreadable } from '../reading.ts'
import type { NamedValue } from './verdict.ts'

/** True for the load-test dossier that SocialPredict's `loadtest/dossier/summarize.mjs` writes. */
export function isLoadTestDossier(document: unknown): boolean {
  return hasKeys(document, 'schemaVersion', 'appTopology', 'databaseTopology', 'results', 'decision')
}

const text = z.string().nullish()

const Dossier = z.looseObject({
  schemaVersion: z.literal('0.1.0'),
  generatedAt: z.unknown().optional(),
  release: z.unknown().optional(),
  environment: text,
  appTopology: text,
  databaseTopology: text,
  dropletSize: text,
  loadGenerator: text,
  results: z.record(z.string(), z.unknown()),
  traffic: z.record(z.string(), z.unknown()).nullish(),
  infrastructureObservations: z.record(z.string(), z.unknown()).nullish(),
  decision: z.string(),
})
type Dossier = z.infer<typeof Dossier>

/**
 * A load-test dossier 0.1.0 → the verdict of the person who decided it, checked: `inconclusive` is no pass, nor is a
 * run without a request or one with errors in it. Capacity means nothing without what it was measured on, so a
 * dossier that leaves that open has no metrics and proves nothing, and else the topology stands beside them. Each
 * sort of failure keeps a number of its own. Addresses, paths, notes and risks stay in the artifact.
 */
export function readLoadTestDossier(document: unknown): Reading {
  const shape = readArtifactShape('load-test-dossier', Dossier, document)
  if (!shape.ok) return unreadable('load-test-dossier', shape.findings)
  const dossier = shape.value
  const topology = topologyOf(dossier)
  return {
    ...emptyReading('load-test-dossier'),
    dialect: `load-test dossier ${dossier.schemaVersion}`,
    tool: { name: 'k6', version: null },
    ...judge(dossier, topology),
    ...(topology === null ? {} : { topology, metrics: Object.fromEntries(measuresOf(dossier)) }),
    subject: { commit: asCommit(dossier.release), digests: [] },
    generatedAt: asInstant(dossier.generatedAt),
  }
}

const PARTS = [
  ['app', 'appTopology'],
  ['database', 'databaseTopology'],
  ['host', 'dropletSize'],
  ['load generator', 'loadGenerator'],
  ['environment', 'environment'],
] as const

/** What the numbers were measured on; null when a part of it is missing or `unknown`. */
function topologyOf(dossier: Dossier): TopologyPart[] | null {
  const parts = PARTS.flatMap(([part, key]) => {
    const value = dossier[key]?.trim().toLowerCase() === 'unknown' ? null : asLine(dossier[key])
    return value === null ? [] : [{ part, value }]
  })
  return parts.length === PARTS.length ? parts : null
}

function judge(dossier: Dossier, topology: TopologyPart[] | null): Pick<Reading, 'status' | 'reasons'> {
  const where = topology === null ? [finding('loadtest.no_topology')] : []
  if (dossier.decision === 'fail')
    return { status: 'failed', reasons: [finding('loadtest.failed'), ...where] }
  const doubts = doubtsOf(dossier)
  const isProof = dossier.decision === 'pass' && topology !== null && doubts.length === 0
  return { status: isProof ? 'passed' : 'unknown', reasons: [...doubts, ...where] }
}

function doubtsOf({ decision, results }: Dossier): Finding[] {
  const errors = TROUBLE.filter((name) => (numberIn(results, name) ?? 0) !== 0).length
  const failedChecks = (numberIn(results, 'checksRate') ?? 1) === 1 ? 0 : 1
  const isComplete = REQUIRED.every((name) => numberIn(results, name) !== null)
  const hasRun = (numberIn(results, 'requestsTotal') ?? 0) > 0
  const isPass = decision === 'pass'
  return [
    ...(decision === 'inconclusive' ? [finding('loadtest.inconclusive')] : []),
    ...(decision === 'inconclusive' || isPass ? [] : [finding('loadtest.no_decision')]),
    ...(isPass && !isComplete ? [finding('loadtest.incomplete')] : []),
    ...(hasRun ? [] : [finding('loadtest.nothing_ran')]),
    ...(isPass && errors + failedChecks > 0
      ? [finding('loadtest.pass_with_errors', { count: errors + failedChecks })]
      : []),
  ]
}

/** Without these nobody can tell a clean run from a lucky one. */
const REQUIRED = ['requestsTotal', 'checksRate', 'errorRate']

/** A clean run has none of these (SocialPredict's `loadtest/STAGING_RUNBOOK.md`). */
const TROUBLE = ['errorRate', 'betsFailed', 'loginFailures']

const METRICS: readonly [
  name: string,
  part: 'results' | 'traffic' | 'infrastructureObservations',
  key: string,
][] = [
  ['requests.total', 'results', 'requestsTotal'],
  ['iterations.total', 'results', 'iterationsTotal'],
  ['checks.rate', 'results', 'checksRate'],
  ['http_req_failed.rate', 'results', 'errorRate'],
  ['http_req_duration.p50', 'results', 'httpReqDurationP50Ms'],
  ['http_req_duration.p95', 'results', 'httpReqDurationP95Ms'],
  ['http_req_duration.p99', 'results', 'httpReqDurationP99Ms'],
  ['bets.attempted', 'results', 'betsAttempted'],
  ['bets.succeeded', 'results', 'betsSucceeded'],
  ['bets.failed', 'results', 'betsFailed'],
  ['logins.failed', 'results', 'loginFailures'],
  ['requests.rate_limited', 'results', 'rateLimited'],
  ['logins.rate_limited', 'results', 'loginRateLimited'],
  ['traffic.target_bets_per_second', 'traffic', 'targetBetRatePerSecond'],
  ['app.cpu_peak_percent', 'infrastructureObservations', 'appCpuPeakPercent'],
  ['app.memory_peak_percent', 'infrastructureObservations', 'memoryPeakPercent'],
]

function measuresOf(dossier: Dossier): NamedValue[] {
  return METRICS.flatMap(([name, part, key]) => {
    const value = numberIn(dossier[part] ?? {}, key)
    return value === null ? [] : [[name, value] as const]
  })
}

function numberIn(part: Record<string, unknown>, key: string): number | null {
  const value = part[key]
  return typeof value === 'number' ? value : null
}
