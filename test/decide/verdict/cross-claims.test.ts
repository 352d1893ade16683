import { describe, expect, test } from 'vitest'
import { stepsToGo } from '#decide/history/steps-to-go.ts'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { AT, aClause, aDossier, aGate, anItem, aPolicy, aRecord } from '../../builders.ts'

type DossierParts = NonNullable<Parameters<typeof aDossier>[0]>

const unit = anItem({ gates: ['unit-tests'] })

describe('a red artifact', () => {
  const red = (parts: Partial<EvidenceItem>) => anItem({ name: 'red', status: 'failed', ...parts })

  test('that nothing asks for is reported, and decides nothing', () => {
    const evaluation = judge({}, [unit, red({})])
    expect([evaluation.decision, codes(evaluation.findings)]).toEqual(['go', ['evidence.red_unasked']])
  })

  test.each<Partial<EvidenceItem>>([{ kind: 'docs' }, { format: 'tap' }, { kind: 'docs', format: 'tap' }])(
    'fails the gate that it is bound to, also as %j, which its gate does not accept',
    (parts) => {
      const evaluation = judge({}, [unit, red({ ...parts, gates: ['unit-tests'] })])
      expect([evaluation.decision, codes(evaluation.blockers)]).toEqual([
        'no-go',
        ['gate.unit-tests.not_passed'],
      ])
      expect(judge({}, [unit, red({ ...parts, status: 'passed', gates: ['unit-tests'] })]).decision).toBe(
        'go',
      )
    },
  )

  test('that fails its gate is told there', () => {
    expect(found({}, [red({ gates: ['unit-tests'] })])).toEqual([])
    expect(found({}, [unit, anItem({ name: 'green' })])).toEqual([])
  })
})

describe('a limit inside a file', () => {
  const threshold = { metric: 'rows', min: 500 }
  const measured = (value: number, rule: 'min' | 'max' = 'min') =>
    anItem({ gates: ['unit-tests'], metrics: { rows: 600 }, limits: [{ metric: 'rows', rule, value }] })

  test.each<[string, EvidenceItem, string[]]>([
    ['looser than the policy’s is reported', measured(499), ['evidence.limit_lowered']],
    ['that is the policy’s says nothing odd', measured(500), []],
    ['stricter than the policy’s says nothing odd', measured(501), []],
    ['of another sort says nothing odd', measured(9, 'max'), []],
  ])('%s', (_, item, expected) => {
    const policy = aPolicy([aGate({ accepts: [aClause({ thresholds: [threshold] })] })])
    const evaluation = evaluate(aRecord({ evidence: [item] }), policy, AT)
    expect([evaluation.decision, codes(evaluation.findings)]).toEqual(['go', expected])
  })
})

describe('a list of checks', () => {
  const reasons = ['run_cli', 'package'].map((item) => finding('artifact.not_passed', { item }))
  const list = anItem({ name: 'list', status: 'failed', reasons })

  test('that a release must bring is one blocker per check, named, and one step', () => {
    const evaluation = judge({ require: ['list'] }, [unit, list])
    expect(codes(evaluation.blockers)).toEqual([
      'list.not_passed',
      'package.not_passed',
      'run_cli.not_passed',
    ])
    expect(stepsToGo(evaluation)).toMatchObject([{ kind: 'artifact', id: 'list' }])
  })

  test('that is bound to a gate is told check by check too', () => {
    const evaluation = judge({}, [{ ...list, gates: ['unit-tests'] }])
    expect(codes(evaluation.blockers)).toEqual([
      'gate.unit-tests.not_passed',
      'package.not_passed',
      'run_cli.not_passed',
    ])
    expect(stepsToGo(evaluation)).toMatchObject([{ kind: 'gate', id: 'unit-tests' }])
  })
})

describe('a red artifact that nothing asks for', () => {
  const red = anItem({ name: 'red', status: 'failed' })
  const policy = aPolicy(undefined, {
    artifacts: [
      { name: 'red', title: 'Red', producer: null, accepts: [aClause()], requireVerified: false },
    ] as never,
  })

  test('is told by name', () => {
    expect(judge({}, [unit, red]).findings).toEqual([
      { code: 'evidence.red_unasked', args: { item: 'red' }, path: ['evidence', 'red'] },
    ])
  })

  test('is told although the policy lists it, and not where the release must bring it', () => {
    const of = (parts: DossierParts) =>
      evaluate(aRecord({ dossier: aDossier(parts), evidence: [unit, red] }), policy, AT)
    expect(codes(of({}).findings)).toEqual(['evidence.red_unasked'])
    expect(codes(of({ require: ['red'] }).findings)).not.toContain('evidence.red_unasked')
    expect(of({ require: ['red'] }).decision).toBe('no-go')
  })
})

describe('a limit that a file lowered for itself', () => {
  const gate = aGate({
    accepts: [
      aClause({ thresholds: [{ metric: 'rows', min: 500 }] }),
      aClause({
        thresholds: [
          { metric: 'rows', min: 400, max: 900 },
          { metric: 'errors', max: 1 },
        ],
      }),
    ],
  })
  const other = aGate({
    id: 'other',
    requirement: 'conditional',
    accepts: [aClause({ thresholds: [{ metric: 'rows', min: 1000 }] })],
  })
  const limits = (metric: string, rule: 'min' | 'max', value: number) =>
    evaluate(
      aRecord({
        evidence: [
          anItem({
            gates: ['unit-tests'],
            metrics: { rows: 600, errors: 0 },
            limits: [{ metric, rule, value }],
          }),
        ],
      }),
      aPolicy([gate, other]),
      AT,
    ).findings.filter(({ code }) => code === 'evidence.limit_lowered')

  test.each<[string, 'min' | 'max', number, number | null]>([
    ['rows', 'min', 300, 500],
    ['rows', 'min', 450, 500],
    ['rows', 'min', 500, null],
    ['rows', 'max', 901, 900],
    ['rows', 'max', 900, null],
    ['errors', 'max', 2, 1],
    ['errors', 'min', 0, null],
    ['columns', 'min', 0, null],
  ])('is told beside the strictest of its gate: %s %s %d against %s', (metric, rule, value, limit) => {
    const told = { item: 'unit', name: metric, value, limit }
    expect(limits(metric, rule, value)).toEqual(
      limit === null ? [] : [{ code: 'evidence.limit_lowered', args: told, path: ['evidence', 'unit'] }],
    )
  })
})

function judge(parts: DossierParts, evidence = [unit]) {
  return evaluate(aRecord({ dossier: aDossier(parts), evidence }), aPolicy(), AT)
}

function found(parts: DossierParts, evidence = [unit]): string[] {
  return codes(judge(parts, evidence).findings)
}

function codes(findings: readonly { code: string }[]): string[] {
  return findings.map(({ code }) => code)
}
