import { count } from '#messages/format.ts'
import type { Links } from '#messages/links.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { ServiceHistory } from '#model/service-history.ts'
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
