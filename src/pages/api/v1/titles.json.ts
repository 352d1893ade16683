import { facts } from '#data/catalog.ts'
import { releases, rowContext } from '#data/releases.ts'
import { apiTitles } from '#views/columns.ts'
import { releaseRow } from '#views/release-list.ts'

export function GET() {
  const rows = releases.map((line) => releaseRow(line, rowContext))
  return new Response(JSON.stringify(apiTitles(facts, rows)))
}
