import { alarmsOf } from '#decide/history/alarms.ts'
import { changesSince, rejudgedSince } from '#decide/ledger/ledger.ts'
import { compareText } from '#decide/lib/findings.ts'
import { latestStable } from '#decide/lib/order.ts'
import { millis } from '#decide/lib/time.ts'
import { type Links, publicationOf } from '#messages/links.ts'
import type {
  ApiExpiring,
  ApiIndex,
  ApiLatest,
  ApiRelease,
  ApiRunbooks,
  ApiService,
  ApiWithdrawn,
} from '#model/api.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { IndexLine } from '#model/index-line.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import { releaseId } from '#model/release.ts'
import type { Service } from '#model/service.ts'
import type { ServiceHistory } from '#model/service-history.ts'
import { slug } from '#model/slug.ts'
import type { CatalogSummary } from '#model/summary.ts'
import { verdictToday } from './turning.ts'

/** What the API says of releases besides their index lines, and where things are. */
export interface ApiContext {
  facts: CatalogFacts
  links: Links
  /** Codes of today's blockers, or of the reasons for a quarantine, by `service/slug`. */
  codes: ReadonlyMap<string, readonly string[]>
  /** What the ledger holds of each release, oldest first, by `service@version`. */
  entries: ReadonlyMap<string, readonly LedgerEntry[]>
}

/** The whole catalog as data, newest release first. */
export function apiIndex(
  context: ApiContext,
  releases: readonly IndexLine[],
  releasesOf: ReadonlyMap<string, readonly IndexLine[]>,
): ApiIndex {
  const { facts, links } = context
  return {
    schemaVersion: 1,
    ...publicationOf(facts),
    title: facts.title,
    site: facts.site,
    total: releases.length,
    runbooks: links.apiRunbooks,
    columns: links.apiColumns,
    expiring: links.apiExpiring,
    baseline: links.apiBaseline,
    services: facts.services.map((each) => serviceLinks(each, releasesOf.get(each.id)?.length ?? 0, links)),
    releases: releases.map((line) => apiRelease(line, context)),
    withdrawn: withdrawnReleases(context),
  }
}

/** Which runbook serves which codes, and what each keeps from GO today, as data. */
export function apiRunbooks(facts: CatalogFacts, summary: CatalogSummary, links: Links): ApiRunbooks {
  const held = new Map(summary.runbooks.map((each) => [each.slug, each]))
  return {
    schemaVersion: 1,
    ...publicationOf(facts),
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
  context: ApiContext,
  service: Service,
  releases: readonly IndexLine[],
  history: ServiceHistory | undefined,
): ApiService {
  const { facts, links } = context
  const running = history?.running ?? []
  return {
    schemaVersion: 1,
    ...publicationOf(facts),
    ...serviceLinks(service, releases.length, links),
    owner: service.owner,
    kind: service.kind,
    running: running.map(({ environment, version, at, codes = [] }) => ({
      environment,
      version,
      since: at,
      codes,
    })),
    total: releases.length,
    versions: releases.map((line) => apiRelease(line, context)),
  }
}

/** The newest stable release of a service as data: what a deployment asks before it goes on. */
export function apiLatest(context: ApiContext, service: string, releases: readonly IndexLine[]): ApiLatest {
  const { facts } = context
  const line = latestStable(releases)
  const latest = line && apiRelease(line, context)
  return { schemaVersion: 1, ...publicationOf(facts), service, latest }
}

/** The newest stable release of a service that is GO today, as data; null when none is. */
export function apiLatestGo(context: ApiContext, service: string, releases: readonly IndexLine[]): ApiLatest {
  return apiLatest(
    context,
    service,
    releases.filter(({ state, today }) => state === 'dossier' && today === 'go'),
  )
}

/** The GOs of today that end, as data, soonest first. */
export function apiExpiring(context: ApiContext, releases: readonly IndexLine[]): ApiExpiring {
  const ending = releases.flatMap((line) => (verdictToday(line).ends ? [apiRelease(line, context)] : []))
  const end = ({ validUntil }: ApiRelease) => (validUntil === null ? 0 : millis(validUntil))
  const sorted = ending.toSorted((a, b) => end(a) - end(b) || compareText(releaseId(a), releaseId(b)))
  return { schemaVersion: 1, ...publicationOf(context.facts), total: sorted.length, releases: sorted }
}

function apiRelease(line: IndexLine, { links, codes, entries }: ApiContext): ApiRelease {
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
  const own = entries.get(releaseId(line)) ?? []
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
    codes: [...(codes.get(`${service}/${slug(version)}`) ?? [])],
    changed: changesSince(own),
    alarms: alarmsOf(line, own).filter((alarm) => alarm !== 'withdrawn'),
    rejudged: rejudgedSince(own),
    digest,
    page: links.release(service, version),
    record: links.apiRelease(service, version),
    evaluation: state === 'no-dossier' ? null : links.apiEvaluation(service, version),
  }
}

function withdrawnReleases({ entries, links }: ApiContext): ApiWithdrawn[] {
  return [...entries.values()]
    .flatMap((own) => own.slice(-1))
    .filter(({ act }) => act === 'withdrawn')
    .sort((a, b) => a.index - b.index)
    .map(({ service, version, tag, tagObject, commit, dossierSha256, recordSha256, at }) => ({
      service,
      version,
      tag,
      tagObject,
      commit,
      dossierSha256,
      recordSha256,
      withdrawn: at,
      page: links.release(service, version),
    }))
}

function serviceLinks({ id, name }: Service, releases: number, links: Links) {
  return {
    id,
    name,
    releases,
    page: links.service(id),
    self: links.apiService(id),
    latest: links.apiLatest(id),
    latestGo: links.apiLatestGo(id),
  }
}
