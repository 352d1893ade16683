import type { Alarm } from '#decide/history/alarms.ts'
import { utc } from '#decide/lib/time.ts'
import { count, day, sentenceList } from '#messages/format.ts'
import { type ReleaseVerdict, VERDICT_WORDS } from '#messages/verdict.ts'
import type { Evaluation, Posture } from '#model/evaluation.ts'
import type { Instant } from '#model/primitives.ts'
import type { TurningText, VerdictToday } from '../turning.ts'
import { causeSentence } from './causes.ts'

/** The release to run in place of another: the newest GO of its service. */
export interface Instead {
  service: string
  version: string
  /** When its GO ends. */
  until: Instant | null
}

/** What the line under the name is made of. */
export interface ReasonInput {
  serviceName: string
  today: VerdictToday
  posture: Posture
  /** The tag's time. */
  released: Instant
  prerelease: boolean
  alarms: readonly Alarm[]
  /** Titles of the environments it runs in, on the way to customers. */
  runsIn: readonly string[]
  /** What ends its GO, in words for the time before and after. */
  ending: { before: string; after: string } | null
  /** The first sentence of why its dossier is quarantined. */
  quarantine: string | null
  /** Whether a release of it is newer. */
  hasNewer: boolean
  instead: Instead | null
}

/** What to do with a release, why, what instead and until when; each part turns when its moment comes. */
export interface Reason {
  lead: TurningText
  why: TurningText
  /** What to run in its place; with the moment from which that is worth saying, null for at once. */
  instead: { version: string; service: string; until: TurningText; from: Instant | null } | null
}

/**
 * The line under the name of a release: what to do, why, what instead, until when. Every verdict has its words here, so
 * that no page makes up its own.
 */
export function reasonOf(input: ReasonInput): Reason {
  const { verdict, ends } = input.today
  const now = told(verdict, input)
  const then = ends === null ? null : told(ends.as, { ...input, ended: input.ending?.after ?? null })
  const turn = (part: 'lead' | 'why'): TurningText => ({
    text: now[part],
    turns: ends && then && then[part] !== now[part] ? [[ends.at, then[part]]] : [],
  })
  return { lead: turn('lead'), why: turn('why'), instead: insteadOf(input) }
}

type Asked = ReasonInput & { ended?: string | null }

interface Told {
  lead: string
  why: string
}

function told(verdict: ReleaseVerdict, input: Asked): Told {
  const { lead, why } = WORDS[verdict](input)
  return {
    lead: leadOf(verdict, input.alarms) ?? lead,
    why: sentences([...alarmWords(input), why, without(verdict, input)]),
  }
}

const WORDS: Record<ReleaseVerdict, (input: Asked) => Told> = {
  go: goWords,
  'no-go': noGoWords,
  'aged-out': agedWords,
  'no-dossier': ({ released }) => ({
    lead: 'Nobody has shown that it is ready.',
    why: `It is a tag of ${day(released)} without a dossier, so nothing was judged.`,
  }),
  quarantined: ({ quarantine }) => ({
    lead: 'It cannot be judged.',
    why: quarantine ?? 'Its dossier cannot be trusted to mean anything.',
  }),
}

function goWords({ today: { ends }, runsIn, ending, prerelease, posture }: Asked): Told {
  const waived = posture.today.groups.flatMap((group) => group.gates).filter((gate) => gate.waived).length
  return {
    lead:
      ends === null ? 'You can run it.' : `You can ${prerelease ? 'try' : 'run'} it until ${day(ends.at)}.`,
    why: sentences([
      prerelease ? 'It is a pre-release.' : '',
      runsIn.length > 0 ? `It runs in ${sentenceList(runsIn)}.` : 'It runs nowhere yet.',
      waived > 0 ? `It has ${count(waived, 'exception')}.` : '',
      ends === null ? 'Nothing in it expires.' : ending === null ? '' : `Then ${ending.before}.`,
    ]),
  }
}

function noGoWords({ posture, ended }: Asked): Told {
  const { atRelease, today } = posture
  const was = atRelease.decision === 'go' && ended === undefined ? 'It was GO at release. ' : ''
  const why = ended ? capital(`${ended}.`) : causeSentence(today)
  return { lead: 'Do not run.', why: `${was}${why}` }
}

function agedWords({ posture, ended }: Asked): Told {
  const gone = ranOut(posture.today)
  const number = ended || gone.length < 2 ? 'one check has' : `${gone.length} checks have`
  return {
    lead: `It was GO when it was released; ${number} run out since.`,
    why: `Nothing failed: ${ended ?? whatRanOut(gone)}. New evidence in a new release makes it GO again.`,
  }
}

interface RanOut {
  title: string
}

/** What is no longer in force: gates, artifacts and approvals. */
function ranOut({ groups, artifacts, approvals, blockers }: Evaluation): RanOut[] {
  const gates = groups
    .flatMap((group) => group.gates)
    .filter((gate) => !gate.waived && gate.outcome !== 'passed' && gate.outcome !== 'not-applicable')
  const own = new Set(gates.flatMap(({ items }) => items.map(({ name }) => name)))
  const required = artifacts.filter(
    (each) => each.required && each.outcome !== 'passed' && !each.items.some(({ name }) => own.has(name)),
  )
  const roles = approvals.filter((each) => each.outcome !== 'approved')
  const all = [...gates, ...required, ...roles]
  return all.length > 0 || blockers.length === 0 ? all : [{ title: 'its evidence' }]
}

const NAMED = 2

function whatRanOut(gone: readonly RanOut[]): string {
  const named = gone.slice(0, NAMED).map(({ title }) => `“${title}”`)
  const rest = gone.length - named.length
  const list = sentenceList(rest > 0 ? [...named, count(rest, 'other')] : named)
  return `${list} ${gone.length === 1 ? 'counts' : 'count'} for a set time, which is over`
}

const ALARMS: Record<Alarm, string> = {
  tampered: 'Bytes of its evidence are not what was declared.',
  moved: 'Its tag was moved after it was published and leads to other code now.',
  withdrawn: 'Its tag is gone.',
}

/** Whoever hears of changed bytes or of a moved tag should not be told first that they can run it. */
function leadOf(verdict: ReleaseVerdict, alarms: readonly Alarm[]): string | null {
  if (alarms.length === 0 || verdict === 'no-go') return null
  if (alarms.includes('tampered')) return 'Do not run.'
  return verdict === 'go' ? 'Check which code you have before you run it.' : null
}

function alarmWords({ alarms }: Asked): string[] {
  return alarms.map((alarm) => ALARMS[alarm])
}

/** That there is nothing to run instead; nothing where there is, or where none is needed. */
function without(verdict: ReleaseVerdict, { instead, serviceName, hasNewer }: Asked): string {
  if (instead !== null || verdict === 'go') return ''
  return `There is no ${hasNewer || verdict === 'no-dossier' ? '' : 'newer '}GO release of ${serviceName}.`
}

function insteadOf({ today: { verdict, ends }, instead }: ReasonInput): Reason['instead'] {
  if (instead === null || (verdict === 'go' && ends === null)) return null
  const { service, version, until } = instead
  const from = verdict === 'go' ? (ends?.at ?? null) : null
  return { service, version, from, until: goodUntil(until) }
}

/** After the name of a release to run instead: until when it is GO. */
export function goodUntil(until: Instant | null): TurningText {
  if (until === null) return { text: ', which is GO', turns: [] }
  const end = day(until)
  return { text: `, which is GO until ${end}`, turns: [[until, `, which was GO until ${end}`]] }
}

function sentences(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ')
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** `26 Jul 2026, 15:00 UTC`: the moment at which a page turns. */
export function momentText(at: Instant): string {
  return `${day(at)}, ${utc(at).slice(11, 16)} UTC`
}

/** What the notice of a page that has turned says. */
export function turnedText({ ends }: VerdictToday): string | null {
  if (ends === null) return null
  return `This page was made when it was GO. Your clock is past ${momentText(ends.at)}, so it says ${VERDICT_WORDS[ends.as]} now.`
}
