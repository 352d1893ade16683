import { existsSync, realpathSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { readCandidate, workTreeOf } from '#collect/candidate.ts'
import type { Configuration } from '#collect/configuration/configuration.ts'
import { CliError } from '#lib/cli-error.ts'
import { readPlain } from '#lib/files.ts'
import type { Places } from '#lib/places.ts'
import type { Dossier } from '#model/dossier.ts'
import type { Instant } from '#model/primitives.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { configurationFor } from '../evaluate/choose-policy.ts'

/** Where dossiers are written and judged before their commit is tagged. */
export type Workspace = {
  /** The work tree, real. */
  root: string
  cache: string
  configuration: Configuration
  /** The same path with forward slashes, from the root; null for what lies outside. */
  inTree: (file: string) => string | null
  /** The record that collecting will make of a dossier that lies in the tree, once the commit is tagged. */
  read: (path: string, dossier: Dossier, commit: string) => Promise<ReleaseRecord>
}

/**
 * Opens the work tree that the user's folder, or the current one, lies in.
 * @throws CliError 2 where there is none.
 */
export function openWorkspace(options: Places & { config?: string }, at: Instant): Workspace {
  const found = workTreeOf(options.root ?? '.', existsSync)
  if (found === null)
    throw new CliError('This folder lies in no git repository. Go to the one whose release it is.')
  const root = realpathSync(found)
  const configuration = configurationFor(options, { root, path: 'release/dossier.json' })
  return {
    root,
    cache: options.cache,
    configuration,
    inTree: (file) => {
      const path = relative(root, existsSync(file) ? realpathSync(file) : resolve(file))
      return path.startsWith('..') || path === '' ? null : path.split(sep).join('/')
    },
    read: async (path, dossier, commit) => {
      const bytes = readPlain(join(root, path))
      const known = { configuration, root, path, bytes, dossier, commit, tagger: null, at, sources: [] }
      const record = await readCandidate({ ...known, cache: options.cache })
      if (record?.dossier) return record
      throw new CliError('This dossier would be quarantined. Run: catalog dossier check, which says why.', 1)
    },
  }
}
