import { releases, rowContext } from '#data/releases.ts'
import { releaseColumns, releaseRow } from '#views/release-list.ts'

export function GET() {
  const rows = releases.map((line) => releaseRow(line, rowContext))
  return new Response(JSON.stringify(releaseColumns(rows)))
}
