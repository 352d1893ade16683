import { z } from 'zod'
import { asLine, lineOf } from '#lib/text.ts'
import { asInstant } from '#lib/time.ts'
import type { Reading } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { MetricName } from '#model/primitives.ts'
import { emptyReading } from '../reading.ts'

/** Members in which dpone's documents say how they came out; each is a claim, and each may be missing. */
const Claim = z.looseObject({
  passed: z.unknown().optional(),
  status: z.unknown().optional(),
  evidence_status: z.unknown().optional(),
  production_certification: z.unknown().optional(),
  environment_class: z.unknown().optional(),
  generated_at: z.unknown().optional(),
  release: z.unknown().optional(),
  stages: z.unknown().optional(),
})

const Stage = z.looseObject({
  required: z.literal(true),
  passed: z.unknown().optional(),
  status: z.unknown().optional(),
})

const COMPLAINTS = ['blocker', 'blockers', 'violations', 'findings', 'errors', 'failed_stages'] as const

/** Words of a status that speak for a document; any other one speaks against it, as one that nobody knows must. */
const PASSED_WORDS: ReadonlySet<string> = new Set([
  ...['pass', 'passed', 'ok', 'success', 'succeeded', 'green'],
  ...['verified', 'complete', 'completed', 'ready', 'release-ready', 'go', 'approved'],
])

/**
 * What a document says against itself: that is believed. dpone itself lets the word
 * `FAIL` pass, which is why a red service marker file may lie in a green pack.
 */
export function denials(document: unknown): Finding[] {
  const claim = Claim.safeParse(document).data
  if (!claim) return [finding('dpone.denied', { key: 'document' })]
  const complaints = COMPLAINTS.filter((key) => isSaid(claim[key]))
  const { passed, evidence_status, production_certification, environment_class } = claim
  const keys = [
    ...complaints,
    ...(passed !== undefined && passed !== true ? ['passed'] : []),
    ...(isUnpassed(claim.status) ? ['status'] : []),
    ...(isOther(evidence_status, 'PASS') ? ['evidence_status'] : []),
    ...(isOther(production_certification, 'VERIFIED') ? ['production_certification'] : []),
    ...(environment_class === 'LOCAL_DOCKER' ? ['environment_class'] : []),
    ...(hasRedStage(claim.stages) ? ['stages'] : []),
  ]
  return keys.map((key) => finding('dpone.denied', { key }))
}

/** True for a row or a part that says of itself, beside its values or its document, that it did not pass. */
export function isDenied(row: unknown): boolean {
  return denials(row).length > 0
}

/** A required stage must say that it passed, by the key `passed`, by its status, or by both if it has both. */
function hasRedStage(stages: unknown): boolean {
  const required = (Array.isArray(stages) ? stages : []).flatMap((each) => Stage.safeParse(each).data ?? [])
  return required.some(({ passed, status }) => {
    const said = [passed, status].filter((each) => each !== undefined && each !== null)
    return said.length === 0 || said.some((each) => each !== true && !isPassWord(each))
  })
}

function isPassWord(value: unknown): boolean {
  return typeof value === 'string' && PASSED_WORDS.has(value.trim().toLowerCase())
}

/** A status that is a word, and none that says passed. */
function isUnpassed(status: unknown): boolean {
  return typeof status === 'string' && status.trim() !== '' && !isPassWord(status)
}

function isSaid(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0
  return Boolean(value)
}

function isOther(value: unknown, expected: string): boolean {
  return value !== undefined && value !== null && value !== expected
}

/** True when a document that no reader of ours knows says itself that it passed, and nothing in it says otherwise. */
export function isClaimedPassed(document: unknown): boolean {
  return Claim.safeParse(document).data?.passed === true && denials(document).length === 0
}

/** What the parts of a document come to: `troubles` fail it, `gaps` leave it unknown. `remarks` change nothing. */
export type PartFindings = { troubles: Finding[]; gaps: Finding[]; remarks?: Finding[] }

/**
 * The judgement of one dpone document: from its parts, and from what it says against itself. That it calls itself
 * passed counts for nothing, and is told where its parts say otherwise.
 */
export function judgeDocument(
  format: string,
  document: unknown,
  { troubles, gaps, remarks }: PartFindings,
): Pick<Reading, 'format' | 'status' | 'reasons' | 'generatedAt' | 'subject'> {
  const claim = Claim.safeParse(document).data
  const isClaimed = claim?.passed === true || claim?.status === 'PASS'
  const denied = troubles.length > 0 ? [] : denials(document)
  const differs = isClaimed && troubles.length > 0 ? [finding('dpone.claim_differs')] : []
  const release = asLine(claim?.release)
  return {
    format,
    status: troubles.length + denied.length > 0 ? 'failed' : gaps.length > 0 ? 'unknown' : 'passed',
    reasons: cutReasons([...differs, ...troubles, ...gaps, ...denied, ...(remarks ?? [])]),
    generatedAt: asInstant(claim?.generated_at),
    subject: { ...emptyReading(format).subject, ...(release === null ? {} : { release }) },
  }
}

const MOST_REASONS = 100

/** Says that not all parts of a document are kept. */
export function partsLeftOut(total: number, kept = MOST_PARTS): Finding[] {
  return total > kept ? [finding('dpone.parts_left_out', { kept, total })] : []
}

const MOST_PARTS = 200

/** At most 100 reasons; where there are more, the last of them says how many are left out. */
export function cutReasons(reasons: readonly Finding[]): Finding[] {
  if (reasons.length <= MOST_REASONS) return [...reasons]
  const shown = MOST_REASONS - 1
  return [
    ...reasons.slice(0, shown),
    finding('dpone.reasons_left_out', { shown, more: reasons.length - shown }),
  ]
}

/**
 * The metrics of rows, for the limits of the policy, and a trouble for each that has several values: which of them was
 * measured nobody can say, so it is left out rather than compared by its best one.
 */
export function metricsOf(
  rows: readonly { metric: string; value?: unknown }[],
): Pick<Reading, 'metrics'> & { contradictions: Finding[] } {
  const values = new Map<string, Set<number>>()
  for (const { metric, value } of rows) {
    if (typeof value === 'number') values.set(metric, (values.get(metric) ?? new Set()).add(value))
  }
  const all = [...values].map(([metric, several]) => ({ metric, several: [...several] }))
  const known = all.filter(({ metric }) => MetricName.safeParse(metric).success)
  return {
    metrics: Object.fromEntries(
      known.flatMap(({ metric, several: [value, ...others] }) =>
        value === undefined || others.length > 0 ? [] : [[metric, value]],
      ),
    ),
    contradictions: all
      .filter(({ several }) => several.length > 1)
      .map(({ metric }) => finding('dpone.metric_contradicts', { metric: codeName(metric) })),
  }
}

/** A name from a document as part of a code; what is none becomes `part`. */
export function codeName(name: string): string {
  return /^[A-Za-z0-9_@-]{1,80}$/.test(name) ? name : 'part'
}

/** `<name>.missing`, the reason of [002] for a part that is not there. */
export function missingPart(name: string): Finding {
  return finding('artifact.missing', { item: asLine(name) ?? 'part' })
}

/** `<name>.not_passed`, the reason of [002] for a part that did not pass. */
export function failedPart(name: string): Finding {
  return finding('artifact.not_passed', { item: asLine(name) ?? 'part' })
}

/**
 * The parts of a document by their names, each with how it came out, so that a record still says what was looked at. At
 * most 200, the failed ones first. @param suite what the parts stand in.
 */
export function casesOf(
  parts: readonly { name: string; isPassed: boolean; suite?: string }[],
): Pick<Reading, 'cases'> {
  if (parts.length === 0) return {}
  const sorted = parts.toSorted((a, b) => Number(a.isPassed) - Number(b.isPassed)).slice(0, MOST_PARTS)
  const cases = sorted.map(({ name, isPassed, suite = '' }) => ({
    name: lineOf(name, 300),
    suite: lineOf(suite, 300),
    status: isPassed ? ('passed' as const) : ('failed' as const),
  }))
  return { cases }
}
