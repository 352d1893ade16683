import { hash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { CliError } from '#lib/cli-error.ts'
import { readPlain } from '#lib/files.ts'
import { ReleaseRecord, readStoredRecord } from '#model/release.ts'

/** A record as it lies in the content folder. */
export type StoredRecord = { record: ReleaseRecord; digest: string }

/** Reads a record that the last run stored; null when it is not there or not the same. @param digest of its bytes. */
export function loadRecord(content: string, path: string, digest: string): StoredRecord | null {
  const bytes = readStored(content, path, digest)
  // It was valid when it was stored, and the program that stored it was this one.
  return bytes === null ? null : { record: readStoredRecord(JSON.parse(bytes.toString('utf8'))), digest }
}

/** True when a record lies there as the last run stored it. */
export function isStored(content: string, path: string, digest: string): boolean {
  return readStored(content, path, digest) !== null
}

function readStored(content: string, path: string, digest: string): Buffer | null {
  const file = join(content, path)
  if (!existsSync(file)) return null
  const bytes = readPlain(file)
  return hash('sha256', bytes) === digest ? bytes : null
}

/** Paths of all stored records, sorted; relative to the content folder. */
export function recordPaths(content: string): string[] {
  const folder = join(content, 'releases')
  if (!existsSync(folder)) return []
  const services = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.'),
  )
  return services
    .flatMap(({ name }) =>
      readdirSync(join(folder, name))
        .filter((file) => file.endsWith('.json'))
        .map((file) => `releases/${name}/${file}`),
    )
    .sort()
}

/** Reads every stored record. @throws CliError 2 for one that is none. */
export function* allRecords(content: string): Generator<StoredRecord & { path: string }> {
  for (const path of recordPaths(content)) {
    const bytes = readPlain(join(content, path))
    const record = ReleaseRecord.safeParse(JSON.parse(bytes.toString('utf8')))
    if (!record.success)
      throw new CliError(`${join(content, path)} is no release record. Run: npm run catalog -- collect`)
    yield { record: record.data, digest: hash('sha256', bytes), path }
  }
}
