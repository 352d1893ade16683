import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import { type CollectOrder, collect } from '#collect/collect.ts'
import type { RunSummary } from '#collect/report.ts'
import { SILENT } from '#lib/progress.ts'
import { ReleaseRecord } from '#model/release.ts'

/** The catalog time of these tests. */
export const AT = '2026-06-01T00:00:00Z'

/** All that a command of its own gets to see of the surroundings of the tests. */
export const SURROUNDINGS = {
  PATH: process.env['PATH'] ?? '',
  CATALOG_DEFAULTS: process.env['CATALOG_DEFAULTS'] ?? '',
}

/** A folder that is gone when the file's tests are over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'catalog-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Collects as the command does. */
export function collectInto(content: string, given: Partial<CollectOrder>): Promise<RunSummary> {
  return collect({ at: AT, cache: join(content, '../cache'), ...given, content }, SILENT)
}

/** A stored record, as the site reads it. */
export function readRecord(content: string, service: string, slug: string): ReleaseRecord {
  return ReleaseRecord.parse(
    JSON.parse(readFileSync(join(content, 'releases', service, `${slug}.json`), 'utf8')),
  )
}

/** Every file below a folder with its bytes, by path. */
export function snapshot(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort()
  return Object.fromEntries(
    paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'base64')]),
  )
}

/** Writes a configuration with services; answers with the path of `catalog.yaml`. JSON is YAML too. */
export function writeConfiguration(
  folder: string,
  catalog: Record<string, unknown>,
  services: readonly Record<string, unknown>[] = [],
): string {
  const file = join(folder, 'catalog.yaml')
  put(file, JSON.stringify({ title: 'Test', ...catalog }))
  for (const service of services) {
    const whole = { name: service['id'], kind: 'deployable', ...service }
    put(join(folder, 'services', `${service['id']}.mdx`), `---\n${JSON.stringify(whole)}\n---\n\nProse.\n`)
  }
  return file
}

/** Writes a file and the folders above it. */
export function put(file: string, text: string | Buffer): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
