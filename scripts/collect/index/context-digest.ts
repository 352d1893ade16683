import { hash } from 'node:crypto'
import type { Frame } from '../configuration/catalog-context.ts'

/** Digest of what every page shows: all pages are made anew when it changes. */
export function frameDigest(frame: Frame): string {
  const { title, description, repositoryUrl, environments, policies } = frame
  // A page links the runbook of each code it names; what the runbook says, it does not show.
  const runbooks = frame.runbooks.map(({ slug, codes }) => [slug, codes])
  return hash('sha256', JSON.stringify([title, description, repositoryUrl, environments, policies, runbooks]))
}
