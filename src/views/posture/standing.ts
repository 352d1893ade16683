import { isVersion, latestRelease } from '#decide/lib/order.ts'
import { isNamedProduction, productionAmong } from '#decide/verdict/promotions.ts'
import type { Environment } from '#model/catalog.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { Instant } from '#model/primitives.ts'
import type { Service } from '#model/service.ts'
import type { ServiceHistory } from '#model/service-history.ts'
import { lineAt, type VerdictToday, verdictToday } from '../turning.ts'

/** A release in an environment. */
export interface EnvironmentStanding {
  environment: string
  title: string
  /** Whether customers are there: the catalog or its name says so, or it is assumed of the last; null for no. */
  production: 'said' | 'assumed' | null
  /** Null when nothing ever reached it. */
  line: IndexLine | null
  today: VerdictToday | null
  /** What is wrong with how it came there, in words; null for nothing. */
  against: string | null
  /** Newer stable versions of the service; null when the release has no version to compare. */
  behind: number | null
}

/** What a release in an environment is called where something was found of how it came there, the gravest first. */
const AGAINST: readonly (readonly [code: string, word: string])[] = [
  ['promotion.unmet', 'against its conditions'],
  ['promotion.direct_push', 'against the rules'],
  ['promotion.hand_edited', 'against the rules'],
  ['promotion.no_verify', 'against the rules'],
  ['promotion.before_signoff', 'before its sign-off'],
  ['promotion.before_approval', 'before an approval'],
  ['promotion.without_approval', 'without an approval'],
  ['promotion.no_signoff', 'without a sign-off'],
  ['smoke.other_version', 'another version reported'],
  ['smoke.failed', 'smoke red'],
  ['smoke.nothing_passed', 'smoke red'],
  ['smoke.none', 'not checked'],
]

/** The gravest of some codes in words; null where none of them says that something is wrong there. */
export function againstWord(codes: readonly string[]): string | null {
  return AGAINST.find(([code]) => codes.includes(code))?.[1] ?? null
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
  known: readonly Environment[],
): ServiceStanding | null {
  const latest = latestRelease(releases)
  if (!latest) return null
  const production = new Set(productionAmong(known))
  const environments = known.map((each) => {
    const { id, title } = each
    const isSaid = each.production === true || isNamedProduction(each)
    const how = isSaid ? ('said' as const) : ('assumed' as const)
    const running = history?.running.find((each) => each.environment === id)
    const line = releases.find((each) => each.version === running?.version) ?? null
    const against = line === null ? null : againstWord(running?.codes ?? [])
    const place = { environment: id, title, production: production.has(each) ? how : null, against }
    return { ...place, ...environmentStanding(line, releases) }
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
  line: IndexLine | null,
  releases: readonly IndexLine[],
): Pick<EnvironmentStanding, 'line' | 'today' | 'behind'> {
  if (!line) return { line, today: null, behind: null }
  return { line, today: verdictToday(line), behind: behind(line, releases) }
}

function behind(line: IndexLine, releases: readonly IndexLine[]): number | null {
  if (!isVersion(line.version)) return null
  const newer = releases.slice(0, releases.indexOf(line))
  return newer.filter((each) => isVersion(each.version) && !each.prerelease).length
}
