import { facts, links } from '#data/catalog.ts'
import { releases, releasesOf } from '#data/releases.ts'
import { apiIndex } from '#views/api.ts'

export function GET() {
  return new Response(JSON.stringify(apiIndex(facts, releases, releasesOf, links)))
}
