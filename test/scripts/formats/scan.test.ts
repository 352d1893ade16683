import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import { readEvidence } from '#formats/read-evidence.ts'
import { ratingOfScore, sha256In } from '#formats/security/verdict.ts'
import { AT, anItem } from '../../builders.ts'
import { passingRecord, projectPolicy } from '../../passing-record.ts'

const SEVERITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'UNKNOWN'] as const
type Severity = (typeof SEVERITIES)[number]

/** The same findings as each scanner writes them. */
const WRITERS: Record<string, (severities: readonly Severity[]) => object> = {
  trivy: (severities) => ({
    SchemaVersion: 2,
    ArtifactName: 'ledger',
    Results: [
      {
        Target: 'package-lock.json',
        Class: 'lang-pkgs',
        Vulnerabilities: severities.map((Severity, n) => ({ VulnerabilityID: `CVE-2026-${n}`, Severity })),
      },
    ],
  }),
  grype: (severities) => ({
    source: { type: 'directory', target: '/src' },
    descriptor: {
      name: 'grype',
      version: '0.104.0',
      timestamp: '2026-11-20T10:00:00Z',
      db: { status: { built: '2026-11-19T06:00:00Z', valid: true } },
    },
    matches: severities.map((severity, n) => ({ vulnerability: { id: `CVE-2026-${n}`, severity } })),
  }),
  'osv-scanner': (severities) => ({
    results: [
      {
        source: { path: 'go.mod', type: 'lockfile' },
        packages: [
          {
            groups: severities.map((severity, n) => ({
              ids: [`GO-2026-${n}`],
              max_severity: SCORES[severity],
            })),
          },
        ],
      },
    ],
    experimental_config: { licenses: { summary: false } },
  }),
}

const SCORES = { CRITICAL: '9.8', HIGH: '7.0', MEDIUM: '6.9', LOW: '0.1', UNKNOWN: '' }

describe.each(Object.entries(WRITERS))('a report of %s', (format, write) => {
  const read = (severities: readonly Severity[]) =>
    readEvidence(new TextEncoder().encode(JSON.stringify(write(severities))), format)

  test('counts each severity under the name that SARIF has for it', () => {
    expect(read(SEVERITIES).metrics).toMatchObject({
      'findings.total': 5,
      'findings.distinct': 5,
      'findings.critical': 1,
      'findings.high': 1,
      'findings.medium': 1,
      'findings.low': 1,
      'findings.unrated': 1,
    })
  })

  test('never gets better with one more finding', () => {
    const some = fc.array(fc.constantFrom(...SEVERITIES), { maxLength: 6 })
    fc.assert(
      fc.property(some, fc.constantFrom(...SEVERITIES), (severities, more) => {
        const before = read(severities)
        const after = read([...severities, more])
        expect(after.status).not.toBe('passed')
        for (const [name, count] of Object.entries(before.metrics))
          expect(after.metrics[name]).toBeGreaterThanOrEqual(count)
      }),
    )
  })

  test.each<[string, Severity[], string]>([
    ['a clean one', [], 'passed'],
    ['medium and low ones', ['MEDIUM', 'LOW'], 'passed'],
    ['a critical one', ['CRITICAL'], 'failed'],
    ['a high one', ['LOW', 'HIGH'], 'failed'],
    ['one that nobody rated', ['UNKNOWN'], 'failed'],
  ])('before the vulnerability gate of the default policy: %s', (_, severities, outcome) => {
    const policy = projectPolicy('default-2026.2')
    const green = passingRecord(policy)
    const { generatedAt: _time, ...reading } = read(severities)
    const scan = anItem({ ...reading, name: 'scan', kind: 'security', gates: ['vulnerabilities'] })
    const others = green.evidence.filter((item) => !item.gates.includes('vulnerabilities'))
    const evaluation = evaluate({ ...green, evidence: [...others, scan] }, policy, AT)
    const gate = evaluation.groups.flatMap(({ gates }) => gates).find(({ id }) => id === 'vulnerabilities')
    expect(gate?.outcome).toBe(outcome)
  })
})

test.each([
  ['9.0', 'critical'],
  ['8.9', 'high'],
  ['7', 'high'],
  ['6.9', 'medium'],
  ['4.0', 'medium'],
  ['3.9', 'low'],
  [10, 'critical'],
  ['10.1', 'unrated'],
  ['0', 'unrated'],
  ['-1', 'unrated'],
  ['9e9', 'unrated'],
  ['', 'unrated'],
  [Number.NaN, 'unrated'],
  [undefined, 'unrated'],
])('a score of %j is %s', (score, severity) => {
  expect(ratingOfScore(score)).toBe(severity)
})

test('a digest is the hex behind sha256, whole', () => {
  const hex = 'a'.repeat(64)
  expect(sha256In(`sha256:${hex}`)).toEqual([hex])
  expect(sha256In(`example.org/app@sha256:${hex}`)).toEqual([hex])
  for (const other of [hex, `sha512:${hex}`, `sha256:${hex}0`, `sha256:${hex.slice(1)}`, null])
    expect(sha256In(other)).toEqual([])
})
