import type { Links } from '#messages/links.ts'
import type { SiteNames } from '#model/search.ts'
import { slug } from '#model/slug.ts'

interface Named {
  id: string
  title: string
}

interface NamesInput {
  services: readonly { id: string; name: string }[]
  /** Versions of a service, newest first. */
  versionsOf: (service: string) => readonly string[]
  runbooks: readonly { slug: string; title: string }[]
  guide: readonly Named[]
  policies: readonly { id: string; version: string; title: string }[]
  links: Links
}

/** So many versions of a service are published; older ones are in its list. */
const VERSIONS = 30

/** The list that the page of a missing address compares with: small, whatever the number of releases. */
export function siteNames({ services, versionsOf, runbooks, guide, policies, links }: NamesInput): SiteNames {
  const below = (href: string) => href.slice(links.home.length)
  const page = (href: string, title: string) => ({ path: below(href), title })
  return {
    pages: [
      page(links.releases, 'Releases'),
      page(links.services, 'Services'),
      page(links.evidence, 'Evidence'),
      page(links.process, 'Process'),
      page(links.policy, 'Policy'),
      page(links.runbooks, 'Runbooks'),
      page(links.quarantine, 'Quarantine'),
      page(links.ledger, 'Publication ledger'),
      page(links.guide, 'Guide'),
      page(links.search, 'Search'),
      ...services.map(({ id, name }) => page(links.service(id), name)),
      ...policies.map((each) => page(links.policyVersion(each), `${each.title} ${each.version}`)),
      ...runbooks.map((each) => page(links.runbook(each.slug), each.title)),
      ...guide.map((each) => page(links.guidePage(each.id), each.title)),
    ],
    services: services.map(({ id }) => ({ id, versions: versionsOf(id).slice(0, VERSIONS).map(slug) })),
  }
}
