import { count } from '#messages/format.ts'
import type { Service } from '#model/service.ts'
import type { ServiceHistory } from '#model/service-history.ts'
import { type Diagram, mermaid } from './diagram.ts'
import { label } from './label.ts'

/** What a picture has room for; the table and the service pages hold the rest. */
const MOST_SERVICES = 60
const MOST_EDGES = 200

const SHAPES = {
  deployable: ['["', '"]'],
  'bounded-context': ['("', '")'],
  external: ['[["', '"]]'],
} as const satisfies Record<Service['kind'], readonly [string, string]>

/**
 * Who depends on whom, with the open hot spots inside each boundary [000 "hot spots and service boundaries"]. Services
 * that nothing leads to or from are left out. Null when no dependency is known, or more than a picture can hold.
 */
export function boundaryDiagram(
  services: readonly Service[],
  histories: ReadonlyMap<string, Pick<ServiceHistory, 'hotSpots'>>,
): Diagram | null {
  const ids = new Map(services.map((service, i) => [service.id, `S${i}`]))
  const edges = services.flatMap((service) =>
    service.dependsOn.flatMap((to) => (ids.has(to) ? [`${ids.get(service.id)} --> ${ids.get(to)}`] : [])),
  )
  const linked = services.filter(
    ({ id, dependsOn }) =>
      dependsOn.some((to) => ids.has(to)) || services.some((other) => other.dependsOn.includes(id)),
  )
  if (edges.length === 0 || edges.length > MOST_EDGES || linked.length > MOST_SERVICES) return null
  const nodes = linked.flatMap((service) => {
    const [open, close] = SHAPES[service.kind]
    const spots = openSpots(histories.get(service.id))
    const hot = spots > 0 ? `<br/>▲ ${count(spots, 'hot spot')}` : ''
    const id = ids.get(service.id)
    return [
      `${id}${open}${label(service.name, 30)}${hot}${close}`,
      ...(spots > 0 ? [`class ${id} waived`] : service.kind === 'external' ? [`class ${id} pending`] : []),
    ]
  })
  return {
    title: 'Service boundaries: who depends on whom',
    description: `${count(linked.length, 'service')}; an arrow leads from a service to one it depends on; ▲ marks open hot spots.`,
    source: mermaid(
      'flowchart: { nodeSpacing: 20, rankSpacing: 30, padding: 8, wrappingWidth: 140 }',
      'flowchart TB',
      [...nodes, ...edges],
    ),
  }
}

function openSpots(history: Pick<ServiceHistory, 'hotSpots'> | undefined): number {
  return history?.hotSpots.filter((spot) => spot.status !== 'resolved').length ?? 0
}
