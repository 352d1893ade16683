/** The part of Pagefind's browser interface that is used here. */
export interface Pagefind {
  options(options: Record<string, unknown>): Promise<void>
  search(query: string | null): Promise<Found>
}

export interface Found {
  results: Hit[]
}

/** The hits that each service and each verdict has, by their ids: `scripts/build/search-facets.ts`. */
export type Facets = Record<'service' | 'verdict', Record<string, string[]>>

export interface Hit {
  id: string
  data(): Promise<Fragment>
}

export interface Fragment {
  url: string
  /** HTML-escaped text with `<mark>` around what was found. */
  excerpt: string
  /** The whole text that was indexed. */
  content: string
  meta: Record<string, string>
}

/** Loads the search engine of the site below `base` and what it can be narrowed by; null when that fails. */
export async function loadPagefind(base: string): Promise<{ pagefind: Pagefind; facets: Facets } | null> {
  try {
    const pagefind: Pagefind = await import(/* @vite-ignore */ `${base}pagefind/pagefind.js`)
    await pagefind.options({ excerptLength: 24, baseUrl: base })
    const facets = await fetch(`${base}pagefind/facets.json`)
    return facets.ok ? { pagefind, facets: await facets.json() } : null
  } catch {
    return null
  }
}
