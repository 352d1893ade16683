import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readEvidence } from '#formats/read-evidence.ts'
import { Reading } from '#model/evidence.ts'

/**
 * Every folder `fixtures/<format>/<case>` holds an `input.*` and the reading expected of it. The goldens change only
 * by `UPDATE_GOLDENS=1 vitest run test/scripts/formats`, never in CI, and are read by a person before they land.
 */
const ROOT = join(import.meta.dirname, 'fixtures')
const isUpdate = process.env['UPDATE_GOLDENS'] === '1'

for (const format of folders(ROOT)) {
  describe(`the fixtures of ${format}`, () => {
    test.each(folders(join(ROOT, format)))('%s reads as expected', (name) => {
      const folder = join(ROOT, format, name)
      const reading = readEvidence(input(folder), null)
      expect(Reading.parse(reading)).toEqual(reading)
      expect(JSON.stringify(reading)).not.toMatch(/ghp_|\/home\//)
      const golden = join(folder, 'expected.json')
      if (isUpdate) update(golden, reading)
      expect(reading).toEqual(JSON.parse(readFileSync(golden, 'utf8')))
    })
  })
}

test('there are at least twelve cases of JUnit and of SARIF', () => {
  expect(folders(join(ROOT, 'junit')).length).toBeGreaterThanOrEqual(12)
  expect(folders(join(ROOT, 'sarif')).length).toBeGreaterThanOrEqual(12)
})

test('nothing hostile passes', () => {
  const statuses = folders(join(ROOT, 'hostile')).map(
    (name) => readEvidence(input(join(ROOT, 'hostile', name)), null).status,
  )
  expect(statuses).not.toContain('passed')
})

function folders(path: string): string[] {
  return readdirSync(path).sort()
}

function input(folder: string): Uint8Array {
  const name = readdirSync(folder).find((file) => file.startsWith('input.'))
  return readFileSync(join(folder, name ?? 'input is missing'))
}

function update(golden: string, reading: Reading): void {
  if (process.env['CI']) throw new Error('Goldens are not rewritten in CI: unset UPDATE_GOLDENS.')
  const text = `${JSON.stringify(reading, null, 2)}\n`
  if (!existsSync(golden) || readFileSync(golden, 'utf8') !== text) writeFileSync(golden, text)
}
