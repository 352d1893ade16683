import { z } from 'zod'
import { Instant, ServiceId } from './primitives.ts'
import { ReleaseTraits } from './release-traits.ts'

/** One line of `content/releases/search.ndjson`: what full-text search knows of a release, written by the index step. */
export const SearchLine = z.strictObject({
  service: ServiceId,
  version: z.string(),
  title: z.string(),
  /** One of the five verdict words, today. */
  verdict: z.string(),
  /** True when the bytes of any of its evidence are not those that were named. */
  tampered: z.boolean(),
  /** When a GO ends, and the word for what it is then. */
  ends: z.strictObject({ at: Instant, as: z.string() }).nullable(),
  /** Plain text, at most 2,000 characters: both spellings of the version, purpose, codes, pull requests, evidence, risks. */
  text: z.string().max(2000),
  /** Today's blockers, or why it is quarantined: the first eight codes. */
  codes: z.array(z.string()).max(8),
  traits: ReleaseTraits,
})
export type SearchLine = z.infer<typeof SearchLine>

/** What a mistyped address may have been meant to be: pages with their titles, and the newest versions of each service. */
export interface SiteNames {
  pages: { path: string; title: string }[]
  services: { id: string; versions: string[] }[]
}
