import { reuseOf } from '#decide/verdict/verification.ts'
import { count, day, number } from '#messages/format.ts'
import { makeRepository } from '#messages/links.ts'
import { isPublished } from '#messages/report/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { byDomain } from '../domains.ts'
import { say } from '../findings.ts'
import { evidenceLook, type Tone, type Uses, usesToday } from '../outcome.ts'
import { type Assessed, EVIDENCE_PAGE, evidenceAt } from './input.ts'
import { ageAtRelease, metricName, verified } from './proof.ts'

/**
 * The evidence of a release in a few lines: how much of it passed, from which domains, and each artifact that did not,
 * by what became of it. The whole has a page of its own.
 */
export function evidenceSummary({ record, posture }: Pick<Assessed, 'record' | 'posture'>) {
  const uses = usesToday(posture)
  const looks = record.evidence.map((item) => ({ item, look: evidenceLook(item, uses) }))
  const others = looks.filter(({ look }) => look.word !== 'passed')
  const groups = [...Map.groupBy(others, ({ look }) => look.word)].map(([word, alike]) => ({
    word,
    tone: alike[0]?.look.tone ?? 'none',
    items: alike.map(({ item }) => ({ name: item.name, href: evidenceAt(item.name) })),
  }))
  return {
    total: looks.length,
    passed: looks.length - others.length,
    words: looks.map(({ look }) => look.word),
    domains: domainsOf(record.evidence),
    others: groups.toSorted((a, b) => ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone)),
    href: EVIDENCE_PAGE,
  }
}

const ORDER: readonly Tone[] = ['bad', 'warn', 'none', 'ok']

/** Every artifact with what it says, where and when it was made, and how sure we are of that; run by run. */
export function evidenceSection(input: Assessed) {
  const { record, posture } = input
  const gates = posture.today.groups.flatMap((group) => group.gates)
  const open = new Set(gates.filter((gate) => gate.outcome !== 'passed').map((gate) => gate.id))
  const runs = Map.groupBy(record.evidence, originKey)
  const uses = usesToday(posture)
  return {
    total: record.evidence.length,
    passed: passedCount(record, uses),
    domains: domainsOf(record.evidence),
    runs: [...runs.values()].map((items) => {
      const made = sharedTime(items, posture.atRelease.at)
      const rows = items.map((item) => row(item, input, open, uses))
      return {
        ...origin(items[0]),
        made,
        rows: made ? rows.map((each) => ({ ...each, made: null })) : rows,
      }
    }),
  }
}

/** How many artifacts are called passed, here and wherever else they are counted. */
export function passedCount({ evidence: items }: Pick<ReleaseRecord, 'evidence'>, uses: Uses): number {
  return items.filter((item) => evidenceLook(item, uses).word === 'passed').length
}

/** `Tests 4`: all eight domains [002], those with nothing to show apart. */
function domainsOf(items: readonly EvidenceItem[]) {
  const all = byDomain(items)
  return {
    shown: all
      .filter((each) => each.items.length > 0)
      .map((each) => `${each.title} ${each.items.length}`)
      .join(', '),
    empty: all
      .filter((each) => each.items.length === 0)
      .map((each) => each.title)
      .join(', '),
  }
}

/** Artifacts of one run that were verified alike stand together: what they share is said once. */
function originKey({ run, verification }: EvidenceItem): string {
  return JSON.stringify([run?.id, run?.attempt, run?.url, verification])
}

function origin(item: EvidenceItem | undefined) {
  const { run } = item ?? {}
  return {
    run: run ? { text: runText(run), url: run.url ?? null } : null,
    verified: item ? verified(item) : null,
  }
}

function row(item: EvidenceItem, input: Assessed, open: ReadonlySet<string>, uses: Uses) {
  return {
    name: item.name,
    purpose: item.purpose,
    sort: [item.kind, item.dialect ? `${item.format} (${item.dialect})` : item.format].join(', '),
    // What is published here is what was judged; elsewhere it may be gone or another by now.
    url: published(item, input) ?? item.url ?? inRepository(item, input),
    producer: item.producer,
    status: evidenceLook(item, uses),
    said: countsText(item),
    topology: topologyText(item),
    suites: item.suites.length > SUITES_IN_LINE ? item.suites.map(suiteText) : [],
    made: dayText(item) ?? 'no date',
    // Enough to compare by eye; the address of the file and the payload hold the whole.
    digest: item.sha256?.slice(0, 12) ?? null,
    age: ageAtRelease(item.generatedAt, input.posture.atRelease.at),
    // A person's act is of no commit.
    code: item.recorded ? null : CODE[item.codeMatch],
    reused: reusedText(item, input),
    problems: say(item.reasons, input.links),
    gates: gatesOf(item, open),
  }
}

/** The bytes themselves, when the dossier wants them published. */
function published(item: EvidenceItem, { links }: Assessed): string | null {
  return isPublished(item) ? links.file(`evidence/${item.sha256}`) : null
}

/** Where a file of the tagged tree can be seen, when people can browse the repository. */
function inRepository({ collectedFrom }: EvidenceItem, { record, repositoryUrl }: Assessed): string | null {
  const { source, path } = collectedFrom
  if (source !== 'tree' || path === null || record.git.commit === null) return null
  return makeRepository(repositoryUrl).file(record.git.commit, path)
}

/** Each gate leads to its proof; back from here only where that tells more than the name. Many are only counted. */
function gatesOf({ gates }: EvidenceItem, open: ReadonlySet<string>) {
  const unsettled = gates.filter((id) => open.has(id))
  if (gates.length <= GATES_NAMED)
    return gates.map((id) => ({ id, href: open.has(id) ? `../#gate-${id}` : null }))
  const rest = count(gates.length - unsettled.length, unsettled.length > 0 ? 'other gate' : 'gate')
  return [
    ...unsettled.map((id) => ({ id, href: `../#gate-${id}` as string | null })),
    { id: rest, href: null },
  ]
}

const GATES_NAMED = 4

/** So many suites are told in the line of the whole; more are folded away. */
const SUITES_IN_LINE = 4

function suiteText(suite: EvidenceItem['suites'][number]): string {
  const { name, passed, total } = suite
  return passed === total ? `${name} ${total}/${total}` : `${name} ${countsOf(suite)}`
}

/** A single suite says nothing that the whole does not. */
function suitesText({ suites }: EvidenceItem): string {
  return suites.length < 2 || suites.length > SUITES_IN_LINE ? '' : `: ${suites.map(suiteText).join(', ')}`
}

function runText({ id, attempt }: NonNullable<EvidenceItem['run']>): string {
  return attempt && attempt > 1 ? `Run ${id}, attempt ${attempt}` : `Run ${id}`
}

/** Counts when it has them, else its measured numbers: at most six. */
export function countsText(item: EvidenceItem): string {
  if (item.counts && item.counts.total > 0) return countsOf(item.counts) + suitesText(item) + skipsText(item)
  if (item.recorded) return recordText(item.recorded)
  if (item.metrics['findings.total'] === 0) return `no findings${targetsText(item)}`
  const numbers = Object.entries(item.metrics).slice(0, 6)
  return numbers.map(([name, value]) => `${number(value)} ${metricName(name)}`).join(', ')
}

/** Why cases were skipped, in the words of the file: the most frequent reasons. */
function skipsText({ skips = [] }: EvidenceItem): string {
  if (skips.length === 0) return ''
  const told = skips
    .slice(0, REASONS_TOLD)
    .map(({ reason, count: times }) => `“${reason}” (${number(times)})`)
  const rest = skips.length > REASONS_TOLD ? ', and others' : ''
  return `; skipped because ${told.join(', ')}${rest}`
}

const REASONS_TOLD = 3

function recordText({ act, owner, topic }: NonNullable<EvidenceItem['recorded']>): string {
  return topic === undefined ? `${act} by ${owner}` : `${act} by ${owner}, about ${topic}`
}

function targetsText({ targets = [] }: EvidenceItem): string {
  const [first] = targets
  if (first === undefined) return ''
  return targets.length > 1 ? ` in ${first} and ${count(targets.length - 1, 'other')}` : ` in ${first}`
}

/** `app one node, database shared`: what the numbers of an artifact are true of; null where it does not say. */
export function topologyText({ topology }: EvidenceItem): string | null {
  return topology ? topology.map(({ part, value }) => `${part} ${value}`).join(', ') : null
}

type Counts = NonNullable<EvidenceItem['counts']>

const PARTS = ['failed', 'errored', 'skipped', 'flaky'] as const

function countsOf(counts: Counts): string {
  const odd = PARTS.filter((part) => counts[part] > 0).map((part) => `${number(counts[part])} ${part}`)
  const all = counts.passed === counts.total ? '' : ` of ${number(counts.total)}`
  return [`${number(counts.passed)}${all} passed`, ...odd].join(', ')
}

const TIME_SOURCES = {
  content: null,
  dossier: 'by the dossier',
  commit: 'by its commit',
  unknown: 'by nobody',
} as const

function dayText({ generatedAt, timeSource }: EvidenceItem): string | null {
  if (generatedAt === null) return null
  return [day(generatedAt), TIME_SOURCES[timeSource]].filter(Boolean).join(', ')
}

/** The time of all artifacts of a run, when they were made on one day; null when each must say its own. */
function sharedTime(items: readonly EvidenceItem[], releasedAt: string): string | null {
  const [text, ...others] = new Set(items.map(dayText))
  if (!text || others.length > 0) return null
  const sorted = items.toSorted((a, b) => millis(b.generatedAt) - millis(a.generatedAt))
  const ages = new Set(
    [sorted[0], sorted.at(-1)].map((each) => ageAtRelease(each?.generatedAt ?? null, releasedAt)),
  )
  return `${text}, ${[...ages].join(' to ')}`
}

function millis(instant: string | null): number {
  return instant === null ? 0 : Date.parse(instant)
}

/** The earlier release that offered the same bytes for another commit, and its page. */
function reusedText(item: EvidenceItem, { links, record }: Assessed) {
  if (!item.reused) return null
  const { service, version, commit } = item.reused
  const isTrouble = reuseOf(item, { items: record.evidence, runs: record.github?.runs ?? [] }) !== null
  return {
    tone: isTrouble ? 'bad' : 'none',
    text: `the same bytes as ${service} ${version} (commit ${commit.slice(0, 12)})`,
    href: links.release(service, version),
  }
}

const CODE = {
  same: null,
  'dossier-only': null,
  different: { text: 'another commit', tone: 'bad' },
  unknown: { text: 'commit unknown', tone: 'none' },
} as const satisfies Record<EvidenceItem['codeMatch'], { text: string; tone: Tone } | null>
