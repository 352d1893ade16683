import { hash } from 'node:crypto'
import type { Frame } from '../catalog-facts.ts'

/** Digest of what every page shows: all pages are made anew when it changes. */
export function frameDigest({ title, description, repositoryUrl, environments, policies }: Frame): string {
  return hash('sha256', JSON.stringify([title, description, repositoryUrl, environments, policies]))
}
