import { compareText } from '#decide/lib/findings.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { Service } from '#model/service.ts'
import type { CatalogSummary } from '#model/summary.ts'
import { boundaryDiagram } from '../diagrams/boundaries.ts'
import type { NamedRunbook } from '../operations.ts'
import { standingsOf } from '../posture/page.ts'
import { boundaryTexts } from './boundary.ts'
import { isolationRanking, isolationState, KINDS, toIsolate } from './isolation.ts'

/** All services: those with releases, those without, and which part to isolate first. */
export function servicesPage(
  facts: CatalogFacts,
  summary: CatalogSummary,
  releasesOf: ReadonlyMap<string, readonly IndexLine[]>,
  named: (service: Service) => readonly NamedRunbook[],
) {
  const histories = new Map(summary.services.map((each) => [each.service, each]))
  const standings = new Map(standingsOf(facts, summary, releasesOf).map((each) => [each.service.id, each]))
  const rows = facts.services.map((service) => {
    const history = histories.get(service.id)
    return {
      service,
      kind: KINDS[service.kind],
      standing: standings.get(service.id) ?? null,
      releases: releasesOf.get(service.id)?.length ?? 0,
      touched: history?.touched.releases ?? 0,
      openSpots: history?.hotSpots.filter((spot) => spot.status !== 'resolved').length ?? 0,
      toIsolate: toIsolate(history).length,
      state: isolationState(service),
    }
  })
  return {
    rows,
    runbooks: runbooks(facts.services, named),
    unowned: rows.filter((row) => row.service.owner === null).length,
    boundaries: boundaryDiagram(facts.services, histories),
    boundaryTexts: boundaryTexts(facts.services, histories),
    ranking: isolationRanking(facts.services, histories, new Set(releasesOf.keys())),
  }
}

/** Every runbook with the services it stands for, by title. */
function runbooks(services: readonly Service[], namedBy: (service: Service) => readonly NamedRunbook[]) {
  const named = services.flatMap((service) =>
    namedBy(service).map((runbook) => ({ ...runbook, name: service.name })),
  )
  const byBook = Map.groupBy(named, ({ title, href }) => `${title}\n${href ?? ''}`)
  return [...byBook.values()]
    .flatMap(([first, ...others]) =>
      first
        ? [
            {
              title: first.title,
              href: first.href,
              services: [first, ...others].map(({ name }) => name),
            },
          ]
        : [],
    )
    .sort((a, b) => compareText(a.title, b.title) || compareText(a.href ?? '', b.href ?? ''))
}
