import type { HotSpotTrend } from '#model/service-history.ts'
import { compareText } from '../lib/findings.ts'
import { millis } from '../lib/time.ts'
import type { ReleaseSummary } from './release-summary.ts'

/**
 * Hot spots through the releases, by the service inside whose boundary they lie (the carrier's own when the dossier
 * names none). Open ones first, then those that most running releases carry.
 * @param own releases of each service, oldest version first
 * @param isRunning whether a release runs somewhere today
 */
export function hotSpotTrends(
  own: ReadonlyMap<string, readonly ReleaseSummary[]>,
  isRunning: (release: ReleaseSummary) => boolean,
): ReadonlyMap<string, HotSpotTrend[]> {
  const all = [...own.values()]
    .flat()
    .flatMap((release) => release.hotSpots.map((spot) => ({ release, spot })))
  const bySpot = Map.groupBy(all, ({ release, spot }) => `${boundaryOf(release, spot)} ${spot.id}`)
  const trends = [...bySpot.values()].map((seen) => trend(seen, isRunning)).sort(compareTrends)
  const byService = Map.groupBy(trends, ({ service }) => service)
  return new Map([...byService].map(([service, members]) => [service, members.map((each) => each.trend)]))
}

type Seen = { release: ReleaseSummary; spot: ReleaseSummary['hotSpots'][number] }
type Placed = { service: string; trend: HotSpotTrend }

function boundaryOf(release: ReleaseSummary, spot: Seen['spot']): string {
  return spot.service ?? release.service
}

function trend(seen: readonly Seen[], isRunning: (release: ReleaseSummary) => boolean): Placed {
  const { release, spot } = newest(seen)
  const { id, path, kind, isolateFor, status, action, firstSeen, resolvedIn } = spot
  const unresolved = seen.filter((each) => each.spot.status !== 'resolved')
  const resolution = earliest(seen.filter((each) => each.spot.status === 'resolved'))
  const facts = {
    action: action ?? null,
    carrier: release.service,
    version: release.version,
    firstSeen: firstSeen ?? earliest(seen) ?? release.version,
    resolvedIn: status === 'resolved' ? (resolvedIn ?? resolution) : null,
    releases: unresolved.length,
    running: unresolved.filter((each) => isRunning(each.release)).length,
  }
  return { service: boundaryOf(release, spot), trend: { id, path, kind, isolateFor, status, ...facts } }
}

/** A carrier's newest version speaks for it, also after a later fix of an old line; among carriers the last to release. */
function newest(seen: readonly Seen[]): Seen {
  const latest = new Map(seen.map((each) => [each.release.service, each]))
  return [...latest.values()].reduce((a, b) => (earlierFirst(a, b) > 0 ? a : b))
}

/** Version of the release that came first. */
function earliest(seen: readonly Seen[]): string | null {
  const [first, ...rest] = seen
  return first ? rest.reduce((a, b) => (earlierFirst(a, b) > 0 ? b : a), first).release.version : null
}

function earlierFirst(a: Seen, b: Seen): number {
  return (
    millis(a.release.released) - millis(b.release.released) ||
    compareText(a.release.service, b.release.service)
  )
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
