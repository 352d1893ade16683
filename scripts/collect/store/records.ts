import { hash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ReleaseRecord } from '../../../src/model/release.ts'
import { Fault } from '../fault.ts'

/** A record as it lies in the content folder. */
export type StoredRecord = { record: ReleaseRecord; digest: string }

/** Reads a stored record; null when it is not there or not what the last run wrote. */
export function loadRecord(content: string, path: string, digest: string | null): StoredRecord | null {
  const file = join(content, path)
  if (!existsSync(file)) return null
  const bytes = readFileSync(file)
  const found = hash('sha256', bytes)
  if (digest !== null && found !== digest) return null
  const record = ReleaseRecord.safeParse(JSON.parse(bytes.toString('utf8')))
  return record.success ? { record: record.data, digest: found } : null
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

/** Reads every stored record. @throws Fault 2 for one that is none. */
export function* allRecords(content: string): Generator<StoredRecord & { path: string }> {
  for (const path of recordPaths(content)) {
    const stored = loadRecord(content, path, null)
    if (stored === null)
      throw new Fault(`${join(content, path)} is no release record. Run: npm run catalog -- collect`)
    yield { ...stored, path }
  }
}
