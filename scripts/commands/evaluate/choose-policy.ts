import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Configuration,
  type Home,
  readConfiguration,
  readPolicies,
  readRunbooks,
  usualPolicy,
} from '#collect/configuration/configuration.ts'
import { readInputs } from '#collect/configuration/inputs.ts'
import { readAuthored } from '#collect/configuration/read-yaml-files.ts'
import { pinnedPolicy } from '#decide/ledger/verdicts.ts'
import { LEDGER_FILE, proved } from '#ledger/base.ts'
import { CliError } from '#lib/cli-error.ts'
import { readPlain } from '#lib/files.ts'
import { printable } from '#lib/text.ts'
import { CatalogFacts } from '#model/catalog.ts'
import type { PinnedPolicy } from '#model/ledger.ts'
import { Policy } from '#model/policy.ts'
import { type ReleaseRecord, releaseId } from '#model/release.ts'
import { readDocument } from './document.ts'

/** Where the catalog is configured, and where it was collected. */
export type ConfigurationOptions = Home & { content: string; cache?: string; config?: string }

export type JudgeOptions = ConfigurationOptions & { policy?: string }

/** Every version of every policy there is, and the id of the one that judges. */
export type Judges = { policies: readonly Policy[]; policy: string }

/**
 * Finds the policy of a release: the one that was asked for by file or id, else its service's in the collected catalog,
 * else the catalog's own.
 * @throws CliError 2 that names the file or the ids there are.
 */
export function chooseJudges(record: Pick<ReleaseRecord, 'service'>, options: JudgeOptions): Judges {
  return asked(options) ?? knownJudges(record.service, catalogOf(options), options.policy)
}

/**
 * The same for a service by its id, with all services there are; undefined for no certain one.
 * @throws CliError 2 that names the file, or the ids or services there are.
 */
export function judgesOfService(service: string | undefined, options: JudgeOptions): Catalog {
  const catalog = catalogOf(options)
  const { services } = catalog
  if (service !== undefined && !services.some(({ id }) => id === service))
    throw new CliError(
      `There is no service ${printable(service)}. ${services.length > 0 ? `There are: ${services.map(({ id }) => id).join(', ')}.` : 'None is configured or collected.'}`,
    )
  return { services, ...(asked(options) ?? knownJudges(service, catalog, options.policy)) }
}

/** The policy whose file was named. */
function asked({ policy: file }: JudgeOptions): Judges | null {
  if (file === undefined || !isFile(file)) return null
  const policy = readAuthored(file, Policy)
  return { policies: [policy], policy: policy.id }
}

function knownJudges(service: string | undefined, catalog: Catalog, wanted: string | undefined): Judges {
  const { policies, policy, services } = catalog
  const id = wanted ?? services.find((each) => each.id === service)?.policy ?? policy
  if (policies.some((each) => each.id === id)) return { policies, policy: id }
  const ids = [...new Set(policies.map((each) => each.id))].sort().join(', ')
  throw new CliError(`There is no policy "${printable(id)}", nor a file of that name; there are: ${ids}.`)
}

type Catalog = Pick<CatalogFacts, 'services'> & Judges

/** The configuration that was named, else the collected catalog, else the policies that collecting would take. */
function catalogOf(options: ConfigurationOptions): Catalog {
  const { content, config, root } = options
  const collected = join(content, 'catalog.json')
  if (config === undefined && existsSync(collected)) return readDocument(collected, CatalogFacts)
  if (config !== undefined || root) {
    const { policies, policy, services } = readConfiguration({ ...options, repository: undefined })
    return { policies, policy, services: [...services] }
  }
  const policies = readPolicies(join(authoredOf(options), 'policies'))
  return { policies, policy: usualPolicy(policies), services: [] }
}

/** Where people wrote: beside what was collected, unless the two are apart. */
function authoredOf({ authored, content }: ConfigurationOptions): string {
  return authored ?? content
}

/**
 * The configuration that a repository will be collected by: the one that was named or lies in the content folder, else what
 * was collected last, else none.
 * @param place the work tree, and the path of a dossier in it, which is where one is looked for when nothing says otherwise.
 */
export function configurationFor(
  options: ConfigurationOptions,
  { root, path }: { root: string; path: string },
): Configuration {
  const usual = join(authoredOf(options), 'catalog.yaml')
  const config = options.config ?? (existsSync(usual) ? usual : undefined)
  if (config !== undefined) return readConfiguration({ config, repository: root })
  // A user's folder is read as it is, as collecting will.
  const given = options.root ? { root, authored: authoredOf(options) } : { repository: root }
  const bare = { ...readConfiguration(given), dossier: path }
  if (options.root) return bare
  if (!existsSync(join(options.content, 'catalog.json'))) return bare
  const { policies, policy, services, guessed } = readDocument(
    join(options.content, 'catalog.json'),
    CatalogFacts,
  )
  return { ...bare, policies, policy, services: guessed ? [] : services }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

/**
 * The policy that the published verdict of a release stays with, by the ledger of the collected catalog; null for what that
 * does not tell of as it is.
 * @throws CliError 1 for a ledger whose chain is broken.
 */
export function publishedPolicy(record: ReleaseRecord, content: string): PinnedPolicy | null {
  const file = join(content, LEDGER_FILE)
  if (!existsSync(file)) return null
  const own = proved(readPlain(file).toString('utf8'), file).filter(
    ({ entry }) => releaseId(entry) === releaseId(record),
  )
  const { git, dossierSource } = record
  const published = { commit: git.commit, dossierSha256: dossierSource?.sha256 ?? null }
  return pinnedPolicy(own.at(-1)?.entry, published)
}

/** The runbooks of the collected catalog and where its site is; before collecting, those that the folder would give it. */
export function knownRunbooks(
  options: ConfigurationOptions,
): Pick<CatalogFacts, 'site' | 'base' | 'runbooks' | 'inputs'> {
  const collected = join(options.content, 'catalog.json')
  if (existsSync(collected)) return readDocument(collected, CatalogFacts)
  const authored = authoredOf(options)
  return {
    site: null,
    base: '/',
    runbooks: readRunbooks(join(authored, 'runbooks')),
    inputs: readInputs(join(authored, 'inputs')),
  }
}
