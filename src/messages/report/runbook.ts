import type { CatalogFacts } from '#model/catalog.ts'
import { makeLinks } from '../links.ts'

/** Address of a code's runbook: in full if the site is known, else its path in the site; null if no runbook serves it. */
export type RunbookAddress = (code: string) => string | null

/** Makes the addresses of runbooks for readers outside the site. */
export function runbookAddresses({
  site,
  base,
  runbooks,
}: Pick<CatalogFacts, 'site' | 'base' | 'runbooks'>): RunbookAddress {
  const { runbookOf } = makeLinks(base, runbooks)
  return (code) => {
    const path = runbookOf(code)
    return path === null || site === null ? path : new URL(path, site).href
  }
}
