import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readEvidence } from '#formats/read-evidence.ts'
import { EVIDENCE_FORMATS } from '#formats/registry.ts'
import { Reading } from '#model/evidence.ts'
import { readJson } from '#parse/json.ts'
import { LIMITS } from '#parse/limits.ts'
import { samplePath } from '../../samples.ts'

const SAMPLES = samplePath()

describe('the samples', () => {
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

  test('JSONTestSuite: everything that must be refused is refused, with one reason', () => {
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

test('every artifact of a common format is read, or named with the way to one that is read', () => {
  for (const folder of readdirSync(join(SAMPLES, 'more'), { withFileTypes: true })) {
    if (!folder.isDirectory()) continue
    for (const name of files(join(SAMPLES, 'more', folder.name))) {
      const reading = readEvidence(readFileSync(join(SAMPLES, 'more', folder.name, name)), null)
      expect(Reading.parse(reading), name).toEqual(reading)
      const way = reading.reasons.find(({ code }) => code === 'evidence.other_format')?.args['way'] ?? null
      expect(reading.format === 'unrecognized' && way === null, `${folder.name}/${name}`).toBe(false)
    }
  }
})

describe('a sample', () => {
  test.each([
    ['ctrf/ctrf__minimal.json', 'ctrf', 'passed'],
    ['ctrf/ctrf__comprehensive.json', 'ctrf', 'failed'],
    ['ctrf/github-test-reporter__ctrf-report.json', 'ctrf', 'failed'],
    ['perf/github-action-benchmark__customSmallerIsBetter_output.json', 'github-action-benchmark', 'unknown'],
    ['perf/github-action-benchmark__pytest_output.json', 'pytest-benchmark', 'unknown'],
    ['perf/github-action-benchmark__googlecpp_output.json', 'google-benchmark', 'unknown'],
    ['perf/github-action-benchmark__go_output.txt', 'go-bench', 'unknown'],
    ['perf/github-action-benchmark__cargo_output.txt', 'cargo-bench', 'unknown'],
    ['junit/dorny__empty__java-junit.xml', 'junit', 'unknown'],
    ['junit/mikepenz__nested__multi-level.xml', 'junit', 'unknown'],
    ['junit/mikepenz__container-structure__test.xml', 'junit', 'unknown'],
    [
      'junit/mikepenz__corrupt-junit__e2e-tests__corrupt__target__sf-reports__TEST-test.CorruptTest.xml',
      'unrecognized',
      'unreadable',
    ],
    ['coverage/rg__Java__JaCoCo0.8.3.xml', 'jacoco', 'unknown'],
    ['coverage/rg__Other__Clover_Istanbul.xml', 'clover', 'unknown'],
    ['sarif/gitleaks__json_simple.json', 'gitleaks', 'unknown'],
  ])('%s is %s and %s', (path, format, status) => {
    expect(readEvidence(readFileSync(join(SAMPLES, path)), null)).toMatchObject({ format, status })
  })

  test.each([
    ['ReportGenerator__lcov.info', 108, 75],
    ['ReportGenerator__Cobertura.xml', 108, 75],
    ['istanbul__tsinjex-lcov.info', 121, 118],
    ['istanbul__tsinjex-summary.json', 121, 118],
    ['rg__CSharp__Cobertura_coverlet.xml', 255, 156],
  ])('%s covers what its tool says: of %i lines %i', (name, total, covered) => {
    const { metrics, judgement } = readEvidence(readFileSync(join(SAMPLES, 'coverage', name)), null)
    expect(judgement).toBe('measurements')
    expect(metrics).toMatchObject({ 'coverage.lines.total': total, 'coverage.lines.covered': covered })
  })
})

describe('the hostile samples', () => {
  test('never pass or make a reader fail, whatever format is claimed', () => {
    const folder = join(SAMPLES, 'hostile')
    const all = readdirSync(folder, { recursive: true, withFileTypes: true })
    const hostile = all.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    expect(hostile.length).toBeGreaterThan(400)
    for (const path of hostile) {
      const bytes = readFileSync(path)
      for (const format of [null, ...EVIDENCE_FORMATS.map(({ name }) => name)]) {
        const { status, reasons } = readEvidence(bytes, format)
        expect(status, path).not.toBe('passed')
        expect(
          reasons.map(({ code }) => code),
          path,
        ).not.toContain('evidence.reader_failed')
      }
    }
  })
})

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'SOURCES.md')
    .map((entry) => entry.name)
    .sort()
}
