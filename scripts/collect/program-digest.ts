import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

/**
 * Digest of the program's own sources: what an older program wrote is not taken over by a newer one.
 * @param folders from the project's root, such as `scripts/collect`.
 */
export function programDigest(folders: readonly string[]): string {
  const files = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  )
  const digests = files.sort().map((file) => `${file} ${hash('sha256', readFileSync(join(ROOT, file)))}`)
  return hash('sha256', digests.join('\n'))
}
