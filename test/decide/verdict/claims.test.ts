import { describe, expect, test } from 'vitest'
import { stepsToGo } from '#decide/history/steps-to-go.ts'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { AT, aClause, aDossier, aGate, anItem, aPolicy, aRecord } from '../../builders.ts'

type DossierParts = NonNullable<Parameters<typeof aDossier>[0]>

const unit = anItem({ gates: ['unit-tests'] })

describe('a smoke run', () => {
  const step = { actor: 'a', target: 'b', action: 'c', result: 'passed' as const }
  const run = (buildVersion?: string, result: 'passed' | 'failed' = 'passed') => ({
    smokeRuns: [{ environment: 'dev', buildVersion, steps: [{ ...step, result }] }],
  })

  test.each([['1.4.0'], ['v1.4.0'], ['1.4.0+build.7'], [undefined]])(
    'that reports %s says nothing odd',
    (build) => {
      expect(found(run(build))).toEqual([])
    },
  )

  test('that passed on another version is reported', () => {
    expect(found(run('1.3.9'))).toEqual(['smoke.other_version'])
    expect(found(run('1.3.9', 'failed'))).toEqual([])
  })
})

describe('a promotion', () => {
  const to = (parts: object) => ({ promotions: [{ to: 'production', result: 'reached' as const, ...parts }] })
  const conditions = (...all: ('met' | 'not-met' | 'unknown')[]) =>
    all.map((status, at) => ({ id: `C-${at}`, status }))

  test('whose conditions are met says nothing odd', () => {
    expect(found(to({ conditions: conditions('met', 'met') }))).toEqual([])
    expect(found(to({ result: 'blocked', conditions: conditions('not-met') }))).toEqual([])
  })

  test.each(['not-met', 'unknown'] as const)('that took place with a condition %s is reported', (status) => {
    expect(found(to({ conditions: conditions('met', status) }))).toEqual(['promotion.unmet'])
  })

  test('against the rules of the release branch is reported', () => {
    expect(found(to({ directPush: true, noVerify: true }))).toEqual([
      'promotion.direct_push',
      'promotion.no_verify',
    ])
  })
})

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

describe('a claim that is contradicted', () => {
  const step = { actor: 'a', target: 'b', action: 'c' }
  const smoke = (buildVersion: string, ...results: ('passed' | 'failed')[]) => ({
    smokeRuns: [{ environment: 'dev', buildVersion, steps: results.map((result) => ({ ...step, result })) }],
  })
  const promotion = (parts: object) => ({
    promotions: [{ to: 'prod', result: 'reached' as const, ...parts }],
  })
  const conditions = ['b', 'a', 'c'].map((id) => ({
    id,
    status: id === 'c' ? ('met' as const) : ('unknown' as const),
  }))

  test.each<[string, DossierParts, string, object, string[]]>([
    [
      'a smoke run of which one step passed',
      smoke('1.3.9', 'failed', 'passed'),
      'smoke.other_version',
      { environment: 'dev', reported: '1.3.9', version: '1.4.0' },
      ['smokeRuns', 'dev'],
    ],
    [
      'a promotion, with what was not met in order',
      promotion({ conditions }),
      'promotion.unmet',
      { environment: 'prod', conditions: ['a', 'b'] },
      ['promotions', 'prod'],
    ],
    [
      'a direct push',
      promotion({ directPush: true }),
      'promotion.direct_push',
      { environment: 'prod' },
      ['promotions', 'prod'],
    ],
    [
      'a push without checks',
      promotion({ noVerify: true }),
      'promotion.no_verify',
      { environment: 'prod' },
      ['promotions', 'prod'],
    ],
  ])('is told whole, and where it stands: %s', (_, parts, code, args, path) => {
    expect(judge(parts).findings).toEqual([{ code, args, path }])
  })

  test.each([
    ['1.4.0v', ['smoke.other_version']],
    ['version 1.4.0', ['smoke.other_version']],
    ['v', ['smoke.other_version']],
    ['1.4.0+a+b', []],
    ['1.4+0', ['smoke.other_version']],
  ])('is not made up: %s is a build of 1.4.0 or is none', (build, expected) => {
    expect(found(smoke(build, 'passed'))).toEqual(expected)
  })

  test('is no promotion that did not take place, whatever was not met', () => {
    expect(found(promotion({ result: 'blocked', conditions, directPush: true, noVerify: true }))).toEqual([])
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
