import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readPolicies, readRunbooks } from '#collect/configuration/configuration.ts'
import { readAuthored } from '#collect/configuration/read-yaml-files.ts'
import { CliError } from '#lib/cli-error.ts'
import { printable } from '#lib/text.ts'
import { CatalogFacts } from '#model/catalog.ts'
import { Policy } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { readDocument } from './document.ts'

export type JudgeOptions = { content: string; policy?: string }

/** Every version of every policy there is, and the id of the one that judges. */
export type Judges = { policies: readonly Policy[]; policy: string }

/**
 * Finds the policy of a release: the one that was asked for by file or id, else its service's in the collected catalog,
 * else the catalog's own.
 * @throws CliError 2 that names the file or the ids there are.
 */
export function chooseJudges(record: ReleaseRecord, options: JudgeOptions): Judges {
  const asked = options.policy
  if (asked !== undefined && isFile(asked)) {
    const policy = readAuthored(asked, Policy)
    return { policies: [policy], policy: policy.id }
  }
  const { policies, policy } = known(record, options.content)
  const id = asked ?? policy
  if (policies.some((each) => each.id === id)) return { policies, policy: id }
  const ids = [...new Set(policies.map((each) => each.id))].sort().join(', ')
  throw new CliError(`There is no policy "${printable(id)}", nor a file of that name; there are: ${ids}.`)
}

function known(record: ReleaseRecord, content: string): Judges {
  const collected = join(content, 'catalog.json')
  if (existsSync(collected)) {
    const { policies, policy, services } = readDocument(collected, CatalogFacts)
    return { policies, policy: services.find((each) => each.id === record.service)?.policy ?? policy }
  }
  return { policies: readPolicies(join(content, 'policies')), policy: 'default' }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

/** The runbooks of the collected catalog and where its site is; before collecting, those that the folder would give it. */
export function knownRunbooks(content: string): Pick<CatalogFacts, 'site' | 'base' | 'runbooks'> {
  const collected = join(content, 'catalog.json')
  if (existsSync(collected)) return readDocument(collected, CatalogFacts)
  return { site: null, base: '/', runbooks: readRunbooks(join(content, 'runbooks')) }
}
