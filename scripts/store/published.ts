import { hash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { CliError } from '#lib/cli-error.ts'
import { readPlain } from '#lib/files.ts'
import { readState } from './state.ts'

/*
 * What is published under its own digest: the bytes of evidence, and records that were superseded. A name that is not the
 * digest of its bytes would be published as a proof of something else.
 */

/** Where the bytes of published evidence stand in the content folder, and on the site. */
export const EVIDENCE = 'evidence'

/** Where the bytes of an artifact stand in the content folder, and on the site. */
export function publishedPath(sha256: string): string {
  return `${EVIDENCE}/${sha256}`
}

/** Paths of the artifacts among these that are not in the content folder, or are there with other bytes. */
export function damagedEvidence(content: string, digests: readonly string[]): string[] {
  return digests.filter((sha256) => !isWhole(content, publishedPath(sha256), sha256)).map(publishedPath)
}

/** True where the bytes at a path of the content folder have a digest. */
export function isWhole(content: string, path: string, sha256: string): boolean {
  const file = join(content, path)
  const isFile = statSync(file, { throwIfNoEntry: false })?.isFile() ?? false
  return isFile && hash('sha256', readPlain(file)) === sha256
}

/**
 * Makes sure that what stands under a digest is what the digest says, and that nothing of the last run is missing.
 * @throws CliError 2 that names the first file of which that is not so, and what to do.
 */
export function requirePublished(content: string): void {
  const evidence = new Set([
    ...filesIn(join(content, EVIDENCE)),
    ...readState(content).releases.flatMap((release) => release.evidence),
  ])
  const records = filesIn(join(content, 'records')).filter((name) => name.endsWith('.json'))
  const wanted = [
    ...[...evidence].sort().map((name) => ({ path: publishedPath(name), sha256: name })),
    ...records.sort().map((name) => ({ path: `records/${name}`, sha256: name.slice(0, -'.json'.length) })),
  ]
  const damaged = wanted.find(({ path, sha256 }) => !isWhole(content, path, sha256))
  if (damaged === undefined) return
  const what = existsSync(join(content, damaged.path)) ? 'is not what was collected' : 'is gone'
  throw new CliError(`${join(content, damaged.path)} ${what}. Run: npm run catalog -- collect`)
}

function filesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}
