import { statSync } from 'node:fs'
import { rootArchive, tagArchives } from './archive.ts'
import { directorySource } from './directory.ts'
import type { Source } from './source.ts'

/**
 * Where CI leaves its artifacts: a folder with `<tag>/…` or `<tag>.zip` in it, or one archive with `<tag>/…` inside.
 * @param root null for none; one that is not there yet is an empty folder.
 * @throws CliError 2 for an archive of all tags that cannot be read.
 */
export async function artifactSources(root: string | null): Promise<Source[]> {
  if (root === null) return []
  if (statSync(root, { throwIfNoEntry: false })?.isFile()) return [await rootArchive(root)]
  return [directorySource(root), ...tagArchives(root)]
}
