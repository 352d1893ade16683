import { idOf } from '#decide/scoring/effective.ts'
import {
  type PlacedItem,
  type ReviewQueue,
  type ScoringToday,
  scoringAt,
  turningMoments,
} from '#decide/scoring/queue.ts'
import type { StandingRevision } from '#decide/scoring/state.ts'
import { count, day, number, sentenceList } from '#messages/format.ts'
import type { Links } from '#messages/links.ts'
import { FACTOR_NAMES, KIND_NAMES, SCORING_TONES, SCORING_WORDS } from '#messages/scoring.ts'
import type { ScoringRegistry } from '#model/scoring.ts'
import { type Said, say } from '../findings.ts'
import { turningAt } from '../turning.ts'

/** What every scoring page is made with. */
export interface ScoringInput {
  registry: ScoringRegistry
  today: ScoringToday
  links: Links
  /** Names of services by id. */
  services: ReadonlyMap<string, { name: string }>
}

/** What the page of the registry is made with. */
interface RegistryInput extends ScoringInput {
  /** Whether the catalog lists a release: items may be about one that is still to come. */
  isListed: (service: string, version: string) => boolean
}

/** The state of a revision as it is shown: the browser turns it at its end. */
export function stateOf({ state, ends }: StandingRevision) {
  return {
    word: SCORING_WORDS[state],
    tone: SCORING_TONES[state],
    until: ends?.at,
    turnsTo: ends ? `${SCORING_TONES[ends.as]} ${SCORING_WORDS[ends.as]}` : undefined,
  }
}

/** The page of the registry: what orders the queues, the revisions, and the queues themselves. */
export function scoringPage(input: RegistryInput) {
  const { today, registry, links } = input
  const newest = today.standing.toSorted((a, b) => (madeOf(a) < madeOf(b) ? 1 : -1))
  const ids = today.queues.flatMap(({ services }) => services)
  const later = new Map(turningMoments(today).map((at) => [at, scoringAt(registry, ids, at)]))
  const turning = (say: (today: ScoringToday) => string) =>
    turningAt([...later.keys()], say(today), (at) => say(later.get(at) ?? today))
  return {
    headline: turning(headline),
    lead: turning(lead),
    effective: today.queues.map((queue) => effectiveRow(queue, input)),
    revisions: newest.map((each) => ({
      ...registryRow(each, input),
      why: turning(({ standing }) => {
        const then = standing.find(({ judged }) => judged.entry.file === each.judged.entry.file) ?? each
        return whyOf(then, say(then.because, links))
      }),
    })),
    queues: today.queues.filter(({ items }) => items.length > 0).map((queue) => queueTables(queue, input)),
    refused: registry.refused.map(({ file, findings }) => ({ file, findings: say(findings, links) })),
    findings: [
      ...today.queues.flatMap(({ effective }) => say(effective.findings, links)),
      ...say(today.findings, links),
    ],
  }
}

function madeOf({ judged }: StandingRevision): string {
  return judged.entry.document.profile.made
}

const cohortName = (cohort: string | null) => cohort ?? 'everyone else'

/** `Profile 2026.3 orders the payments queue until 12 Sep 2026.` */
function headline({ queues, standing }: ScoringToday): string {
  const live = queues.filter(({ effective }) => effective.revision?.state === 'live')
  const [first] = live
  if (first?.effective.revision && live.length === 1) {
    const until = first.effective.until
    return `Profile ${idOf(first.effective.revision)} orders the ${cohortName(first.cohort)} queue${until ? ` until ${day(until)}` : ''}.`
  }
  if (live.length > 1) {
    const names = sentenceList(live.map(({ cohort }) => cohortName(cohort)))
    return `Profiles of their own order the queues of ${names}.`
  }
  const baseline = queues[0]?.effective.revision
  if (baseline) return `The trusted profile ${idOf(baseline)} orders every queue.`
  return standing.length > 0
    ? 'No profile is trusted, so every queue stands by age.'
    : 'There is no scoring profile.'
}

function lead({ queues, standing }: ScoringToday): string {
  if (standing.length === 0)
    return 'Items for people to read stand by age, the oldest first. A profile can put first what reaches furthest.'
  const others = queues.find(({ effective }) => effective.revision?.state === 'trusted')?.effective.revision
  const waiting = standing.filter(({ state }) => WAITING.has(state)).length
  const rest = others ? `Every other service uses the trusted profile, ${idOf(others)}.` : ''
  return [rest, waiting > 0 ? `${count(waiting, 'revision')} ${waiting === 1 ? 'is' : 'are'} not live.` : '']
    .filter(Boolean)
    .join(' ')
}

const WAITING: ReadonlySet<string> = new Set(['candidate', 'held', 'unapproved', 'refused', 'approved'])

function effectiveRow(
  { cohort, services, effective }: ReviewQueue,
  { links, services: names }: ScoringInput,
) {
  const { revision, prior, until } = effective
  const title = services.map((id) => names.get(id)?.name ?? id)
  const short = title.length > 4 ? count(title.length, 'service') : title.join(', ')
  return {
    cohort: cohortName(cohort),
    services: short,
    profile: revision
      ? { id: idOf(revision), href: links.scoringRevision(idOf(revision)), state: stateOf(revision) }
      : null,
    until,
    // What a reader of a later day sees in its place.
    turned: until && prior ? `${idOf(prior)}, restored` : null,
    prior: prior ? idOf(prior) : null,
  }
}

function registryRow(standing: StandingRevision, { links }: ScoringInput) {
  const { judged } = standing
  const { profile, manifest } = judged.entry.document
  const valid = judged.approvals.find(({ counts }) => counts)?.approval
  const cohorts = manifest?.cohorts.map(({ id }) => id) ?? []
  return {
    id: profile.id,
    href: links.scoringRevision(profile.id),
    hash: judged.entry.sha256,
    state: stateOf(standing),
    cohort: profile.use === 'baseline' ? 'all' : sentenceList(cohorts) || 'none yet',
    window: windowOf(standing),
    approved: valid ? { by: valid.approver, at: valid.at } : null,
  }
}

/** What stands for a state that needs no reason. */
function whyOf({ state, judged }: StandingRevision, said: readonly Said[]): string {
  const [first] = said
  if (first) return said.length > 1 ? `${first.text} And ${number(said.length - 1)} more.` : first.text
  if (state === 'live') return 'Every check passed; no guardrail is breached.'
  if (state === 'trusted') return 'Trusted without an end: a way back for bounded revisions.'
  return judged.entry.document.profile.summary
}

/** From when to when, as it was prolonged; null without a window. */
export function windowOf({ judged }: StandingRevision): { from: string; until: string } | null {
  const { window } = judged.entry.document
  return window ? { from: window.from, until: judged.life.span?.until ?? window.until } : null
}

/** A queue as the profile that counts orders it, and as the prior one would. */
function queueTables({ cohort, effective, items, underPrior }: ReviewQueue, input: RegistryInput) {
  const { revision, prior, until } = effective
  const id = cohort ?? 'others'
  const places = (list: readonly PlacedItem[] | null) =>
    new Map(list?.map(({ item, place }) => [item.id, place]))
  return {
    id,
    title: `Review queue, ${cohortName(cohort)}`,
    by: revision ? idOf(revision) : null,
    prior: prior && underPrior ? { id: idOf(prior), rows: rowsOf(underPrior, places(items), input) } : null,
    until,
    rows: rowsOf(items, places(underPrior), input),
    most: revision ? Object.values(revision.judged.entry.document.profile.weights) : [],
  }
}

function rowsOf(items: readonly PlacedItem[], other: ReadonlyMap<string, number>, input: RegistryInput) {
  const widest = Math.max(1, ...items.flatMap(({ contributions }) => contributions.map(({ most }) => most)))
  return items.map(({ item, place, score, contributions }) => {
    const largest = Math.max(...contributions.map(({ value }) => value))
    return {
      title: item.title,
      about: item.version ? `${item.service} ${item.version}` : item.service,
      href: hrefOf(item, input),
      kind: KIND_NAMES[item.kind],
      signoff: item.signoff ?? null,
      source: item.source ?? null,
      place,
      score: score === null ? '–' : number(score),
      factors: contributions.map(({ factor, value }) => ({
        name: FACTOR_NAMES[factor],
        value: number(value),
        share: Math.round((value / widest) * 100),
        isLargest: value === largest && value > 0,
      })),
      moved: movedBy(place, other.get(item.id)),
    }
  })
}

/** The page of the release of an item, else of its service; null for what the catalog does not know. */
function hrefOf(
  { service, version }: PlacedItem['item'],
  { isListed, links, services }: RegistryInput,
): string | null {
  if (version !== undefined && isListed(service, version)) return links.release(service, version)
  return services.has(service) ? links.service(service) : null
}

/** `↑ 3`, and the same in words. */
function movedBy(place: number, other: number | undefined): { sign: string; words: string } | null {
  if (other === undefined) return null
  if (other === place) return { sign: '=', words: 'the same place' }
  const by = Math.abs(other - place)
  return other > place
    ? { sign: `↑ ${by}`, words: `up ${by}, from ${other}` }
    : { sign: `↓ ${by}`, words: `down ${by}, from ${other}` }
}

export type ScoringPage = ReturnType<typeof scoringPage>
