import { millis } from '#decide/lib/time.ts'
import type { Links } from '#messages/links.ts'
import type { Posture } from '#model/evaluation.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { ServiceHistory } from '#model/service-history.ts'
import { type Said, say } from '../findings.ts'
import { count } from '../format.ts'
import type { ServiceStanding } from './standing.ts'

/** The most that a panel says; the rest is one link away. */
const MOST = 5

/** The releases that matter today: the latest of each service and whatever runs somewhere, each once. */
export function subjects(standings: readonly ServiceStanding[]): IndexLine[] {
  const lines = standings.flatMap(({ latest, environments }) => [
    latest,
    ...environments.flatMap(({ line }) => (line ? [line] : [])),
  ])
  return [...new Set(lines)]
}

export interface Panel<T> {
  items: T[]
  /** How many more there are. */
  more: number
}

export interface Blocking {
  name: string
  href: string
  /** Its first blockers in words, with their codes. */
  blockers: Pick<Said, 'text' | 'code' | 'href'>[]
  more: number
  quarantined: boolean
}

const HELD: ReadonlySet<IndexLine['today']> = new Set(['no-go', 'aged-out'])

/** What blocks the releases that matter, the ones with most blockers first. */
export function blockingNow(
  lines: readonly IndexLine[],
  postureOf: (line: IndexLine) => Posture,
  links: Links,
): Panel<Blocking> {
  const held = lines.filter((line) => line.state === 'quarantined' || HELD.has(line.today))
  const first = held.toSorted((a, b) => b.blockers - a.blockers).slice(0, MOST)
  const items = first.map((line) => {
    const { blockers } = postureOf(line).today
    return {
      name: `${line.service} ${line.version}`,
      href: links.release(line.service, line.version),
      blockers: say(blockers.slice(0, 2), links),
      more: Math.max(0, blockers.length - 2),
      quarantined: line.state === 'quarantined',
    }
  })
  return { items, more: held.length - first.length }
}

export interface Stale {
  name: string
  href: string
  until: string
  /** What ends it. */
  by: string | null
}

/** The GOs that end next. */
export function goingStale(
  lines: readonly IndexLine[],
  postureOf: (line: IndexLine) => Posture,
  links: Links,
): Panel<Stale> {
  const ending = lines
    .flatMap((line) => (line.today === 'go' && line.validUntil ? [{ line, until: line.validUntil }] : []))
    .sort((a, b) => millis(a.until) - millis(b.until))
  const items = ending.slice(0, MOST).map(({ line, until }) => ({
    name: `${line.service} ${line.version}`,
    href: links.release(line.service, line.version),
    until,
    by: postureOf(line).ends?.by ?? null,
  }))
  return { items, more: ending.length - items.length }
}

const KINDS = { expensive: 'expensive path', contention: 'contention', isolate: 'to be isolated' } as const

export interface Spot {
  service: string
  href: string
  path: string
  text: string
}

/** Hot spots that are not resolved, those that most running releases carry first; then the newest resolved ones. */
export function hotSpots(histories: readonly ServiceHistory[], links: Links): Panel<Spot> {
  const all = histories.flatMap(({ service, hotSpots }) => hotSpots.map((spot) => ({ service, spot })))
  const open = all
    .filter(({ spot }) => spot.status !== 'resolved')
    .sort((a, b) => b.spot.running - a.spot.running || b.spot.releases - a.spot.releases)
  const resolved = all.filter(({ spot }) => spot.status === 'resolved')
  const shown = [...open, ...resolved].slice(0, MOST)
  const items = shown.map(({ service, spot }) => ({
    service,
    href: links.service(service),
    path: spot.path,
    text: spotText(spot),
  }))
  return { items, more: Math.max(0, open.length - MOST) }
}

function spotText(spot: ServiceHistory['hotSpots'][number]): string {
  if (spot.status === 'resolved')
    return `${KINDS[spot.kind]}, resolved${spot.resolvedIn ? ` in ${spot.resolvedIn}` : ''}`
  const runs = spot.running === 0 ? 'not running anywhere' : `${count(spot.running, 'release')} running`
  return `${KINDS[spot.kind]}, ${spot.status}, ${runs}`
}
