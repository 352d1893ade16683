import { count, sentenceList } from '#messages/format.ts'
import type { Links } from '#messages/links.ts'
import type { Service } from '#model/service.ts'
import type { ServiceHistory } from '#model/service-history.ts'
import { usersOf } from './isolation.ts'

export interface NamedService {
  name: string
  /** Null when the catalog does not know it. */
  href: string | null
}

/** Who depends on whom as a text, for each service that anything leads to or from. */
export function boundaryTexts(
  services: readonly Service[],
  histories: ReadonlyMap<string, ServiceHistory>,
): string[] {
  const names = new Map(services.map(({ id, name }) => [id, { name, href: null }]))
  return services.flatMap((service) => {
    const dependsOn = service.dependsOn.map((id) => names.get(id) ?? { name: id, href: null })
    const usedBy = usersOf(service.id, services).map(({ name }) => ({ name, href: null }))
    if (dependsOn.length + usedBy.length === 0) return []
    return [mapText(service.name, dependsOn, usedBy, openSpots(histories.get(service.id)))]
  })
}

/** What belongs to a service, what it leans on, who leans on it, and the same map as a text. */
export function boundary(
  service: Service,
  services: readonly Service[],
  history: ServiceHistory | undefined,
  links: Links,
) {
  const known = new Map(services.map((each) => [each.id, each]))
  const neighbor = (id: string): NamedService => {
    const found = known.get(id)
    return { name: found?.name ?? id, href: found ? links.service(id) : null }
  }
  const dependsOn = service.dependsOn.map(neighbor)
  const usedBy = usersOf(service.id, services).map((each) => neighbor(each.id))
  return {
    paths: service.paths,
    owns: service.owns,
    doesNotOwn: service.doesNotOwn,
    dependsOn,
    usedBy,
    map: mapText(service.name, dependsOn, usedBy, openSpots(history)),
    touched: history?.touched ?? { releases: 0, newest: [] },
  }
}

function openSpots(history: ServiceHistory | undefined): string[] {
  return (history?.hotSpots ?? []).filter((spot) => spot.status !== 'resolved').map((spot) => spot.path)
}

function mapText(
  name: string,
  dependsOn: readonly NamedService[],
  usedBy: readonly NamedService[],
  spots: readonly string[],
): string {
  const names = (list: readonly NamedService[]) => sentenceList(list.map((each) => each.name))
  const down =
    dependsOn.length > 0 ? `${name} depends on ${names(dependsOn)}.` : `${name} depends on no other service.`
  const up = usedBy.length > 0 ? ` It is used by ${names(usedBy)}.` : ' No other service depends on it.'
  const hot = spots.length > 0 ? ` It holds ${count(spots.length, 'hot spot')}: ${sentenceList(spots)}.` : ''
  return `${down}${up}${hot}`
}
