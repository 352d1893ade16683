import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readEvidence } from '#formats/read-evidence.ts'
import type { Reading } from '#model/evidence.ts'
import { samplePath } from '../../samples.ts'

const MORE = samplePath('more')

type Row = { format: string; file: string; expected: string }

const ROWS: Row[] = readFileSync(join(MORE, 'SOURCES.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [format = '', file = '', , , , expected = ''] = line.split('\t')
    return { format, file, expected }
  })

/** What the list of samples expects of a file whose format is read, and what we answer: the format, and the same in our words. */
function answerOf({ status, judgement, metrics, reasons }: Reading): string {
  if (status === 'passed' || status === 'failed' || status === 'unreadable') return status
  if (judgement === 'verdict') return `unknown: ${reasons[0]?.code ?? ''}`
  return metrics['findings.total'] ? 'findings' : 'numbers'
}

/** Files of which our answer is another than the expected one, and why it is right. */
const OTHERWISE: Readonly<Record<string, { answer: string; why: string }>> = {
  'cyclonedx-xml/django-DefectDojo__spec1.xml': {
    answer: 'unknown: cyclonedx.version',
    why: 'It is CycloneDX 1.2 with an extension for vulnerabilities; 1.4, which took them in, is the oldest that is read.',
  },
  'pip-audit/django-DefectDojo__many_vulns_new.json': {
    answer: 'unknown: audit.skipped',
    why: 'One dependency was skipped, so a limit of findings would be kept by what nobody looked at. The findings are counted all the same.',
  },
  'snyk/django-DefectDojo__single_project_no_vulns.json': {
    answer: 'unknown: audit.nothing_audited',
    why: 'It says dependencyCount 0: nothing was looked at.',
  },
  'gitlab-sast/django-DefectDojo__gl-sast-report-0-vuln.json': {
    answer: 'unknown: audit.incomplete',
    why: 'The old schema has no scan with a status, so an empty list shows nothing.',
  },
}

/** The name that a reader has for what the list calls otherwise; null for formats that are named and not read. */
const READERS: Readonly<Record<string, string | null>> = {
  nunit3: 'nunit',
  'xunit-net': 'xunit',
  'go-test-json': 'go-test',
  'playwright-json': 'playwright',
  'cyclonedx-xml': 'cyclonedx',
  'gitlab-dep-scan': 'gitlab',
  'gitlab-sast': 'gitlab',
  ...Object.fromEntries(
    ['trx', 'npm-audit', 'yarn-audit', 'pip-audit', 'cargo-audit', 'govulncheck', 'snyk', 'zap', 'gitleaks']
      .concat(['trufflehog', 'scorecard', 'jacoco', 'clover', 'go-cover'])
      .map((name) => [name, name]),
  ),
}

const read = ({ file }: Row) => readEvidence(readFileSync(join(MORE, file)), null)

describe('the samples of more formats', () => {
  test('are those of the list', () => {
    const files = readdirSync(MORE, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'SOURCES.tsv')
      .map((entry) => join(entry.parentPath, entry.name).slice(MORE.length + 1))
    expect(files.sort()).toEqual(ROWS.map(({ file }) => file).sort())
  })

  test.each(ROWS.filter(({ format }) => READERS[format]))(
    '$format reads as expected, or as it must: $file',
    (row) => {
      const reading = read(row)
      expect(reading.format).toBe(READERS[row.format])
      expect(answerOf(reading)).toBe(OTHERWISE[row.file]?.answer ?? row.expected)
    },
  )

  test.each(ROWS.filter(({ format }) => !READERS[format]))(
    '$format, which nobody reads, is told for what it is and never passes',
    (row) => {
      const { status, reasons } = read(row)
      expect(status).toBe('unknown')
      expect(reasons).toMatchObject([{ code: 'evidence.other_format' }])
    },
  )

  test.each([
    [
      'jacoco/coverage-model__jacoco-codingstyle.xml',
      { 'coverage.lines.covered': 294, 'coverage.lines.total': 323 },
    ],
    [
      'go-cover/coverage-model__go-coverage-atomic.out',
      { 'coverage.statements.covered': 14, 'coverage.statements.total': 21 },
    ],
    ['scorecard/guac__kubernetes-scorecard.json', { 'score.total': 8.9, 'score.Pinned-Dependencies': 2 }],
    [
      'govulncheck/django-DefectDojo__many_vulns_new_version.json',
      { 'findings.total': 1, 'findings.called': 1 },
    ],
    ['yarn-audit/django-DefectDojo__yarn_audit_many_vul.json', { 'findings.high': 2, 'findings.low': 1 }],
    ['trufflehog/django-DefectDojo__v3_git.json', { 'findings.critical': 4 }],
    ['pip-audit/django-DefectDojo__many_vulns_new.json', { 'findings.total': 7 }],
  ])('%s has the numbers of its tool', (file, numbers) => {
    expect(readEvidence(readFileSync(join(MORE, file)), null).metrics).toMatchObject(numbers)
  })

  test('hold secrets that no reading repeats', () => {
    const told = ROWS.map((row) => JSON.stringify(read(row)))
    expect(told.filter((text) => /secretAWSsecret|AKIAYVP4CIPPERUVIFXG|BEGIN RSA/.test(text))).toEqual([])
  })
})
