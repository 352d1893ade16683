import { facts, links, releases, releasesOf } from '#data/data.ts'
import { apiIndex } from '#views/api.ts'

export function GET() {
  return new Response(JSON.stringify(apiIndex(facts, releases, releasesOf, links)))
}
