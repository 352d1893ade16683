import { z } from 'zod'

/**
 * A kind of place that the bytes of dossiers and evidence come from: the tagged tree, a git note, an asset of the GitHub
 * release, a directory or an archive of CI artifacts, an artifact that a GitHub workflow run keeps.
 */
export const SourceName = z.enum(['tree', 'note', 'release', 'directory', 'archive', 'run'])
export type SourceName = z.infer<typeof SourceName>
