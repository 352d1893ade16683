import { sentenceList } from '#messages/format.ts'
import type { Links } from '#messages/links.ts'
import { shownStrip, VERDICT_WORDS } from '#messages/verdict.ts'
import type { Posture } from '#model/evaluation.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { Instant } from '#model/primitives.ts'
import { type VerdictToday, verdictToday } from '../turning.ts'
import type { EnvironmentStanding, ServiceStanding } from './standing.ts'

/** The environments that customers reach. */
export function productionOf(environments: readonly EnvironmentStanding[]): readonly EnvironmentStanding[] {
  return environments.filter(({ production }) => production !== null)
}

/** What a service runs for its customers, in the order of the environments. */
export function runningOf({ environments }: Pick<ServiceStanding, 'environments'>) {
  return productionOf(environments).flatMap((place) =>
    place.line && place.today ? [{ ...place, line: place.line, today: place.today }] : [],
  )
}

/** A row of the first page: what one service runs, or its latest release where nothing of it runs. */
export interface ProductionRow {
  service: { name: string; href: string }
  release: { version: string; href: string }
  /** Where it runs, when customers have more than one environment; empty for the only one. */
  places: string
  today: VerdictToday
  /** When its GO ended, where it has and the moment is known. */
  ended: Instant | null
  strip: string
  /** The newest release beyond it, and how that stands. */
  next: { version: string; href: string; today: VerdictToday } | null
}

/** So many rows stand open; the rest unfolds. */
const SHOWN = 24

/** What customers run, service by service: what is not GO first where there are too many to see at once. */
export function production(
  standings: readonly ServiceStanding[],
  links: Links,
  postureOf: (line: IndexLine) => Posture,
) {
  const endOf = (line: IndexLine) => (line.today === 'aged-out' ? postureOf(line).atRelease.validUntil : null)
  const rows = standings.flatMap((standing) => rowsOf(standing, links, endOf))
  const isLong = rows.length > SHOWN
  const sorted = isLong ? rows.toSorted((a, b) => rank(a) - rank(b)) : rows
  return {
    places: placeTitle(standings),
    rows: sorted.slice(0, SHOWN),
    folded: sorted.slice(SHOWN),
    elsewhere:
      rows.length === 0
        ? []
        : standings.filter((each) => runningOf(each).length === 0).map((each) => elsewhere(each, links)),
    /** In place of the rows where nothing runs: the latest of each service. */
    latest: rows.length > 0 ? [] : standings.map((each) => rowOf(each, each.latest, '', links, endOf)),
  }
}

function rank({ today }: ProductionRow): number {
  return today.verdict === 'go' ? 1 : 0
}

/** `In production`, as the environment is called; for several of them one word for all. */
function placeTitle(standings: readonly ServiceStanding[]): string {
  const places = productionOf(standings[0]?.environments ?? [])
  const [only] = places
  return only && places.length === 1 ? lowerTitle(only.title) : 'production'
}

/** `Production` inside a sentence; a name such as `EU-1` stays as it is. */
export function lowerTitle(title: string): string {
  return /^.[a-z]+$/.test(title) ? title.toLowerCase() : title
}

type EndOf = (line: IndexLine) => Instant | null

function rowsOf(standing: ServiceStanding, links: Links, endOf: EndOf): ProductionRow[] {
  const running = runningOf(standing)
  const several = productionOf(standing.environments).length > 1
  return [...Map.groupBy(running, ({ line }) => line)].map(([line, places]) =>
    rowOf(standing, line, several ? sentenceList(places.map(({ title }) => title)) : '', links, endOf),
  )
}

function rowOf(
  { service, latest, releases }: ServiceStanding,
  line: IndexLine,
  places: string,
  links: Links,
  endOf: EndOf,
): ProductionRow {
  const today = verdictToday(line)
  // Newest version first.
  const isNewer = releases.indexOf(latest) < releases.indexOf(line)
  return {
    service: { name: service.name, href: links.service(service.id) },
    release: { version: line.version, href: links.release(service.id, line.version) },
    places,
    today,
    ended: endOf(line),
    strip: shownStrip(line.strips, today.verdict),
    next: isNewer
      ? {
          version: latest.version,
          href: links.release(service.id, latest.version),
          today: verdictToday(latest),
        }
      : null,
  }
}

function elsewhere({ service, latest, today }: ServiceStanding, links: Links) {
  const blockers = latest.state === 'dossier' && latest.blockers > 0 ? `, ${latest.blockers} blockers` : ''
  return {
    name: `${service.name} ${latest.version}`,
    href: links.release(service.id, latest.version),
    text: `${VERDICT_WORDS[today.verdict]}${latest.blockers === 1 ? ', 1 blocker' : blockers}`,
  }
}

/** How many releases were GO when they were released, and what became of those. */
export function share(lines: readonly IndexLine[]) {
  const went = lines.filter((line) => line.state === 'dossier')
  const good = went.filter(({ atRelease }) => atRelease === 'go')
  const still = good.filter(({ today }) => today === 'go').length
  const later = went.filter((line) => line.atRelease !== 'go' && line.today === 'go').length
  const parts = [
    { tone: 'go', fill: 'c-go', count: still, text: 'GO at release and since' },
    {
      tone: 'aged',
      fill: 'c-rw',
      count: good.filter(({ today }) => today === 'aged-out').length,
      text: 'GO at release, aged out since',
    },
    {
      tone: 'nogo',
      fill: 'c-no',
      count: good.filter(({ today }) => today === 'no-go').length,
      text: 'GO at release, NO-GO since',
    },
    { tone: 'nogo', fill: 'c-no', count: went.length - good.length - later, text: 'NO-GO at release' },
    { tone: 'go', fill: 'c-go', count: later, text: 'NO-GO at release, GO since' },
    { tone: 'none', fill: 'c-na', count: lines.length - went.length, text: 'no dossier, or quarantined' },
  ] as const
  return {
    all: lines.length,
    good: good.length,
    parts: bars(
      parts.filter((part) => part.count > 0),
      lines.length,
    ),
  }
}

/** How wide the whole bar is drawn, and what lies between two parts. */
const WIDTH = 1000
const GAP = 4

function bars<T extends { count: number }>(parts: readonly T[], all: number) {
  const room = WIDTH - GAP * (parts.length - 1)
  return parts.map((part, i) => {
    const before = parts.slice(0, i).reduce((sum, each) => sum + each.count, 0)
    return {
      ...part,
      x: Math.round((before / all) * room + i * GAP),
      width: Math.round((part.count / all) * room),
    }
  })
}
