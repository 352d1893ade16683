import { join } from 'node:path'
import { CliError } from '#lib/cli-error.ts'
import { printable } from '#lib/text.ts'
import { Dossier } from '#model/dossier.ts'
import type { Service } from '#model/service.ts'
import { readJson } from '#parse/json.ts'
import { LIMITS } from '#parse/limits.ts'
import type { Configuration } from './configuration/configuration.ts'
import { runGit } from './git/process.ts'
import { listRefs } from './git/refs.ts'
import { openRepository } from './git/repository.ts'
import { assignTags } from './tags/tagged.ts'

/** A release that is about to be tagged, or was just tagged. */
export type PlannedRelease = {
  service: Service
  version: string
  /** In full. */
  commit: string
  /** Where its dossier belongs in the tree. */
  dossierPath: string
  /** The dossier in the tree of an earlier version of its service; null = there is none that can be read. */
  dossierOf: (version: string) => Promise<Dossier | null>
}

/**
 * Says which release a tag would be, whether or not it is there: of which service, which version.
 * @param root a work tree. @param commit what is to be tagged, such as HEAD; a tag that is there wins.
 * @throws CliError 2 for a tag that belongs to no service, and for a commit that is not there.
 */
export async function planRelease(
  { root, cache, configuration }: { root: string; cache: string; configuration: Configuration },
  tag: string,
  commit: string,
): Promise<PlannedRelease> {
  const { git, name } = await openRepository(root, join(cache, 'repositories'))
  const { tags } = await listRefs(git)
  const known = tags.find((each) => each.name.equals(Buffer.from(tag)))
  const refs = known ? tags : [...tags, { name: Buffer.from(tag), id: commit }]
  const { tagged } = assignTags(refs, configuration.services, name)
  const found = tagged.find((each) => each.tag === tag)
  if (found === undefined || found.findings.length > 0) throw noRelease(tag)
  const { service, version } = found
  const dossierPath = (service.dossier ?? configuration.dossier).replaceAll('{service}', service.id)
  const show = async (object: string) => (await runGit(git, ['cat-file', '-p', object])).toString('utf8')
  const resolve = async (revision: string) =>
    (await runGit(git, ['rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`])).toString(
      'utf8',
    )
  return {
    service,
    version,
    commit: (await resolve(known ? `refs/tags/${tag}` : commit)).trim(),
    dossierPath,
    dossierOf: async (earlier) => {
      const before = tagged.find((each) => each.service.id === service.id && each.version === earlier)
      if (before === undefined) return null
      return readEarlier(() => show(`${before.id}:${dossierPath}`))
    },
  }
}

/** What nobody can read is no reason not to draft a new one. */
async function readEarlier(show: () => Promise<string>): Promise<Dossier | null> {
  try {
    const json = readJson(Buffer.from(await show()), LIMITS.dossier)
    const dossier = json.ok ? Dossier.safeParse(json.value) : null
    return dossier?.success ? dossier.data : null
  } catch (error) {
    if (error instanceof CliError) return null
    throw error
  }
}

function noRelease(tag: string): CliError {
  return new CliError(
    `A tag ${printable(tag)} would be no release of this catalog. Name one as your other tags are, such as v1.4.0.`,
  )
}
