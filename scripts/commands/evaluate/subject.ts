import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CliError } from '#lib/cli-error.ts'
import { printable } from '#lib/text.ts'
import { type Instant, ServiceId } from '#model/primitives.ts'
import { ReleaseRecord } from '#model/release.ts'
import { slug } from '#model/slug.ts'
import { type BareOptions, recordOfDossier } from './candidate.ts'
import { readAnyJson, readDocument, shapeOf } from './document.ts'

export type SubjectOptions = BareOptions & { content: string }

/**
 * Finds what is to be decided: a file that holds a record or a dossier, else a release of the collected catalog.
 * @throws CliError 2 that names what cannot be found or read.
 */
export async function readSubject(
  release: string,
  options: SubjectOptions,
  at: Instant,
): Promise<ReleaseRecord> {
  if (!existsSync(release)) return collected(release, options)
  const value = readAnyJson(release)
  if (!looksLikeRecord(value)) return recordOfDossier(release, value, options, at)
  refuseBareOptions(release, options)
  return shapeOf(release, value, ReleaseRecord)
}

function collected(release: string, options: SubjectOptions): ReleaseRecord {
  const [, service, version] = release.match(/^([^@]+)@(.+)$/s) ?? []
  if (service === undefined || version === undefined || !ServiceId.safeParse(service).success)
    throw new CliError(`${printable(release)} is no file, and no release such as ledger@1.4.0.`)
  refuseBareOptions(release, options)
  const file = join(options.content, 'releases', service, `${slug(version)}.json`)
  if (existsSync(file)) return readDocument(file, ReleaseRecord)
  throw new CliError(
    `There is no release ${printable(release)}: ${printable(file)} does not exist. Run: catalog collect.`,
  )
}

/** A record has its evidence inside: options that would be ignored are mistakes. */
function refuseBareOptions(release: string, { artifacts, commit }: BareOptions): void {
  if (artifacts === undefined && commit === undefined) return
  throw new CliError(
    `--artifacts and --commit are for a dossier; ${printable(release)} is a record with its evidence.`,
  )
}

function looksLikeRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'git' in value && 'state' in value
}
