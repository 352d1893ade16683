import type { HotSpotTrend } from '../model/service-history.ts'
import type { Contribution } from './contribution.ts'
import { compareText } from './findings.ts'

/**
 * Hot spots through the releases, by the service inside whose boundary they lie (the carrier's own when the dossier
 * names none). Open ones first, then those that most running releases carry.
 * @param own releases of each service, oldest version first
 * @param isRunning whether a release runs somewhere today
 */
export function hotSpotTrends(
  own: ReadonlyMap<string, readonly Contribution[]>,
  isRunning: (release: Contribution) => boolean,
): ReadonlyMap<string, HotSpotTrend[]> {
  const all = [...own.values()]
    .flat()
    .flatMap((release) => release.hotSpots.map((spot) => ({ release, spot })))
  const bySpot = Map.groupBy(
    all,
    ({ release, spot }) => `${boundaryOf(release, spot)} ${release.service} ${spot.id}`,
  )
  const trends = [...bySpot.values()].flatMap((seen) => trend(seen, isRunning)).sort(compareTrends)
  const byService = Map.groupBy(trends, ({ service }) => service)
  return new Map([...byService].map(([service, members]) => [service, members.map((each) => each.trend)]))
}

type Seen = { release: Contribution; spot: Contribution['hotSpots'][number] }
type Placed = { service: string; trend: HotSpotTrend }

function boundaryOf(release: Contribution, spot: Seen['spot']): string {
  return spot.service ?? release.service
}

function trend(seen: readonly Seen[], isRunning: (release: Contribution) => boolean): Placed[] {
  const first = seen[0]
  const last = seen.at(-1)
  if (!first || !last) return []
  const { id, path, kind, isolateFor, status, action, firstSeen, resolvedIn } = last.spot
  const unresolved = seen.filter((each) => each.spot.status !== 'resolved')
  const resolution = seen.find((each) => each.spot.status === 'resolved')?.release.version ?? null
  const facts = {
    action: action ?? null,
    carrier: last.release.service,
    version: last.release.version,
    firstSeen: firstSeen ?? first.release.version,
    resolvedIn: status === 'resolved' ? (resolvedIn ?? resolution) : null,
    releases: unresolved.length,
    running: unresolved.filter((each) => isRunning(each.release)).length,
  }
  return [
    { service: boundaryOf(last.release, last.spot), trend: { id, path, kind, isolateFor, status, ...facts } },
  ]
}

const STATUS_ORDER = { open: 0, isolating: 1, resolved: 2 } as const

function compareTrends({ trend: a }: Placed, { trend: b }: Placed): number {
  return (
    STATUS_ORDER[a.status] - STATUS_ORDER[b.status] ||
    b.running - a.running ||
    compareText(a.carrier, b.carrier) ||
    compareText(a.id, b.id)
  )
}
