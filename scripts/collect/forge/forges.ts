import { join } from 'node:path'
import type { Progress } from '#lib/progress.ts'
import type { ReleaseRecord } from '#model/release.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { githubSettings } from './github/settings.ts'
import type { Forge, ForgeFacts, ForgeKind } from './types.ts'

/** Every kind of forge that can be asked; the first one that is configured is. */
export const FORGES: readonly ForgeKind[] = [
  {
    name: 'GitHub',
    folder: 'github',
    configure: (configuration, environment) => {
      const settings = githubSettings(configuration, environment)
      if (settings === null) return null
      // Loaded when it is asked: its client is larger than the rest of collecting.
      return async (cache, at) => (await import('./github/reader.ts')).openGithubForge(settings, cache, at)
    },
  },
]

/** What a run asks a forge with. `cache`: the folder of all caches; `at`: catalog time, UTC. */
type Asking = {
  configuration: Configuration
  environment: NodeJS.ProcessEnv
  cache: string
  at: string
  progress: Progress
}

/**
 * Opens the forge that is configured; null without one.
 * @throws CliError 2 for a configuration that cannot be used, 75 when it should be tried later.
 */
export async function openForge(
  kinds: readonly ForgeKind[],
  { configuration, environment, cache, at, progress }: Asking,
): Promise<Forge | null> {
  for (const { name, folder, configure } of kinds) {
    const open = configure(configuration, environment)
    if (open === null) continue
    progress.step(`Asking ${name}`)
    return open(join(cache, folder), at)
  }
  return null
}

/** The facts of a forge in a record. Records name them after the first forge that there was, whatever forge tells them. */
export function forgeFactsOf({ github }: Pick<ReleaseRecord, 'github'>): ForgeFacts | null {
  return github ?? null
}

/** The member of a record that holds the facts of a forge; no member when no forge was asked. */
export function forgeMember(facts: ForgeFacts | null): Pick<ReleaseRecord, 'github'> {
  return facts === null ? {} : { github: facts }
}
