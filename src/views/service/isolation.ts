import { count, sentenceList } from '#messages/format.ts'
import type { Service } from '#model/service.ts'
import type { HotSpotTrend, ServiceHistory } from '#model/service-history.ts'

/** Kinds of services in words. */
export const KINDS = {
  deployable: 'deployable',
  'bounded-context': 'bounded context',
  external: 'external',
} as const

const STATES = {
  'in-monolith': 'in the monolith',
  'boundary-drawn': 'boundary drawn',
  'separately-releasable': 'separately releasable',
} as const

/** How far a service has come towards releases of its own, in words; null when nobody said. */
export function isolationState(service: Service): string | null {
  return service.isolation ? STATES[service.isolation.state] : null
}

/** The same as a sentence. */
export function isolationText(service: Service | undefined): string {
  const state = service ? isolationState(service) : null
  return state === null ? 'How far its own boundary is drawn is not known.' : `Its own boundary: ${state}.`
}

/** Hot spots that are not resolved and ask for a boundary of their own. */
export function toIsolate(history: ServiceHistory | undefined): HotSpotTrend[] {
  return (history?.hotSpots ?? []).filter(
    (spot) => spot.status !== 'resolved' && (spot.kind === 'isolate' || spot.isolateFor.length > 0),
  )
}

/** How the ranking is made, as shown above it. */
export const RANKING_RULE =
  'A part ranks higher the more unresolved hot spots inside it ask for isolation; among equals, the more releases changed files inside its boundary; then, the more services depend on it. Parts that are separately releasable already are left out.'

export interface Candidate {
  id: string
  name: string
  state: string | null
  nextStep: string | null
  /** Why it stands where it stands. */
  reasons: string[]
}

/**
 * Which parts deserve their own release boundaries first [000, service isolation layer].
 * @param released ids of the services that have releases of their own
 */
export function isolationRanking(
  services: readonly Service[],
  histories: ReadonlyMap<string, ServiceHistory>,
  released: ReadonlySet<string>,
): Candidate[] {
  return services
    .filter((service) => isCandidate(service, released))
    .map((service) => weigh(service, services, histories.get(service.id)))
    .filter(({ spots, touched }) => spots.length + touched > 0)
    .sort(
      (a, b) =>
        b.spots.length - a.spots.length ||
        b.touched - a.touched ||
        b.users - a.users ||
        (a.id < b.id ? -1 : 1),
    )
    .map(({ id, name, service, spots, touched, users }) => ({
      id,
      name,
      state: isolationState(service),
      nextStep: service.isolation?.nextStep ?? null,
      reasons: reasons(spots, touched, users),
    }))
}

/** Who releases on its own needs no boundary, unless it was said that it has none. */
function isCandidate(service: Service, released: ReadonlySet<string>): boolean {
  if (service.kind === 'external') return false
  return service.isolation ? service.isolation.state !== 'separately-releasable' : !released.has(service.id)
}

function weigh(service: Service, services: readonly Service[], history: ServiceHistory | undefined) {
  return {
    id: service.id,
    name: service.name,
    service,
    spots: toIsolate(history),
    touched: history?.touched.releases ?? 0,
    users: usersOf(service.id, services).length,
  }
}

function reasons(spots: readonly HotSpotTrend[], touched: number, users: number): string[] {
  const aims = [...new Set(spots.flatMap((spot) => spot.isolateFor))].sort()
  const why = aims.length > 0 ? ` for ${sentenceList(aims)}` : ''
  return [
    ...(spots.length > 0 ? [`${count(spots.length, 'hot spot')} to isolate${why}`] : []),
    ...(touched > 0 ? [`changed by ${count(touched, 'release')}`] : []),
    ...(users > 0 ? [`${count(users, 'service depends', 'services depend')} on it`] : []),
  ]
}

/** The services that depend on one. */
export function usersOf(id: string, services: readonly Service[]): Service[] {
  return services.filter((each) => each.dependsOn.includes(id))
}
