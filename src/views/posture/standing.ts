import { compareReleases, latestRelease } from '#decide/lib/order.ts'
import { type ReleaseVerdict, verdictOf } from '#messages/verdict.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { Service } from '#model/service.ts'
import type { ServiceHistory } from '#model/service-history.ts'

/** A release in an environment. */
export interface EnvironmentStanding {
  environment: string
  title: string
  /** Null when nothing ever reached it. */
  line: IndexLine | null
  verdict: ReleaseVerdict | null
  /** Newer stable versions of the service; null when the release has no version to compare. */
  behind: number | null
}

/** Where one service stands today. */
export interface ServiceStanding {
  service: Service
  /** Newest version first. */
  releases: readonly IndexLine[]
  latest: IndexLine
  verdict: ReleaseVerdict
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
  return { service, releases, latest, verdict: verdictOf(latest.state, latest.today), environments }
}

function environmentStanding(
  environment: string,
  title: string,
  line: IndexLine | null,
  releases: readonly IndexLine[],
): EnvironmentStanding {
  if (!line) return { environment, title, line, verdict: null, behind: null }
  return {
    environment,
    title,
    line,
    verdict: verdictOf(line.state, line.today),
    behind: behind(line, releases),
  }
}

function behind(line: IndexLine, releases: readonly IndexLine[]): number | null {
  if (!line.semantic) return null
  return releases.filter((each) => each.semantic && !each.prerelease && compareReleases(each, line) > 0)
    .length
}
