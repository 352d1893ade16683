import { releases, rowContext } from '#data/data.ts'
import { compactList } from '#views/release-list.ts'

export function GET() {
  return new Response(JSON.stringify(compactList(releases, rowContext)))
}
