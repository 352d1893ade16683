import { BASELINE } from '#decide/baseline/requirements.ts'
import { metCount, outcomesOf } from '#decide/baseline/trend.ts'
import type { ApiBaseline, ApiServiceBaseline } from '#model/baseline-api.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { ServiceHistory } from '#model/service-history.ts'
import type { CatalogSummary } from '#model/summary.ts'
import { ospsAddress } from './baseline.ts'
import { type Links, publicationOf } from './links.ts'

/** What public facts show of all releases, as data: requirement by requirement, and of each service its newest version. */
export function apiBaseline(facts: CatalogFacts, summary: CatalogSummary, links: Links): ApiBaseline {
  const counts = new Map(summary.baseline.map((each) => [each.id, each]))
  const none = { met: 0, unmet: 0, unshown: 0, unasked: 0 }
  return {
    schemaVersion: 1,
    ...publicationOf(facts),
    total: summary.steps.released,
    requirements: BASELINE.map(({ id, title, osps }) => ({
      ...none,
      ...counts.get(id),
      id,
      title,
      osps: osps.map((each) => ({ id: each, url: ospsAddress(each) })),
    })),
    services: summary.services.map(({ service, seen }) => {
      const newest = seen.baseline.at(-1)
      return {
        id: service,
        page: links.service(service),
        self: links.apiServiceBaseline(service),
        newest: newest ? { version: newest.version, met: metCount(newest.outcomes) } : null,
      }
    }),
  }
}

/** What public facts show of the releases of one service, as data. */
export function apiServiceBaseline(
  facts: CatalogFacts,
  service: string,
  history: ServiceHistory | undefined,
  links: Links,
): ApiServiceBaseline {
  const { baseline = [], total = 0, signed = 0, signedSince = null, keySince = null } = history?.seen ?? {}
  return {
    schemaVersion: 1,
    ...publicationOf(facts),
    service,
    total,
    signed,
    signedSince,
    keySince,
    releases: baseline
      .map(({ version, outcomes }) => ({
        version,
        page: links.release(service, version),
        met: metCount(outcomes),
        outcomes: outcomesOf(outcomes),
      }))
      .reverse(),
  }
}
