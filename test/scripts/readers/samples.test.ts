import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readJson } from '../../../scripts/door/json.ts'
import { LIMITS } from '../../../scripts/door/limits.ts'
import { readEvidence } from '../../../scripts/readers/read.ts'
import { Reading } from '../../../src/model/evidence.ts'

/** Real files of public projects, too many and too foreign to keep here; read where they happen to lie. */
const SAMPLES = '/work/shared/samples'

describe.skipIf(!existsSync(SAMPLES))('the samples', () => {
  test('every real artifact gives a reading', () => {
    for (const folder of ['junit', 'sarif', 'vuln', 'sbom', 'perf', 'coverage', 'ctrf', 'vex']) {
      for (const name of files(join(SAMPLES, folder))) {
        const reading = readEvidence(readFileSync(join(SAMPLES, folder, name)), null)
        expect(Reading.parse(reading), name).toEqual(reading)
      }
    }
  })

  test('JUnit counts are those that publish-unit-test-result found', () => {
    const folder = join(SAMPLES, 'junit')
    for (const name of files(folder).filter((file) => file.endsWith('.results.json'))) {
      const { stats } = JSON.parse(readFileSync(join(folder, name), 'utf8'))
      const reading = readEvidence(readFileSync(join(folder, name.replace('.results.json', '.xml'))), null)
      const { runs, runs_succ, runs_skip, runs_fail, runs_error } = stats
      const expected = {
        total: runs,
        passed: runs_succ,
        skipped: runs_skip,
        failed: runs_fail,
        errored: runs_error,
      }
      expect(
        reading.counts ?? { total: 0, passed: 0, skipped: 0, failed: 0, errored: 0 },
        name,
      ).toMatchObject(expected)
    }
  })

  test('JSONTestSuite: all that must be refused is, with one reason', () => {
    const folder = join(SAMPLES, 'hostile/json/JSONTestSuite')
    const suite = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    const refused = suite.filter((name) => /(^|\/)n_.*\.json$/.test(name))
    expect(refused).toHaveLength(188)
    for (const name of refused) {
      const door = readJson(readFileSync(join(folder, name)), LIMITS.dossier)
      expect(door.ok ? 'accepted' : door.findings.length, name).toBe(1)
    }
  })
})

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'SOURCES.md')
    .map((entry) => entry.name)
    .sort()
}
