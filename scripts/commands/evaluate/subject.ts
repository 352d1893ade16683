import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { erasOf, inOrder, latestStable, type Orderable } from '#decide/lib/order.ts'
import { CliError } from '#lib/cli-error.ts'
import { foldersIn } from '#lib/files.ts'
import { countOf, printable } from '#lib/text.ts'
import { type Instant, ServiceId } from '#model/primitives.ts'
import { ReleaseRecord } from '#model/release.ts'
import { slug } from '#model/slug.ts'
import { type BareOptions, recordOfDossier } from './candidate.ts'
import type { ConfigurationOptions } from './choose-policy.ts'
import { readAnyJson, readDocument, shapeOf } from './document.ts'

export type SubjectOptions = BareOptions & ConfigurationOptions

/**
 * Finds what is to be decided: a file that holds a record or a dossier, else a release of the collected catalog.
 * @throws CliError 2 that names what cannot be found or read.
 */
export async function readSubject(
  release: string,
  options: SubjectOptions,
  at: Instant,
  environment: NodeJS.ProcessEnv = {},
): Promise<ReleaseRecord> {
  if (!existsSync(release)) return collected(release, options)
  const value = readAnyJson(release)
  if (!looksLikeRecord(value)) return recordOfDossier(release, value, options, at, environment)
  refuseBareOptions(release, options)
  return shapeOf(release, value, ReleaseRecord)
}

function collected(release: string, options: SubjectOptions): ReleaseRecord {
  const [, service, version] = release.match(/^([^@]+)@(.+)$/s) ?? []
  if (service === undefined || version === undefined || !ServiceId.safeParse(service).success)
    throw new CliError(`${printable(release)} is no file, and no release such as ledger@1.4.0.`)
  refuseBareOptions(release, options)
  const folder = join(options.content, 'releases', service)
  const file = join(folder, `${slug(version)}.json`)
  if (existsSync(file)) return readDocument(file, ReleaseRecord)
  const records = recordsIn(folder)
  const latest = version === LATEST ? latestStable(records) : null
  if (latest !== null) return latest.record
  throw new CliError(
    `There is no release ${printable(release)}. ${advice(service, records, options.content)}`,
  )
}

/** Stands for the newest stable release of a service that has no version of this name. */
const LATEST = 'latest'

type VersionedRecord = Orderable & { record: ReleaseRecord }

/** The collected releases of a service, in the order of their versions. */
export function recordsIn(folder: string): VersionedRecord[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  const records = names.map((name) => readDocument(join(folder, name), ReleaseRecord))
  const eras = erasOf(records.map((record) => ({ ...record, previous: record.git.previous })))
  const placed = records.map((record) => {
    const { version, prerelease, git } = record
    return { version, prerelease, released: git.taggedAt, era: eras.get(version) ?? 0, record }
  })
  return inOrder(placed)
}

function advice(service: string, records: readonly VersionedRecord[], content: string): string {
  const versions = records.map(({ version }) => version).reverse()
  const more = versions.length - MOST_VERSIONS
  if (versions.length > 0)
    return `There are: ${versions.slice(0, MOST_VERSIONS).map(printable).join(', ')}${more > 0 ? ` and ${countOf(more, 'older one')}` : ''}.`
  const services = foldersIn(join(content, 'releases'))
  return services.length > 0
    ? `No release of ${service} was collected into ${printable(content)}; there are releases of: ${services.join(', ')}.`
    : `Nothing was collected into ${printable(content)}. Run: npm run catalog -- collect`
}

const MOST_VERSIONS = 12

/** A record has its evidence inside: options that would be ignored are mistakes. */
function refuseBareOptions(release: string, { artifacts, commit, tagger }: BareOptions): void {
  if (artifacts === undefined && commit === undefined && tagger === undefined) return
  throw new CliError(
    `--artifacts, --commit and --tagger are for a dossier; ${printable(release)} is a record with its evidence.`,
  )
}

function looksLikeRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'git' in value && 'state' in value
}
