import type { EvidenceItem } from '../../model/evidence.ts'
import { say } from '../findings.ts'
import { day, number, shortDigest } from '../format.ts'
import { statusTone, type Tone } from '../outcome.ts'
import type { Assessed } from './input.ts'
import { ageAtRelease, metricName } from './proof.ts'

/** Every artifact with what it says, where and when it was made, and how sure we are of that; run by run. */
export function evidence(input: Assessed) {
  const { record, posture } = input
  const known = new Set(posture.today.groups.flatMap((group) => group.gates).map((gate) => gate.id))
  const runs = Map.groupBy(record.evidence, originKey)
  return {
    total: record.evidence.length,
    passed: record.evidence.filter((item) => item.status === 'passed').length,
    runs: [...runs.values()].map((items) => ({
      ...origin(items[0]),
      rows: items.map((item) => row(item, posture.atRelease.at, known)),
    })),
  }
}

/** Artifacts of one run that were verified alike stand together: what they share is said once. */
function originKey({ run, verification }: EvidenceItem): string {
  return JSON.stringify([run?.id, run?.attempt, run?.url, verification])
}

function origin(item: EvidenceItem | undefined) {
  const { run, verification } = item ?? {}
  const state = verification ? VERIFIED[verification.state] : null
  const why = [verification?.by && `by ${verification.by}`, verification?.reason].filter(Boolean).join(': ')
  return {
    run: run ? { text: runText(run), url: run.url ?? null } : null,
    verified: state && { ...state, why },
  }
}

function row(item: EvidenceItem, releasedAt: string, known: ReadonlySet<string>) {
  return {
    name: item.name,
    purpose: item.purpose,
    sort: [item.kind, item.dialect ? `${item.format} (${item.dialect})` : item.format].join(', '),
    url: item.url,
    producer: item.producer,
    status: { word: item.status, tone: statusTone(item.status) },
    said: countsText(item),
    suites: suites(item),
    made: madeText(item, releasedAt),
    digest: item.sha256 ? { short: shortDigest(item.sha256), full: item.sha256 } : null,
    // A person's act is of no commit.
    code: item.recorded ? null : CODE[item.codeMatch],
    problems: say(item.reasons),
    gates: item.gates.map((id) => ({ id, href: known.has(id) ? `#gate-${id}` : null })),
  }
}

/** A single suite says nothing that the whole does not. */
function suites(item: EvidenceItem): string[] {
  return item.suites.length < 2 ? [] : item.suites.map((suite) => `${suite.name}: ${countsOf(suite)}`)
}

function runText({ id, attempt }: NonNullable<EvidenceItem['run']>): string {
  return attempt && attempt > 1 ? `Run ${id}, attempt ${attempt}` : `Run ${id}`
}

/** Counts when it has them, else its measured numbers: at most six. */
function countsText(item: EvidenceItem): string {
  if (item.counts && item.counts.total > 0) return countsOf(item.counts)
  if (item.recorded) return `${item.recorded.act} by ${item.recorded.owner}`
  const numbers = Object.entries(item.metrics).slice(0, 6)
  return numbers.map(([name, value]) => `${number(value)} ${metricName(name)}`).join(', ')
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
