import { type Alarm, alarmsOf } from '#decide/history/alarms.ts'
import { changesSince, newestEntries, rejudgedSince } from '#decide/ledger/ledger.ts'
import { makeLinks } from '#messages/links.ts'
import type { CatalogFacts } from '#model/catalog.ts'
import type { LedgerEntry } from '#model/ledger.ts'
import type { Policy } from '#model/policy.ts'
import { releaseId } from '#model/release.ts'

/** The address of a release below the site's base. */
export function releaseAddress({ service, version }: { service: string; version: string }): string {
  return LINKS.release(service, version)
}

/** What search finds besides releases, with the page that tells of it. */
export interface SearchPlace {
  kind: 'Service' | 'Gate' | 'Required artifact' | 'Runbook' | 'Withdrawn release'
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

/** Releases whose tag is gone: no line of the index tells of them. */
export function withdrawnPlaces(ledger: readonly LedgerEntry[]): SearchPlace[] {
  return [...newestEntries(ledger).values()]
    .filter(({ act }) => act === 'withdrawn')
    .map((entry) => ({
      kind: 'Withdrawn release',
      path: releaseAddress(entry),
      title: `${entry.service} ${entry.version}`,
      about: `Its tag ${entry.tag} no longer exists.`,
      text: `${entry.service} ${entry.version} v${entry.version} ${entry.tag} withdrawn`,
    }))
}

/**
 * What became of every release of which anything did, in words for readers and for search, by `service@version`.
 * @param tampered the releases with changed bytes.
 */
export function newsOf(
  ledger: readonly LedgerEntry[],
  tampered: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const entries = Map.groupBy(ledger, releaseId)
  const told = [...new Set([...entries.keys(), ...tampered])].map((id) => {
    const own = entries.get(id) ?? []
    const news = [
      ...alarmsOf({ tampered: tampered.has(id) }, own).map((alarm) => ALARMS[alarm]),
      ...(changesSince(own).includes('dossier') ? ['dossier edited'] : []),
      ...(rejudgedSince(own).length > 0 ? ['rejudged'] : []),
    ]
    return [id, news.join(', ')] as const
  })
  return new Map(told.filter(([, news]) => news !== ''))
}

const ALARMS: Record<Alarm, string> = {
  tampered: 'tampered',
  moved: 'tag moved',
  withdrawn: 'withdrawn',
}

const LINKS = makeLinks('')

function gatesOf(policy: Policy): SearchPlace[] {
  return policy.groups.flatMap((group) =>
    group.gates.map(({ id, title }) => ({
      kind: 'Gate' as const,
      path: LINKS.policyGate(policy, id),
      title,
      about: group.title,
      text: `${id} ${title} ${group.title}`,
    })),
  )
}

function artifactsOf(policy: Policy): SearchPlace[] {
  return policy.artifacts.map(({ name, title, purpose, producer }) => ({
    kind: 'Required artifact' as const,
    path: LINKS.policyArtifact(policy, name),
    title,
    about: purpose,
    text: `${name} ${title} ${purpose} ${producer}`,
  }))
}
