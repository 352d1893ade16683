import { existsSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { policyName } from '#decide/ledger/verdicts.ts'
import { CliError } from '#lib/cli-error.ts'
import { DEFAULTS, type Places, TOOL } from '#lib/places.ts'
import { printable } from '#lib/text.ts'
import { CatalogConfiguration, type MassChangeLimit, USUAL_MASS_CHANGE } from '#model/catalog.ts'
import type { InputRegister } from '#model/inputs.ts'
import type { Person } from '#model/people.ts'
import { Policy } from '#model/policy.ts'
import { Runbook, RunbookPage } from '#model/runbook.ts'
import { Service } from '#model/service.ts'
import type { SignatureTrust } from '#verify/check-signature.ts'
import { readInputs } from './inputs.ts'
import { readPeople } from './people.ts'
import { readAuthored, readFolder } from './read-yaml-files.ts'
import { type LoadedTrust, loadTrust } from './trust.ts'

/** What a run is told to do, from the command line and the configuration. */
export type Configuration = {
  /** Null when there is only a repository: then everything else is guessed. */
  catalog: CatalogConfiguration | null
  /** Path or address of the repository. */
  repository: string
  /** Folder or archive with `<tag>/dossier.json`. */
  artifacts: string | null
  /** Path or address of the ledger that was published before; null when none is configured. */
  ledger: string | null
  /** In (order, id); empty when they are to be guessed. */
  services: readonly Service[]
  /** Every version of every policy, oldest first. */
  policies: readonly Policy[]
  /** Where they lie; null for those that come with the program. */
  policyFolder: string | null
  /** What to do about codes, in the order of their list. */
  runbooks: readonly Runbook[]
  /** Who is known; null when nobody is named. */
  people: readonly Person[] | null
  /** What feeds decisions, in its order. */
  inputs: readonly InputRegister[]
  /** Folder of the scoring files; null where there is no configuration. */
  scoring: string | null
  /** Where dossiers lie in trees, `{service}` not yet replaced. */
  dossier: string
  policy: string
  /** What signatures are checked with. */
  trust: LoadedTrust
}

/** The user's folder, and what people wrote in it; left out, those of the program's own checkout. */
export type Home = Partial<Pick<Places, 'root' | 'authored'>>

/** Of the command line: a repository alone, or a configuration file, or both (the repository then wins), or only a home. */
export type Given = Home & { repository?: string | undefined; config?: string | undefined }

/**
 * Reads `catalog.yaml`, `services/*.mdx` and `policies/*.yaml`. A user's folder needs none of them: what it does not say is
 * guessed from its own repository.
 * @throws CliError 2 that names the file and the key for anything that is not as the model says.
 */
export function readConfiguration(given: Given): Configuration {
  const file = given.config ?? (given.repository === undefined ? usualFile(given) : null)
  if (file === null) return unwritten(given.repository ?? '', null)
  if (!existsSync(file)) {
    if (given.config === undefined && given.root) return unwritten(given.root, dirname(file))
    throw new CliError(MISSING.replace('FILE', printable(file)))
  }
  const catalog = readAuthored(file, CatalogConfiguration)
  const folder = dirname(file)
  const services = readServices(join(folder, 'services'))
  const configuration: Configuration = {
    catalog,
    repository: given.repository ?? configuredRepository(given, file, catalog),
    artifacts: catalog.artifacts === undefined ? null : resolve(folder, catalog.artifacts),
    ledger: catalog.ledger === undefined ? null : relativeTo(folder, catalog.ledger),
    services,
    policies: readPolicies(join(folder, 'policies')),
    policyFolder: join(folder, 'policies'),
    runbooks: readRunbooks(join(folder, 'runbooks')),
    people: readPeople(join(folder, 'people.yaml')),
    inputs: readInputs(join(folder, 'inputs')),
    scoring: join(folder, 'scoring'),
    dossier: catalog.dossier,
    policy: catalog.policy,
    trust: loadTrust(file, catalog.trust),
  }
  checkPolicies(configuration, file)
  return configuration
}

const MISSING =
  'There is no configuration at FILE. Write one that says title: and repository:, or name a repository with --repository to do without.'

/** Where a configuration lies that no option names. */
function usualFile({ authored = join(TOOL, 'content') }: Home): string {
  return join(authored, 'catalog.yaml')
}

function configuredRepository({ root }: Home, file: string, { repository }: CatalogConfiguration): string {
  if (repository !== undefined) return relativeTo(dirname(file), repository)
  if (root) return root
  throw new CliError(
    `${printable(file)} names no repository. Add repository: with its path, from this file, or its address.`,
  )
}

/** What was named on the command line, or nothing, and the home where a configuration would be. */
export type Beside = Home & { config?: string | undefined }

/** The policies that judge when only a configuration's place is known, or not even that, and where they lie. */
export function policiesBeside(given: Beside): Pick<Configuration, 'policies' | 'policyFolder'> {
  const policyFolder = beside(given, 'policies')
  return { policies: readPolicies(policyFolder), policyFolder }
}

/** The same of the runbooks. */
export function runbooksBeside(given: Beside): Runbook[] {
  return readRunbooks(beside(given, 'runbooks'))
}

/** How much one run may change of what was published, by the configuration. */
export function limitBeside(given: Beside): MassChangeLimit {
  const file = given.config ?? usualFile(given)
  const configured = existsSync(file) ? readAuthored(file, CatalogConfiguration).massChange : undefined
  return configured ?? USUAL_MASS_CHANGE
}

/** A folder beside the configuration; null without one. A user's folder needs no configuration for it. */
export function beside(given: Beside, name: string): string | null {
  const file = given.config ?? usualFile(given)
  const isThere = given.config !== undefined || Boolean(given.root) || existsSync(file)
  return isThere ? join(dirname(file), name) : null
}

/** The same of what signatures are checked with. */
export function trustBeside(given: Beside): SignatureTrust {
  const file = given.config ?? usualFile(given)
  const configured = existsSync(file) ? readAuthored(file, CatalogConfiguration).trust : undefined
  return loadTrust(file, configured)
}

/** Of a repository alone, and what else lies in a folder without `catalog.yaml`; null = nothing does. */
function unwritten(repository: string, folder: string | null): Configuration {
  const place = (name: string) => (folder === null ? null : join(folder, name))
  const [policyFolder, services, people] = [place('policies'), place('services'), place('people.yaml')]
  const policies = readPolicies(policyFolder)
  const configuration: Configuration = {
    catalog: null,
    repository,
    artifacts: null,
    ledger: null,
    services: services === null ? [] : readServices(services),
    policies,
    policyFolder,
    runbooks: readRunbooks(place('runbooks')),
    people: people === null ? null : readPeople(people),
    inputs: readInputs(place('inputs')),
    scoring: place('scoring'),
    dossier: 'release/dossier.json',
    policy: usualPolicy(policies),
    trust: loadTrust(usualFile({}), undefined),
  }
  checkPolicies(configuration, folder ?? repository)
  return configuration
}

/**
 * The policy that judges where nothing names one: `default`, else the only one there is.
 * @throws CliError 2 when there are several and none is called so.
 */
export function usualPolicy(policies: readonly Policy[]): string {
  const ids = [...new Set(policies.map(({ id }) => id))].sort()
  const [only = 'default', ...others] = ids
  if (ids.includes('default')) return 'default'
  if (others.length === 0) return only
  throw new CliError(
    `There are several policies: ${ids.join(', ')}. Name the one that judges with policy: in catalog.yaml.`,
  )
}

function relativeTo(folder: string, repository: string): string {
  return /^[a-z]+:\/\//.test(repository) ? repository : resolve(folder, repository)
}

/** The services that are described in a folder, in (order, id). @throws CliError 2 for one that is not as the model says. */
export function readServices(folder: string): Service[] {
  const services = readFolder(folder, '.mdx', Service)
  const seen = new Map<string, string>()
  for (const { file, value } of services) {
    const other = seen.get(value.id)
    if (other !== undefined)
      throw new CliError(`${file} and ${other} both say id: ${value.id}. Give one of them another id.`)
    seen.set(value.id, file)
  }
  return services.map(({ value }) => value).sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
}

/**
 * The policies in a folder, oldest first; without any, those that come with the program.
 * @throws CliError 2 when there is none at all, one is not as the model says, or two are the same version of one policy.
 */
export function readPolicies(folder: string | null): Policy[] {
  const found = policyFiles(folder)
  if (found.length === 0)
    throw new CliError(
      `There is no policy in ${folder ?? join(DEFAULTS, 'policies')}. Write one, such as default.yaml.`,
    )
  const owners = new Map<string, string>()
  for (const { file, value } of found) {
    const name = policyName(value)
    const other = owners.get(name)
    if (other !== undefined)
      throw new CliError(
        `${printable(file)} and ${printable(other)} both hold version ${value.version} of the policy "${value.id}". Give one of them another version.`,
      )
    owners.set(name, file)
  }
  return found.map(({ value }) => value).sort(byAge)
}

/** Every policy of a folder with its file; of the folder that comes with the program when there is none. */
export function policyFiles(folder: string | null) {
  const own = folder === null ? [] : readFolder(folder, '.yaml', Policy)
  return own.length > 0 ? own : readFolder(join(DEFAULTS, 'policies'), '.yaml', Policy)
}

function byAge(a: Policy, b: Policy): number {
  const age = Date.parse(a.validFrom) - Date.parse(b.validFrom)
  return age || (`${a.id} ${a.version}` < `${b.id} ${b.version}` ? -1 : 1)
}

/** A service whose policy does not exist would only be noticed when its first dossier is judged. */
function checkPolicies({ policies, policy, services }: Configuration, file: string): void {
  const known = new Set(policies.map(({ id }) => id))
  const missing = [policy, ...services.map((service) => service.policy ?? policy)].find(
    (id) => !known.has(id),
  )
  if (missing === undefined) return
  throw new CliError(
    `${printable(file)} or a service names the policy "${missing}"; there are: ${[...known].sort().join(', ')}.`,
  )
}

/**
 * Reads the front matter of the runbooks in a folder, which are added to those that come with the program: one of the same
 * name takes its place, and one that serves the same codes is asked first.
 * @throws CliError 2 that names the file: a front matter that is not as the model says, a name that is no slug, a pattern
 *   that two of one folder have.
 */
export function readRunbooks(folder: string | null, usual = join(DEFAULTS, 'runbooks')): Runbook[] {
  const own = folder === null || resolve(folder) === resolve(usual) ? [] : runbooksIn(folder)
  const slugs = new Set(own.map(({ slug }) => slug))
  const served = new Set(own.flatMap(({ codes }) => codes))
  const others = runbooksIn(usual).flatMap((runbook) => {
    const codes = runbook.codes.filter((code) => !served.has(code))
    return slugs.has(runbook.slug) || codes.length === 0 ? [] : [{ ...runbook, codes }]
  })
  return [...own, ...others].sort((a, b) => a.order - b.order || (a.slug < b.slug ? -1 : 1))
}

function runbooksIn(folder: string): Runbook[] {
  const owners = new Map<string, string>()
  return readFolder(folder, '.mdx', RunbookPage).map(({ file, value }) => {
    for (const pattern of value.codes) claim(pattern, file, owners)
    return { slug: slugOf(file), ...value }
  })
}

/** Of one pattern nobody could tell which of the two serves it. */
function claim(pattern: string, file: string, owners: Map<string, string>): void {
  const other = owners.get(pattern)
  if (other !== undefined)
    throw new CliError(
      `${printable(file)} and ${printable(other)} both serve ${pattern}. Leave it to one of them.`,
    )
  owners.set(pattern, file)
}

function slugOf(file: string): string {
  const slug = basename(file, '.mdx')
  if (slug === 'operations')
    throw new CliError(
      `${printable(file)}: the inventory of operations.yaml has that address. Name the runbook otherwise.`,
    )
  if (Runbook.shape.slug.safeParse(slug).success) return slug
  throw new CliError(`${printable(file)}: name a runbook in lower case, such as stale-proof.mdx.`)
}
