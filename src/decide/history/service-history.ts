import type { Instant } from '#model/primitives.ts'
import type { KpiTrend, ServiceHistory } from '#model/service-history.ts'
import { seenHistory } from '../baseline/trend.ts'
import { compareText } from '../lib/findings.ts'
import { erasOf, inOrder } from '../lib/order.ts'
import { millis } from '../lib/time.ts'
import { hotSpotTrends } from './hot-spots.ts'
import type { ReleaseSummary } from './release-summary.ts'

/** What the summary needs of the catalog besides its releases. */
export interface SummaryScope {
  /** Ids in the catalog's order. */
  services: readonly string[]
  environments: readonly string[]
  /** Catalog time. */
  at: Instant
  /** Slug of the runbook that serves a code. */
  runbookOf: (code: string) => string | null
  /** Ids of the items of the catalog's registers. */
  inputs?: ReadonlySet<string>
  /** Releases whose tags led elsewhere once, by the ledger, as `service@version`. */
  moved: ReadonlySet<string>
}

/** Every release, arranged once for all services. */
export interface Arranged {
  /** Releases of each service, oldest version first. */
  own: ReadonlyMap<string, readonly ReleaseSummary[]>
  /** All releases, newest tag first. */
  newest: readonly ReleaseSummary[]
  running: ReadonlyMap<string, ServiceHistory['running']>
  hotSpots: ReadonlyMap<string, ServiceHistory['hotSpots']>
}

/** Sorts the releases once, so that each service's history is read off in one pass. */
export function arrange(all: readonly ReleaseSummary[], scope: SummaryScope): Arranged {
  const own = Map.groupBy(all, (each) => each.service)
  for (const [service, members] of own) own.set(service, inVersionOrder(members))
  const running = new Map(
    [...own].map(([id, releases]) => [id, runningIn(releases, scope.environments, scope.at)]),
  )
  const isRunning = ({ service, version }: ReleaseSummary) =>
    running.get(service)?.some((place) => place.version === version) ?? false
  return { own, newest: all.toSorted(newestFirst), running, hotSpots: hotSpotTrends(own, isRunning) }
}

function inVersionOrder(releases: readonly ReleaseSummary[]): ReleaseSummary[] {
  const eras = erasOf(releases)
  return inOrder(releases.map((each) => ({ ...each, era: eras.get(each.version) ?? 0 })))
}

/** What runs in each environment, KPI trends, hot spots inside the boundary and the releases that touched it. */
export function serviceHistory(
  service: string,
  arranged: Arranged,
  moved: SummaryScope['moved'],
): ServiceHistory {
  const touching = arranged.newest.flatMap((each) =>
    each.boundaries
      .filter((fact) => fact.service === service)
      .map(({ files }) => ({ service: each.service, version: each.version, files })),
  )
  return {
    service,
    running: arranged.running.get(service) ?? [],
    kpis: kpiTrends(arranged.own.get(service) ?? []),
    hotSpots: arranged.hotSpots.get(service) ?? [],
    touched: { releases: touching.length, newest: touching.slice(0, 20) },
    seen: seenHistory(arranged.own.get(service) ?? [], moved),
  }
}

function newestFirst(a: ReleaseSummary, b: ReleaseSummary): number {
  return (
    millis(b.released) - millis(a.released) ||
    compareText(a.service, b.service) ||
    compareText(b.version, a.version)
  )
}

function kpiTrends(own: readonly ReleaseSummary[]): KpiTrend[] {
  const points = own.flatMap(({ version, kpis }) => kpis.map((kpi) => ({ version, kpi })))
  return [...Map.groupBy(points, (point) => point.kpi.id).values()]
    .flatMap((series) => {
      const newest = series.at(-1)?.kpi
      if (!newest) return []
      const { id, name, unit, direction } = newest
      // Numbers in another unit do not belong on the same line.
      const same = series.filter((point) => point.kpi.unit === unit).slice(-60)
      const values = same.map(({ version, kpi }) => ({ version, value: kpi.value }))
      return [{ id, name, unit, direction, points: values }]
    })
    .sort((a, b) => compareText(a.id, b.id))
}

type RunningRelease = ServiceHistory['running'][number]

/**
 * What runs in each environment: the release last promoted to it that was not rolled back there. Promotions after
 * `at` have not happened yet.
 * @param own releases of one service, oldest version first: of two promotions at one moment the newer version's is later.
 */
function runningIn(
  own: readonly ReleaseSummary[],
  environments: readonly string[],
  at: Instant,
): ServiceHistory['running'] {
  const events = own
    .flatMap(({ version, promotions }) => promotions.map((each) => ({ version, ...each })))
    .filter((event) => event.result !== 'blocked' && millis(event.at) <= millis(at))
    .sort((a, b) => millis(a.at) - millis(b.at))
  return environments.flatMap((environment) => {
    const last = events
      .filter((event) => event.to === environment)
      .reduce(promote, [])
      .at(-1)
    return last ? [last] : []
  })
}

/** The releases an environment has had, newest last, without those that were taken back. */
function promote(
  stack: RunningRelease[],
  event: ReleaseSummary['promotions'][number] & { version: string },
): RunningRelease[] {
  const { version, to, at, codes } = event
  const found = codes ? { codes } : {}
  const others = stack.filter((each) => each.version !== version)
  return event.result === 'reached' ? [...others, { environment: to, version, at, ...found }] : others
}
