import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import { acceptSuppressions } from '#decide/verdict/vex.ts'
import { readEvidence } from '#formats/read-evidence.ts'
import { AT, anItem, aPolicy } from '../../builders.ts'
import { passingRecord, projectPolicy } from '../../passing-record.ts'

type Suppression = { kind: string; status?: string; justification?: string }

/** A log of Semgrep with one finding of a security severity, suppressed as told. */
function scan(severity: string, suppressions: readonly Suppression[], tool = 'Semgrep') {
  const rules = [{ id: 'R1', properties: { 'security-severity': severity } }]
  const results = [{ ruleId: 'R1', ruleIndex: 0, suppressions }]
  const log = { version: '2.1.0', runs: [{ tool: { driver: { name: tool, rules } }, results }] }
  const { generatedAt: _time, ...reading } = readEvidence(new TextEncoder().encode(JSON.stringify(log)), null)
  return reading
}

const WITH_REASON = [{ kind: 'external', justification: 'x' }]

/** What the vulnerability gate says about a scan, by a policy that leaves suppressing to some tools. */
function outcome(reading: ReturnType<typeof scan>, name: string, suppressors: string[] = []) {
  const policy = { ...projectPolicy(name), suppressors }
  const green = passingRecord(policy)
  const item = anItem({ ...reading, name: 'scan', kind: 'security', gates: ['vulnerabilities'] })
  const others = green.evidence.filter(({ gates }) => !gates.includes('vulnerabilities'))
  const evaluation = evaluate({ ...green, evidence: [...others, item] }, policy, AT)
  const gates = evaluation.groups.flatMap((group) => group.gates)
  return gates.find(({ id }) => id === 'vulnerabilities')?.outcome
}

describe('a finding that was suppressed in SARIF', () => {
  test.each([
    ['without a reason', [{ kind: 'inSource' }], { 'findings.critical': 1, 'findings.suppressed': 0 }],
    ['with a blank reason', [{ kind: 'inSource', justification: ' ' }], { 'findings.critical': 1 }],
    [
      'that is under review',
      [{ ...WITH_REASON[0], kind: 'external', status: 'underReview' }],
      { 'findings.critical': 1 },
    ],
    [
      'with a reason',
      WITH_REASON,
      {
        'findings.total': 0,
        'findings.critical': 0,
        'findings.suppressed': 1,
        'findings.suppressed_critical': 1,
      },
    ],
  ])('%s counts as %j', (_, suppressions, metrics) => {
    const reading = scan('9.8', suppressions)
    expect(reading.metrics).toMatchObject(metrics)
    expect(reading).toMatchObject({ judgement: 'measurements', status: 'unknown' })
  })
})

describe('the default policy', () => {
  test.each([
    ['9.8', 'failed'],
    ['7.5', 'failed'],
    ['5.0', 'passed'],
  ])('takes a suppressed finding of severity %s as %s', (severity, expected) => {
    expect(outcome(scan(severity, WITH_REASON), 'default-2026.3')).toBe(expected)
  })

  test('lets a tool suppress that the policy names, and only that one', () => {
    expect(outcome(scan('9.8', WITH_REASON), 'default-2026.3', ['Semgrep'])).toBe('passed')
    expect(outcome(scan('9.8', WITH_REASON), 'default-2026.3', ['Trivy', 'semgrep'])).toBe('failed')
  })

  test('lets no tool suppress without a reason', () => {
    expect(outcome(scan('9.8', [{ kind: 'inSource' }]), 'default-2026.3', ['Semgrep'])).toBe('failed')
  })

  test('judges as before in the versions that came before', () => {
    expect(outcome(scan('9.8', WITH_REASON), 'default-2026.2')).toBe('passed')
  })
})

test('what a policy lets go is said, with how much it was', () => {
  const item = anItem({ ...scan('9.8', WITH_REASON), name: 'scan' })
  const { items, findings } = acceptSuppressions([item], aPolicy([], { suppressors: ['Semgrep'] }))
  expect(findings).toEqual([
    {
      code: 'scan.suppression_accepted',
      args: { item: 'scan', tool: 'Semgrep', total: 1, critical: 1, high: 0 },
      path: ['vulnerabilities', 'scan'],
    },
  ])
  expect(items[0]?.metrics).toMatchObject({ 'findings.suppressed': 0, 'findings.suppressed_critical': 0 })
  expect(acceptSuppressions([item], aPolicy([]))).toEqual({ items: [item], findings: [] })
})
