import { basename } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'

/** Which hits a service and a verdict have: `{ service: { ledger: ['en_1a2b', ...] }, verdict: { GO: [...] } }`. */
export type SearchFacets = Record<'service' | 'verdict', Record<string, string[]>>

/** A release, or a place of another kind, which is not narrowed down to. */
const Meta = z.union([z.object({ kind: z.string() }), z.object({ service: z.string(), verdict: z.string() })])
const Fragment = z.object({ meta: Meta })

/**
 * Sorts the fragments of a Pagefind index by what the search page narrows by. Pagefind's own filters would do, but it
 * writes their values in another order each time, and the same catalog has to give the same bytes.
 */
export function searchFacets(files: readonly { path: string; content: Uint8Array }[]): SearchFacets {
  const facets: SearchFacets = { service: {}, verdict: {} }
  for (const { path, content } of files.filter((file) => file.path.endsWith(SUFFIX))) {
    const { meta } = Fragment.parse(JSON.parse(gunzipSync(content).subarray(MARK.length).toString('utf8')))
    if ('kind' in meta) continue
    for (const name of ['service', 'verdict'] as const) {
      facets[name][meta[name]] ??= []
      facets[name][meta[name]]?.push(basename(path, SUFFIX))
    }
  }
  for (const ids of Object.values(facets).flatMap((values) => Object.values(values))) ids.sort()
  return facets
}

const SUFFIX = '.pf_fragment'

/** What Pagefind puts before its data to know it again. */
const MARK = 'pagefind_dcd'
