import { latestStable } from '#decide/lib/order.ts'
import type { Links } from '#messages/links.ts'
import type { ApiIndex, ApiLatest, ApiRelease, ApiRunbooks, ApiService } from '#model/api.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { Service } from '#model/service.ts'
import type { ServiceHistory } from '#model/service-history.ts'
import type { CatalogSummary } from '#model/summary.ts'

/** The whole catalog as data, newest release first. */
export function apiIndex(
  facts: CatalogFacts,
  releases: readonly IndexLine[],
  releasesOf: ReadonlyMap<string, readonly IndexLine[]>,
  links: Links,
): ApiIndex {
  return {
    schemaVersion: 1,
    generatedAt: facts.at,
    ledger: facts.ledger,
    title: facts.title,
    site: facts.site,
    total: releases.length,
    runbooks: links.apiRunbooks,
    services: facts.services.map((each) => serviceLinks(each, releasesOf.get(each.id)?.length ?? 0, links)),
    releases: releases.map((line) => apiRelease(line, links)),
  }
}

/** Which runbook serves which codes, and what each keeps from GO today, as data. */
export function apiRunbooks(facts: CatalogFacts, summary: CatalogSummary, links: Links): ApiRunbooks {
  const held = new Map(summary.runbooks.map((each) => [each.slug, each]))
  return {
    schemaVersion: 1,
    generatedAt: facts.at,
    ledger: facts.ledger,
    runbooks: facts.runbooks.map(({ slug, title, summary: said, codes }) => ({
      slug,
      title,
      summary: said,
      codes,
      page: links.runbook(slug),
      releases: held.get(slug)?.releases ?? 0,
      newest: (held.get(slug)?.newest ?? []).map(({ service, version }) => ({
        service,
        version,
        page: links.release(service, version),
      })),
    })),
  }
}

/** One service as data. */
export function apiService(
  facts: CatalogFacts,
  service: Service,
  releases: readonly IndexLine[],
  history: ServiceHistory | undefined,
  links: Links,
): ApiService {
  const running = history?.running ?? []
  return {
    schemaVersion: 1,
    generatedAt: facts.at,
    ledger: facts.ledger,
    ...serviceLinks(service, releases.length, links),
    owner: service.owner,
    kind: service.kind,
    running: running.map(({ environment, version, at }) => ({ environment, version, since: at })),
    total: releases.length,
    versions: releases.map((line) => apiRelease(line, links)),
  }
}

/** The newest stable release of a service as data: what a deployment asks before it goes on. */
export function apiLatest(
  facts: CatalogFacts,
  service: string,
  releases: readonly IndexLine[],
  links: Links,
): ApiLatest {
  const line = latestStable(releases)
  const latest = line && apiRelease(line, links)
  return { schemaVersion: 1, generatedAt: facts.at, ledger: facts.ledger, service, latest }
}

function apiRelease(line: IndexLine, links: Links): ApiRelease {
  const {
    service,
    version,
    state,
    prerelease,
    semantic,
    released,
    type,
    validUntil,
    endsAs,
    blockers,
    digest,
  } = line
  return {
    service,
    version,
    state,
    prerelease,
    semantic,
    released,
    type,
    decisions: { atRelease: line.atRelease, today: line.today },
    validUntil,
    endsAs,
    blockers,
    digest,
    page: links.release(service, version),
    record: links.apiRelease(service, version),
  }
}

function serviceLinks({ id, name }: Service, releases: number, links: Links) {
  return {
    id,
    name,
    releases,
    page: links.service(id),
    self: links.apiService(id),
    latest: links.apiLatest(id),
  }
}
