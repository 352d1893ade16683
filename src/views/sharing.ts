import type { Service } from '#model/service.ts'

/** What other sites are told of a page, beside its title and its description. */
export interface Sharing {
  /** Its one address; null where nobody said where the site is published. */
  canonical: string | null
  /** JSON-LD; null where there is nothing to tell. */
  data: Readonly<Record<string, string>> | null
}

interface Shared {
  service: Pick<Service, 'name'>
  version: string
  released: string
  href: string
  site: string | null
}

/** A release as schema.org has it: an application with its version and its date. @param site origin of the published site */
export function releaseSharing({ service, version, released, href, site }: Shared): Sharing {
  const canonical = site && new URL(href, site).href
  const data = {
    '@context': 'https://schema.org',
    '@type': 'SoftwareApplication',
    name: service.name,
    softwareVersion: version,
    datePublished: released,
    ...(canonical ? { url: canonical } : {}),
  }
  return { canonical, data }
}

/** So many signs of a description are read. */
const MOST = 200

/** The first sentences that fit into a description; of one that does not, its beginning. */
export function descriptionOf(sentences: readonly string[]): string {
  let text = ''
  for (const each of sentences.flatMap((said) => said.split(/(?<=[.;]) /))) {
    const longer = text === '' ? each : `${text} ${each}`
    if (longer.length > MOST) break
    text = longer
  }
  return text === '' ? `${(sentences[0] ?? '').slice(0, MOST - 1)}…` : text.replace(/;$/, '.')
}
