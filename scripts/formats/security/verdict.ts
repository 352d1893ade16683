import { asLine } from '#lib/text.ts'
import type { Reading } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { type FoundVulnerability, Rating } from '#model/vulnerability.ts'
import { purlsOf } from '../supply-chain/verdict.ts'

/**
 * One thing a scanner found; the same thing in two packages is found twice. `ids` are its name and its aliases, `purl`
 * the package it was found in. Only of a vulnerability can somebody state that it does not matter.
 */
export type ScanFinding = { ids: readonly string[]; rating: Rating; purl?: unknown; isVulnerability: boolean }

/**
 * A scan, leaf by leaf. `suppressed` were suppressed in the scanner with a reason; `unexplained` of the `found` ones
 * without. `obstacles` say why nobody may conclude anything from the scan, whatever it lists.
 */
export type Scan = {
  found: readonly ScanFinding[]
  suppressed?: readonly ScanFinding[]
  unexplained?: number
  obstacles: readonly Finding[]
}

/**
 * What a scan says of itself: with an obstacle a verdict, `unknown`; without one and with nothing found or suppressed a
 * verdict, `passed`; else measurements, because a scanner does not know which findings a release may have. The metrics
 * are those of SARIF, so that one limit of a policy serves all scanners; `findings.distinct` counts an id once, wherever
 * it was found, and `findings.suppressed_<rating>` what was suppressed with a reason.
 */
export function judgeScan(scan: Scan): Judged {
  const { found, suppressed = [], unexplained = 0, obstacles } = scan
  const metrics = metricsOf(found, suppressed)
  const reasons = [
    ...obstacles,
    ...(found.length > 0 ? [finding('scan.findings', wordsOf(metrics))] : []),
    ...(suppressed.length > 0 ? [finding('scan.suppressed', { total: suppressed.length })] : []),
    ...(unexplained > 0 ? [finding('scan.suppressed_unexplained', { total: unexplained })] : []),
  ]
  const vulnerabilities = listed(found)
  const known = { reasons, metrics, ...(vulnerabilities.length > 0 ? { vulnerabilities } : {}) }
  if (obstacles.length > 0) return { judgement: 'verdict', status: 'unknown', ...known }
  return found.length + suppressed.length > 0
    ? { judgement: 'measurements', status: 'unknown', ...known }
    : { judgement: 'verdict', status: 'passed', ...known }
}

type Judged = Pick<Reading, 'judgement' | 'status' | 'reasons' | 'metrics' | 'vulnerabilities'>

/**
 * What can be spoken of, worst first; what does not fit counts and cannot be cleared. Neither can what has more names than are
 * kept: by the one that is left out somebody may have said that it matters.
 */
function listed(found: readonly ScanFinding[]): FoundVulnerability[] {
  const all = found.flatMap(({ ids, rating, purl, isVulnerability }) => {
    const names = [...new Set(ids.flatMap((id) => asLine(id) ?? []))]
    return isVulnerability && names.length > 0 && names.length <= MOST_NAMES
      ? [{ ids: names, rating, purl: purlsOf([purl])[0] ?? null }]
      : []
  })
  return all.toSorted((a, b) => RATINGS.indexOf(a.rating) - RATINGS.indexOf(b.rating)).slice(0, 200)
}

const MOST_NAMES = 20
const RATINGS = Rating.options

function metricsOf(
  found: readonly ScanFinding[],
  suppressed: readonly ScanFinding[],
): Record<string, number> {
  return {
    'findings.total': found.length,
    'findings.distinct': new Set(found.map(({ ids }) => ids.toSorted()[0])).size,
    ...byRating('findings.', found),
    'findings.suppressed': suppressed.length,
    ...byRating('findings.suppressed_', suppressed),
  }
}

function byRating(prefix: string, all: readonly ScanFinding[]): Record<string, number> {
  const count = (rating: Rating) => all.filter((each) => each.rating === rating).length
  return Object.fromEntries(RATINGS.map((rating) => [`${prefix}${rating}`, count(rating)]))
}

function wordsOf(metrics: Record<string, number>): Finding['args'] {
  const told = Object.entries(metrics).filter(([name]) => !name.includes('_'))
  return Object.fromEntries(told.map(([name, count]) => [name.slice('findings.'.length), count]))
}

/**
 * A scanner's own word for a severity; `info` and `none` rate a finding, as the least. One that says it does not know, or
 * that we do not know, is no low one.
 */
export function ratingOfWord(word: unknown): Rating {
  const key = typeof word === 'string' ? word.toLowerCase() : ''
  return WORDS.get(key) ?? 'unrated'
}

const WORDS: ReadonlyMap<string, Rating> = new Map([
  ['critical', 'critical'],
  ['high', 'high'],
  ['medium', 'medium'],
  ['moderate', 'medium'],
  ['low', 'low'],
  ['negligible', 'low'],
  ['info', 'low'],
  ['none', 'low'],
])

/** A CVSS score from 0 to 10, as a number or as text; anything else is not rated. A score of 0 rates nothing. */
export function ratingOfScore(rating: unknown): Rating {
  const isText = typeof rating === 'string' && /^[0-9]{1,2}(\.[0-9]+)?$/.test(rating)
  const score = isText ? Number(rating) : rating
  if (typeof score !== 'number' || !(score > 0 && score <= 10)) return 'unrated'
  if (score >= 9) return 'critical'
  if (score >= 7) return 'high'
  return score >= 4 ? 'medium' : 'low'
}

/** `sha256:<hex>` or `name@sha256:<hex>` → the hex, or nothing. */
export function sha256In(text: unknown): string[] {
  const hex = typeof text === 'string' ? /(?:^|@)sha256:([0-9a-f]{64})$/.exec(text)?.[1] : undefined
  return hex === undefined ? [] : [hex]
}

/**
 * A reading with what its scan says it looked at, each once and at most 50, with a remark where that is not all; nothing of a
 * file that does not say so. Of a path on the machine that scanned only the last part is kept, and of an address no password.
 */
export function withTargets(reading: Reading, named: readonly unknown[]): Reading {
  const told = named.flatMap((each) => asLine(each) ?? []).flatMap((each) => asLine(withoutPlace(each)) ?? [])
  const targets = [...new Set(told)]
  if (targets.length === 0) return reading
  return { ...reading, ...keptTargets(targets, reading.reasons) }
}

/** At most 50 targets, and the reasons with one more where that is not all of them. */
export function keptTargets(
  targets: readonly string[],
  reasons: readonly Finding[],
): Pick<Reading, 'targets' | 'reasons'> {
  const kept = targets.slice(0, MOST_TARGETS)
  const args = { kept: kept.length, total: targets.length }
  const cut = kept.length < targets.length ? [finding('scan.targets_left_out', args)] : []
  return { targets: kept, reasons: [...reasons, ...cut] }
}

const MOST_TARGETS = 50

function withoutPlace(target: string): string {
  if (LOCAL.test(target)) return target.split(/[\\/]/).findLast((part) => part !== '') ?? ''
  return target.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, '$1')
}

const LOCAL = /^(file:|[\\/~]|[A-Za-z]:[\\/])/
