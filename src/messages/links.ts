import type { CatalogFacts } from '#model/catalog.ts'
import type { Policy } from '#model/policy.ts'
import type { ReleaseType } from '#model/primitives.ts'
import type { Runbook } from '#model/runbook.ts'
import { releaseFolder, slug } from '#model/slug.ts'
import { makeRunbookOf } from './runbook-of.ts'

/** What tells one version of a policy from every other. */
export type PolicyName = Pick<Policy, 'id' | 'version'>

export type Links = ReturnType<typeof makeLinks>

/** Where people browse the code, and where they report what is wrong; null and left out where nobody said. */
interface Places {
  repositoryUrl: string | null
  problemsUrl?: string | undefined
}

/**
 * Every address inside the site, and the two outside that every page leads to. `base` starts and ends with `/`; all results do too, unless they name a file.
 * @param runbooks the pages that codes link to.
 */
export function makeLinks(
  base: string,
  runbooks: readonly Pick<Runbook, 'slug' | 'codes'>[] = [],
  places: Places = { repositoryUrl: null },
) {
  const slugOf = makeRunbookOf(runbooks)
  const to = (path: string) => `${base}${path}`
  const release = (service: string, version: string) => to(releaseFolder(service, version))
  const policyVersion = ({ id, version }: PolicyName) => to(`policy/${id}/${slug(version)}/`)
  return {
    home: to(''),
    releases: to('releases/'),
    /** Page 1 is the list itself. */
    releasesPage: (page: number) => to(page === 1 ? 'releases/' : `releases/${page}/`),
    /** Filtered, where scripts run. */
    releasesOf: (service: string) => to(`releases/?q=service:${service}`),
    /** Those that a query finds, where scripts run. */
    releasesWhere: (query: string) => to(`releases/?${new URLSearchParams({ q: query })}`),
    release,
    /** Its evidence, and how that was weighed. */
    releaseEvidence: (service: string, version: string) => `${release(service, version)}evidence/`,
    latest: (service: string) => to(`releases/${service}/latest/`),
    services: to('services/'),
    service: (id: string) => to(`services/${id}/`),
    ...processPlaces(to),
    policy: to('policy/'),
    ...planPlaces(to),
    /** One version of a policy, which is the only one that a verdict rests on. */
    policyVersion,
    policyGate: (policy: PolicyName, id: string) => `${policyVersion(policy)}#gate-${id}`,
    policyArtifacts: (policy: PolicyName) => `${policyVersion(policy)}#artifacts`,
    policyArtifact: (policy: PolicyName, name: string) => `${policyVersion(policy)}#artifact-${name}`,
    runbooks: to('runbooks/'),
    /** The severity model, and what to do when something goes wrong while services run. */
    operations: to('runbooks/operations/'),
    operationalRunbook: (id: string) => to(`runbooks/operations/#${id}`),
    runbook: (id: string) => to(`runbooks/${id}/`),
    /** The runbook that serves a code; null when none does. */
    runbookOf: (code: string) => {
      const id = slugOf(code)
      return id === null ? null : to(`runbooks/${id}/`)
    },
    quarantine: to('quarantine/'),
    guide: to('guide/'),
    guidePage: (id: string) => to(`guide/${id}/`),
    search: to('search/'),
    evidence: to('evidence/'),
    /** What a page that is not there may have been meant to be. */
    names: to('names.json'),
    ...outside(places),
    verify: to('verify/'),
    /** The check of one release, which begins when the page is opened. */
    verifyRelease: (service: string, version: string) =>
      to(`verify/?${new URLSearchParams({ release: `${service}@${version}` })}`),
    /** When the catalog was made, in words. */
    asOf: to('as-of.json'),
    compare: to('compare/'),
    ledger: to('ledger/'),
    ledgerFile: to('api/v1/ledger.ndjson'),
    ...apiLinks(to),
    drawing: (file: string) => to(`diagrams/${file}`),
    schema: (name: string) => to(`schema/v1/${name}.json`),
    file: to,
  }
}

/** The addresses of documents. */
function apiLinks(to: (path: string) => string) {
  return {
    apiIndex: to('api/v1/index.json'),
    apiRelease: (service: string, version: string) =>
      to(`api/v1/releases/${service}/${encodeURI(slug(version))}.json`),
    apiSuperseded: (sha256: string) => to(`api/v1/records/${sha256}.json`),
    apiEvaluation: (service: string, version: string) =>
      to(`api/v1/releases/${service}/${encodeURI(slug(version))}/evaluation.json`),
    apiAttestation: (service: string, version: string) =>
      to(`api/v1/attestations/${service}/${encodeURI(slug(version))}.json`),
    apiColumns: to('api/v1/columns.json'),
    apiTitles: to('api/v1/titles.json'),
    apiCommits: to('api/v1/commits.json'),
    apiRunbooks: to('api/v1/runbooks.json'),
    apiService: (id: string) => to(`api/v1/services/${id}.json`),
    apiLatest: (id: string) => to(`api/v1/services/${id}/latest.json`),
    apiLatestGo: (id: string) => to(`api/v1/services/${id}/latest-go.json`),
    apiExpiring: to('api/v1/expiring.json'),
    apiBaseline: to('api/v1/baseline.json'),
    apiServiceBaseline: (id: string) => to(`api/v1/services/${id}/baseline.json`),
  }
}

/** Where it is told what a release will need: of any type, of one type by one policy, and what a service has of it. */
function planPlaces(to: (path: string) => string) {
  return {
    plan: to('policy/plan/'),
    planOfType: (policy: string, type: ReleaseType) => to(`policy/plan/${policy}/${type}/`),
    servicePlan: (service: string) => to(`services/${service}/plan/`),
  }
}

/** Where the process is told, the scoring registry with each of its revisions, and the same as data. */
function processPlaces(to: (path: string) => string) {
  return {
    process: to('process/'),
    /** The registers that feed decisions. */
    inputs: to('inputs/'),
    scoring: to('scoring/'),
    scoringRevision: (id: string) => to(`scoring/${id}/`),
    apiScoring: to('api/v1/scoring.json'),
  }
}

/** What every page leads to outside the site; null where nobody said where it is. */
function outside({ repositoryUrl, problemsUrl }: Places) {
  const issues = repositoryUrl && `${withoutSlash(repositoryUrl)}/issues/new`
  return { source: repositoryUrl, problems: problemsUrl ?? issues }
}

/**
 * Addresses in the place where people browse the code, in GitHub's form. `url` is the repository's address;
 * with null every address is null and the text stands without a link.
 */
export function makeRepository(url: string | null) {
  const to = (path: string) => (url ? `${withoutSlash(url)}/${path}` : null)
  const part = (text: string) => text.split('/').map(encodeURIComponent).join('/')
  return {
    tag: (name: string) => to(`releases/tag/${part(name)}`),
    commit: (id: string) => to(`commit/${id}`),
    pull: (number: number) => to(`pull/${number}`),
    file: (commit: string, path: string) => to(`blob/${commit}/${part(path)}`),
  }
}

function withoutSlash(url: string): string {
  let end = url.length
  while (url[end - 1] === '/') end -= 1
  return url.slice(0, end)
}

/** Which publication a document is of, and until when it can be the newest. */
export function publicationOf({ generatedAt, expectedBefore, ledger }: CatalogFacts) {
  return { generatedAt, expectedBefore, ledger }
}
