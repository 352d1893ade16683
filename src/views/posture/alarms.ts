import { alarmsOf } from '#decide/history/alarms.ts'
import { changesSince, rejudgedSince } from '#decide/ledger/ledger.ts'
import { DAY_MS, millis } from '#decide/lib/time.ts'
import { day, sentenceList } from '#messages/format.ts'
import type { Links } from '#messages/links.ts'
import { type ReleaseVerdict, VERDICT_WORDS } from '#messages/verdict.ts'
import type { Posture } from '#model/evaluation.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import type { Instant } from '#model/primitives.ts'
import { releaseId } from '#model/release.ts'
import type { CatalogSummary } from '#model/summary.ts'
import type { Tone } from '../outcome.ts'
import { causeSentence } from '../release/causes.ts'
import { verdictToday } from '../turning.ts'
import type { Panel } from './attention.ts'

/** Something about a release that nobody should have to look for. */
export interface Attention {
  /** `TAMPERED`, `BLOCKED`, `AGED OUT`, `REJUDGED`, `EXPIRES`, `MOVED`, `CHANGED`, `WITHDRAWN`. */
  word: string
  tone: Tone
  /** Which mark stands before it. */
  mark: 'tampered' | 'nogo' | 'aged' | 'info' | 'moved' | 'gone'
  /** When its GO ends: from then on it is no more about to. */
  ends: { at: Instant; as: ReleaseVerdict } | null
  name: string
  href: string
  text: string
}

/** What alarms are told from. */
export interface Watched {
  summary: Pick<CatalogSummary, 'runbooks'>
  /** The releases that matter today. */
  subjects: readonly IndexLine[]
  /** What the ledger remembers of every release, oldest first, by `service@version`. */
  entries: ReadonlyMap<string, readonly LedgerEntry[]>
  /** What of them customers run. */
  running: ReadonlySet<IndexLine>
  /** Both verdicts of a release. */
  postureOf: (line: IndexLine) => Posture
  /** Catalog time. */
  at: Instant
  links: Links
}

const MOST = 8

/** What nobody should have to look for, by the harm it may do: changed bytes, what blocks, what ran out, what is about to, what moved or is gone. */
export function alarms(watched: Watched): Panel<Attention> {
  const all = [
    ...tampered(watched),
    ...blocked(watched),
    ...agedOut(watched),
    ...rejudged(watched),
    ...expiring(watched),
    ...changed(watched),
    ...withdrawn(watched),
  ]
  return { items: all.slice(0, MOST), more: Math.max(0, all.length - MOST) }
}

type Named = { service: string; version: string }

function about({ service, version }: Named, links: Links) {
  return { name: `${service} ${version}`, href: links.release(service, version) }
}

/** The runbook of changed bytes knows which releases it is for. */
function tampered({ summary, links }: Watched): Attention[] {
  const own = links.runbookOf('artifact.digest_mismatch')
  return summary.runbooks
    .filter(({ slug }) => links.runbook(slug) === own)
    .flatMap(({ newest }) => newest)
    .map((release) => ({
      word: 'TAMPERED',
      tone: 'bad',
      mark: 'tampered',
      ends: null,
      ...about(release, links),
      text: 'Bytes of its evidence are not the ones that were named.',
    }))
}

function changed({ entries, links }: Watched): Attention[] {
  return [...entries.values()].flatMap((own) => {
    const newest = own.at(-1)
    const what = newest?.act === 'withdrawn' ? [] : changesSince(own)
    if (newest === undefined || what.length === 0) return []
    const text = `Since it was published, ${sentenceList(what.map((each) => CHANGES[each]))}.`
    const word = alarmsOf({ tampered: false }, own).includes('moved') ? 'MOVED' : 'CHANGED'
    return [
      { word, tone: 'none' as const, mark: 'moved' as const, ends: null, ...about(newest, links), text },
    ]
  })
}

const CHANGES: Record<ReturnType<typeof changesSince>[number], string> = {
  commit: 'its tag was moved',
  'tag-object': 'its tag was created again',
  tag: 'its tag got another name',
  dossier: 'its dossier was edited',
}

function withdrawn({ entries, links }: Watched): Attention[] {
  return [...entries.values()]
    .flatMap((own) => own.slice(-1))
    .filter((entry) => alarmsOf({ tampered: false }, [entry]).includes('withdrawn'))
    .map((entry) => ({
      word: 'WITHDRAWN',
      tone: 'none',
      mark: 'gone',
      ends: null,
      ...about(entry, links),
      text: `Its tag ${entry.tag} no longer exists.`,
    }))
}

/** A verdict that turned without anybody touching the release; only where it matters today. */
function rejudged({ subjects, entries, links }: Watched): Attention[] {
  return subjects
    .filter((line) => rejudgedSince(entries.get(releaseId(line)) ?? []).length > 0)
    .map((line) => ({
      word: 'REJUDGED',
      tone: 'warn',
      mark: 'info',
      ends: null,
      ...about(line, links),
      text: 'It is judged otherwise than when it was published; its page says why.',
    }))
}

/** What keeps a release that matters from GO: the ones with most blockers first. */
function blocked({ subjects, running, postureOf, links }: Watched): Attention[] {
  return subjects
    .filter(({ state, today }) => state === 'dossier' && today === 'no-go')
    .toSorted((a, b) => b.blockers - a.blockers)
    .map((line) => ({
      word: 'BLOCKED',
      tone: 'bad',
      mark: 'nogo',
      ends: null,
      ...about(line, links),
      text: `${place(line, running)}${causeSentence(postureOf(line).today)}`,
    }))
}

function agedOut({ subjects, running, postureOf, links }: Watched): Attention[] {
  return subjects
    .filter(({ today }) => today === 'aged-out')
    .map((line) => ({
      word: VERDICT_WORDS['aged-out'],
      tone: 'warn',
      mark: 'aged',
      ends: null,
      ...about(line, links),
      text: `${place(line, running)}${causeSentence(postureOf(line).today)}`,
    }))
}

/** How soon a GO has to end to be told. */
const SOON = 30 * DAY_MS

/** The GOs that end soon, the next first. */
function expiring({ subjects, running, postureOf, at, links }: Watched): Attention[] {
  return subjects
    .flatMap((line) => {
      const { ends } = verdictToday(line)
      return ends && millis(ends.at) - millis(at) <= SOON ? [{ line, ends }] : []
    })
    .sort((a, b) => millis(a.ends.at) - millis(b.ends.at))
    .map(({ line, ends }) => ({
      word: 'EXPIRES',
      tone: 'warn',
      mark: 'aged',
      ends,
      ...about(line, links),
      text: `${place(line, running)}On ${day(ends.at)} ${endingText(postureOf(line))}.`,
    }))
}

/** What ends a GO: an exception, the evidence of a gate, or what the policy calls it. */
function endingText({ today, ends }: Posture): string {
  const by = ends?.by ?? today.endedBy ?? ''
  const gates = today.groups.flatMap((group) => group.gates)
  const waived = gates.find((gate) => gate.id === by && gate.waived)
  if (waived) return `the exception for “${waived.title}” ends`
  const gate = gates.find((each) => each.id === by || each.items.some(({ name }) => name === by))
  return gate ? `the evidence for “${gate.title}” runs out` : `${by} ends`
}

function place(line: IndexLine, running: ReadonlySet<IndexLine>): string {
  return running.has(line) ? 'In production. ' : ''
}
