import { facts, links } from '#data/catalog.ts'
import { guide } from '#data/content.ts'
import { releasesOf } from '#data/releases.ts'
import { siteNames } from '#views/names.ts'

export function GET() {
  const names = siteNames({
    services: facts.services,
    versionsOf: (service) => (releasesOf.get(service) ?? []).map(({ version }) => version),
    runbooks: facts.runbooks,
    guide: guide.map(({ id, data }) => ({ id, title: data.title })),
    policies: facts.policies,
    links,
  })
  return new Response(JSON.stringify(names))
}
