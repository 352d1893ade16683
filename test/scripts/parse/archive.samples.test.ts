import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readArchive } from '#parse/archive.ts'
import { ARCHIVE_LIMITS } from '#parse/limits.ts'
import { samplePath } from '../../samples.ts'

/** Archives that others made to break readers. */
const FOLDER = samplePath('hostile/archives')
const HARMLESS = ['many-entries-2k.zip', 'nested.zip', 'proto-name.zip']

test('all hostile archives are refused, except those that only look odd', async () => {
  const names = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  const archives = names.filter((name) => /\.(zip|tar|tgz)$/.test(name))
  expect(archives.length).toBeGreaterThan(50)
  const accepted: string[] = []
  for (const name of archives.sort()) {
    const result = await readArchive(readFileSync(join(FOLDER, name)), 'a.zip', ARCHIVE_LIMITS)
    if (result.ok) accepted.push(name)
  }
  expect(accepted.map((name) => name.replace('made/', ''))).toEqual(HARMLESS)
})
