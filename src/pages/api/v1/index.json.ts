import { apiContext, releases, releasesOf } from '#data/releases.ts'
import { apiIndex } from '#views/api.ts'

export function GET() {
  return new Response(JSON.stringify(apiIndex(apiContext, releases, releasesOf)))
}
