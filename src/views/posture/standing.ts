import { isVersion, latestRelease } from '#decide/lib/order.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { Instant } from '#model/primitives.ts'
import type { Service } from '#model/service.ts'
import type { ServiceHistory } from '#model/service-history.ts'
import { lineAt, type VerdictToday, verdictToday } from '../turning.ts'

/** A release in an environment. */
export interface EnvironmentStanding {
  environment: string
  title: string
  /** Null when nothing ever reached it. */
  line: IndexLine | null
  today: VerdictToday | null
  /** Newer stable versions of the service; null when the release has no version to compare. */
  behind: number | null
}

/** Where one service stands today. */
export interface ServiceStanding {
  service: Service
  /** Newest version first. */
  releases: readonly IndexLine[]
  latest: IndexLine
  today: VerdictToday
  environments: readonly EnvironmentStanding[]
}

/** Where the service stands; null when it has no release. */
export function standing(
  service: Service,
  releases: readonly IndexLine[],
  history: ServiceHistory | undefined,
  known: CatalogFacts['environments'],
): ServiceStanding | null {
  const latest = latestRelease(releases)
  if (!latest) return null
  const environments = known.map(({ id, title }) => {
    const version = history?.running.find((each) => each.environment === id)?.version
    const line = releases.find((each) => each.version === version) ?? null
    return environmentStanding(id, title, line, releases)
  })
  return { service, releases, latest, today: verdictToday(latest), environments }
}

/** The same standing as a catalog of a later moment would have it, had nothing but time passed. */
export function standingAt(standing: ServiceStanding, at: Instant): ServiceStanding {
  const latest = lineAt(standing.latest, at)
  const environments = standing.environments.map((each) => {
    const line = each.line && lineAt(each.line, at)
    return { ...each, line, today: line && verdictToday(line) }
  })
  return { ...standing, latest, today: verdictToday(latest), environments }
}

function environmentStanding(
  environment: string,
  title: string,
  line: IndexLine | null,
  releases: readonly IndexLine[],
): EnvironmentStanding {
  if (!line) return { environment, title, line, today: null, behind: null }
  return {
    environment,
    title,
    line,
    today: verdictToday(line),
    behind: behind(line, releases),
  }
}

function behind(line: IndexLine, releases: readonly IndexLine[]): number | null {
  if (!isVersion(line.version)) return null
  const newer = releases.slice(0, releases.indexOf(line))
  return newer.filter((each) => isVersion(each.version) && !each.prerelease).length
}
