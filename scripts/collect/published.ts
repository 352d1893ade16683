import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Collected } from '#store/state.ts'
import type { Store } from '#store/store.ts'

const FOLDER = 'evidence'

/** Where the bytes of a published artifact stand in the content folder, and on the site. */
export function publishedPath(sha256: string): string {
  return `${FOLDER}/${sha256}`
}

/** True when all artifacts that are published with a release stand in the content folder. */
export function hasPublished(content: string, { evidence }: Pick<Collected, 'evidence'>): boolean {
  return evidence.every((sha256) => existsSync(join(content, publishedPath(sha256))))
}

/** Removes published artifacts that no release has any more. */
export function dropEvidence(
  { content, store }: { content: string; store: Store },
  releases: readonly Pick<Collected, 'evidence'>[],
): void {
  const folder = join(content, FOLDER)
  if (!existsSync(folder)) return
  const wanted = new Set(releases.flatMap(({ evidence }) => evidence))
  for (const name of readdirSync(folder)) if (!wanted.has(name)) store.remove(publishedPath(name))
}
