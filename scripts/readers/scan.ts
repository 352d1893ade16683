import type { Reading } from '../../src/model/evidence.ts'
import type { Finding } from '../../src/model/finding.ts'
import { reason } from './reading.ts'

const SEVERITIES = ['critical', 'high', 'medium', 'low', 'unrated'] as const

export type Severity = (typeof SEVERITIES)[number]

/** One thing a scanner found. `ids` are its name and its aliases; the same thing in two packages is found twice. */
export type Found = { ids: readonly string[]; severity: Severity }

/**
 * A scan, leaf by leaf. `suppressed` were waved through in the scanner with a reason. `obstacles` say why nobody may
 * conclude anything from the scan, whatever it lists.
 */
export type Scan = { found: readonly Found[]; suppressed: number; obstacles: readonly Finding[] }

/**
 * What a scan says of itself: with an obstacle a verdict, `unknown`; without one and with nothing found a verdict,
 * `passed`; else measurements, because a scanner does not know which findings a release may have. The metrics are those
 * of SARIF, so that one limit of a policy serves all scanners; `findings.distinct` counts an id once, wherever it was
 * found.
 */
export function judgeScan(scan: Scan): Pick<Reading, 'judgement' | 'status' | 'reasons' | 'metrics'> {
  const { found, suppressed, obstacles } = scan
  const metrics = metricsOf(found, suppressed)
  const reasons = [
    ...obstacles,
    ...(found.length > 0 ? [reason('scan.findings', wordsOf(metrics))] : []),
    ...(suppressed > 0 ? [reason('scan.suppressed', { total: suppressed })] : []),
  ]
  if (obstacles.length > 0) return { judgement: 'verdict', status: 'unknown', reasons, metrics }
  return found.length > 0
    ? { judgement: 'measurements', status: 'unknown', reasons, metrics }
    : { judgement: 'verdict', status: 'passed', reasons, metrics }
}

function metricsOf(found: readonly Found[], suppressed: number): Record<string, number> {
  const bySeverity = SEVERITIES.map((severity) => [
    `findings.${severity}`,
    found.filter((each) => each.severity === severity).length,
  ])
  return {
    'findings.total': found.length,
    'findings.distinct': new Set(found.map(({ ids }) => ids.toSorted()[0])).size,
    ...Object.fromEntries(bySeverity),
    'findings.suppressed': suppressed,
  }
}

function wordsOf(metrics: Record<string, number>): Finding['args'] {
  return Object.fromEntries(Object.entries(metrics).map(([name, count]) => [name.slice(9), count]))
}

/** A scanner's own word for a severity. One that says it does not know, or that we do not know, is no low one. */
export function severityOfWord(word: unknown): Severity {
  const key = typeof word === 'string' ? word.toLowerCase() : ''
  return WORDS.get(key) ?? 'unrated'
}

const WORDS: ReadonlyMap<string, Severity> = new Map([
  ['critical', 'critical'],
  ['high', 'high'],
  ['medium', 'medium'],
  ['moderate', 'medium'],
  ['low', 'low'],
  ['negligible', 'low'],
])

/** A CVSS score from 0 to 10, as a number or as text; anything else is not rated. A score of 0 rates nothing. */
export function severityOfScore(rating: unknown): Severity {
  const isText = typeof rating === 'string' && /^[0-9]{1,2}(\.[0-9]+)?$/.test(rating)
  const score = isText ? Number(rating) : rating
  if (typeof score !== 'number' || !(score > 0 && score <= 10)) return 'unrated'
  if (score >= 9) return 'critical'
  if (score >= 7) return 'high'
  return score >= 4 ? 'medium' : 'low'
}

/** `sha256:<hex>` or `name@sha256:<hex>` → the hex, or nothing. */
export function digestOf(text: unknown): string[] {
  const hex = typeof text === 'string' ? /(?:^|@)sha256:([0-9a-f]{64})$/.exec(text)?.[1] : undefined
  return hex === undefined ? [] : [hex]
}
