import { makeLinks } from '#messages/links.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { Policy } from '#model/policy.ts'
import type { SearchLine } from '#model/search.ts'

/** The address of a release below the site's base. */
export function releasePath({ service, version }: SearchLine): string {
  return LINKS.release(service, version)
}

/** What search finds besides releases, with the page that tells of it. */
export interface SearchPlace {
  kind: 'Service' | 'Gate' | 'Required artifact' | 'Runbook'
  /** Address below the site's base. */
  path: string
  title: string
  about: string
  text: string
}

/** The services, the gates and artifacts of the newest version of each policy, each once, and the runbooks. */
export function searchPlaces({ services, policies, runbooks }: CatalogFacts): SearchPlace[] {
  const newest = [...new Map(policies.map((policy) => [policy.id, policy])).values()]
  const asked = newest.flatMap((policy) => [...gatesOf(policy), ...artifactsOf(policy)])
  return [
    ...services.map(({ id, name, summary = '', owner, kind }) => ({
      kind: 'Service' as const,
      path: LINKS.service(id),
      title: name,
      about: summary,
      text: `${id} ${name} ${kind} ${owner ?? 'unowned'} ${summary}`,
    })),
    ...new Map(asked.map((place) => [place.path, place])).values(),
    ...runbooks.map(({ slug, title, summary, codes }) => ({
      kind: 'Runbook' as const,
      path: LINKS.runbook(slug),
      title,
      about: summary,
      text: `${title} ${summary} ${codes.join(' ')}`,
    })),
  ]
}

const LINKS = makeLinks('')

function gatesOf(policy: Policy): SearchPlace[] {
  return policy.groups.flatMap((group) =>
    group.gates.map(({ id, title }) => ({
      kind: 'Gate' as const,
      path: LINKS.policyGate(id),
      title,
      about: group.title,
      text: `${id} ${title} ${group.title}`,
    })),
  )
}

function artifactsOf(policy: Policy): SearchPlace[] {
  return policy.artifacts.map(({ name, title, purpose, producer }) => ({
    kind: 'Required artifact' as const,
    path: LINKS.policyArtifact(policy.id, name),
    title,
    about: purpose,
    text: `${name} ${title} ${purpose} ${producer}`,
  }))
}
