import type { EvidenceItem } from '../../model/evidence.ts'
import { say } from '../findings.ts'
import { day, number, shortDigest } from '../format.ts'
import { statusTone, type Tone } from '../outcome.ts'
import type { Assessed } from './input.ts'
import { ageAtRelease } from './proof.ts'

/** Every artifact with what it says, where and when it was made, and how sure we are of that. */
export function evidence(input: Assessed) {
  const { record, posture } = input
  const known = new Set(posture.today.groups.flatMap((group) => group.gates).map((gate) => gate.id))
  const rows = record.evidence.map((item) => ({
    name: item.name,
    purpose: item.purpose,
    kind: item.kind,
    format: item.dialect ? `${item.format}, ${item.dialect}` : item.format,
    url: item.url,
    producer: item.producer,
    run: item.run ? { text: runText(item.run), url: item.run.url ?? null } : null,
    status: { word: item.status, tone: statusTone(item.status) },
    said: countsText(item),
    suites: item.suites.map((suite) => ({ name: suite.name, text: countsOf(suite) })),
    made: madeText(item, posture.atRelease.at),
    digest: item.sha256 ? { short: shortDigest(item.sha256), full: item.sha256 } : null,
    checks: checks(item),
    problems: say(item.reasons),
    gates: item.gates.map((id) => ({ id, href: known.has(id) ? `#gate-${id}` : null })),
  }))
  return { rows, passed: record.evidence.filter((item) => item.status === 'passed').length }
}

function runText({ id, attempt }: NonNullable<EvidenceItem['run']>): string {
  return attempt && attempt > 1 ? `run ${id}, attempt ${attempt}` : `run ${id}`
}

/** Counts when it has them, else its measured numbers: at most six. */
function countsText(item: EvidenceItem): string {
  if (item.counts && item.counts.total > 0) return countsOf(item.counts)
  if (item.recorded) return `${item.recorded.act} by ${item.recorded.owner}`
  const numbers = Object.entries(item.metrics).slice(0, 6)
  return numbers.map(([name, value]) => `${name} ${number(value)}`).join(', ')
}

type Counts = NonNullable<EvidenceItem['counts']>

const PARTS = ['failed', 'errored', 'skipped', 'flaky'] as const

function countsOf(counts: Counts): string {
  const odd = PARTS.filter((part) => counts[part] > 0).map((part) => `${number(counts[part])} ${part}`)
  return [`${number(counts.passed)} of ${number(counts.total)} passed`, ...odd].join(', ')
}

const TIME_SOURCES = {
  content: null,
  dossier: 'by the dossier',
  commit: 'by its commit',
  unknown: 'by nobody',
} as const

function madeText({ generatedAt, timeSource }: EvidenceItem, releasedAt: string) {
  if (generatedAt === null) return null
  return {
    age: ageAtRelease(generatedAt, releasedAt),
    at: generatedAt,
    day: [day(generatedAt), TIME_SOURCES[timeSource]].filter(Boolean).join(', '),
  }
}

const CODE = {
  same: null,
  'dossier-only': null,
  different: { text: 'another commit', tone: 'bad' },
  unknown: { text: 'commit unknown', tone: 'none' },
} as const satisfies Record<EvidenceItem['codeMatch'], { text: string; tone: Tone } | null>

const VERIFIED = {
  verified: { text: 'verified', tone: 'ok' },
  unverified: { text: 'not verified', tone: 'warn' },
  failed: { text: 'verification failed', tone: 'bad' },
  none: null,
} as const

/** Was it made from this code, and did anyone vouch for its bytes? Two questions, never one badge. */
function checks({ codeMatch, verification }: EvidenceItem) {
  const code = CODE[codeMatch]
  const state = VERIFIED[verification.state]
  const why = [verification.by && `by ${verification.by}`, verification.reason].filter(Boolean).join(': ')
  return [
    ...(code ? [{ ...code, why: null as string | null }] : []),
    ...(state ? [{ ...state, why: why || null }] : []),
  ]
}
