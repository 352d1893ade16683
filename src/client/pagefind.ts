/** The part of Pagefind's browser interface that is used here. */
export interface Pagefind {
  options(options: Record<string, unknown>): Promise<void>
  search(query: string | null, options?: { filters?: Record<string, string> }): Promise<Found>
  filters(): Promise<Found['filters']>
}

export interface Found {
  results: Hit[]
  /** How many results each value of a filter would have. */
  filters: Record<string, Record<string, number>>
}

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

/** Loads the search engine of the site below `base` with the values of its filters; null when that fails. */
export async function loadPagefind(
  base: string,
): Promise<{ pagefind: Pagefind; filters: Found['filters'] } | null> {
  try {
    const pagefind: Pagefind = await import(/* @vite-ignore */ `${base}pagefind/pagefind.js`)
    await pagefind.options({ excerptLength: 24, baseUrl: base })
    return { pagefind, filters: await pagefind.filters() }
  } catch {
    return null
  }
}
