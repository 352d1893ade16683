import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import { aboutEnvironment, environmentRules } from '#decide/verdict/promotions.ts'
import type { EnvironmentRule } from '#model/release.ts'
import { AT, aDossier, anItem, aPolicy, aRecord, DIGEST, OTHER_DIGEST } from '../../builders.ts'

type DossierParts = NonNullable<Parameters<typeof aDossier>[0]>

const PRODUCTION: EnvironmentRule = { id: 'production', production: true, conditions: [] }
const NOON = '2026-06-02T12:00:00Z'
const MORNING = '2026-06-02T08:00:00Z'
const EVENING = '2026-06-02T20:00:00Z'
/** Signed off, and looked at after it was deployed at noon. */
const GOOD: DossierParts = {
  spine: { signoff: { at: MORNING } },
  smokeRuns: [
    {
      environment: 'production',
      at: EVENING,
      buildVersion: '1.4.0',
      steps: [{ actor: 'a', target: 'b', action: 'c', result: 'passed' }],
    },
  ],
}

function promoted(step: object, parts: DossierParts = GOOD, environments = [PRODUCTION], at = AT): string[] {
  return judged(
    { promotions: [{ to: 'production', at: NOON, result: 'reached', ...step }], ...parts },
    environments,
    at,
  )
}

function judged(parts: DossierParts, environments: EnvironmentRule[] = [], at = AT): string[] {
  const dossier = aDossier(parts)
  const policy = aPolicy(undefined, {
    approvers: parts.approvals ? [{ role: 'owner', title: 'the platform owner', quorum: 1 }] : [],
  } as never)
  const record = aRecord({ dossier, evidence: [anItem({ gates: ['unit-tests'] })], environments })
  return evaluate(record, policy, at).findings.map(({ code }) => code)
}

describe('the conditions of a promotion', () => {
  const open = (status: 'met' | 'not-met' | 'unknown') => ({ conditions: [{ id: 'A-014', status }] })

  test('that are met say nothing odd, and nothing does where it was blocked', () => {
    expect(promoted(open('met'))).toEqual([])
    expect(promoted({ ...open('not-met'), result: 'blocked' })).toEqual([])
  })

  test.each(['not-met', 'unknown'] as const)('are told when one is %s', (status) => {
    expect(promoted(open(status))).toEqual(['promotion.unmet'])
  })

  test('that the catalog asks for are told when the promotion leaves them out', () => {
    const asked = [{ ...PRODUCTION, conditions: ['A-014', 'C-OPS-002'] }]
    expect(promoted(open('met'), GOOD, asked)).toEqual(['promotion.unmet'])
    const both = { conditions: ['A-014', 'C-OPS-002'].map((id) => ({ id, status: 'met' })) }
    expect(promoted(both, GOOD, asked)).toEqual([])
  })
})

describe('the rule of the release branch', () => {
  test.each([
    [{ directPush: true }, 'promotion.direct_push'],
    [{ handEdited: true }, 'promotion.hand_edited'],
    [{ noVerify: true }, 'promotion.no_verify'],
  ])('is broken by %j', (step, code) => {
    expect(promoted(step)).toEqual([code])
    expect(promoted({ ...step, result: 'blocked' })).toEqual([code])
    const [key = ''] = Object.keys(step)
    expect(promoted({ [key]: false })).toEqual([])
  })
})

describe('a deployment to where customers are', () => {
  test.each([
    ['after the sign-off is right', { at: NOON }, []],
    ['before it is told', { at: '2026-06-02T07:59:59Z' }, ['promotion.before_signoff']],
    [
      'before it is told also when it was rolled back',
      { at: '2026-06-02T07:00:00Z', result: 'rolled-back' },
      ['promotion.before_signoff'],
    ],
    ['without a time is told', { at: undefined }, ['promotion.undated']],
  ])('%s', (_, step, codes) => {
    expect(promoted(step)).toEqual(codes)
  })

  test('without any sign-off is told, and of another environment nothing is asked', () => {
    expect(promoted({}, { ...GOOD, spine: {} })).toEqual(['promotion.no_signoff'])
    expect(promoted({}, { ...GOOD, spine: {} }, [])).toEqual([])
  })

  const approvedAt = (at: string, binds = DIGEST): DossierParts => ({
    ...GOOD,
    approvals: [
      { role: 'owner', approver: 'Ada', decision: 'approved', at, binds: { dossierSha256: binds } },
    ],
  })

  test.each([
    ['after each approval is right', approvedAt(MORNING), AT, []],
    [
      'before an approval is told',
      approvedAt('2026-06-02T13:00:00Z'),
      EVENING,
      ['promotion.before_approval'],
    ],
    [
      'whose approval binds another dossier is told',
      approvedAt(MORNING, OTHER_DIGEST),
      AT,
      ['promotion.without_approval'],
    ],
    ['that nobody approved is told', { ...GOOD, approvals: [] }, AT, ['promotion.without_approval']],
    ['whose approval is yet to come is told when that has come', approvedAt('2026-06-02T13:00:00Z'), AT, []],
  ])('%s', (_, parts, at, codes) => {
    expect(promoted({}, parts, [PRODUCTION], at)).toEqual(codes)
  })
})

describe('a smoke run', () => {
  const run = (results: ('passed' | 'failed' | 'skipped')[], buildVersion: string | undefined = '1.4.0') =>
    judged({
      smokeRuns: [
        {
          environment: 'dev',
          ...(buildVersion === '' ? {} : { buildVersion }),
          steps: results.map((result) => ({ actor: 'a', target: 'b', action: 'c', result })),
        },
      ],
    })

  test('that is green says nothing odd', () => {
    expect(run(['passed', 'skipped'])).toEqual([])
  })

  test.each([
    [['passed', 'failed'], 'smoke.failed'],
    [['skipped'], 'smoke.nothing_passed'],
    [[], 'smoke.nothing_passed'],
  ] as const)('of %j is told as %s', (results, code) => {
    expect(run([...results])).toEqual([code])
  })

  test.each([
    ['v1.4.0', []],
    ['1.4.0+build.7', []],
    ['1.4.0+a+b', []],
    ['1.3.9', ['smoke.other_version']],
    ['1.4.0v', ['smoke.other_version']],
    ['v', ['smoke.other_version']],
    ['1.4+0', ['smoke.other_version']],
    ['', ['smoke.version_unknown']],
  ])('of an environment that reports "%s" tells %j', (build, codes) => {
    expect(run(['passed'], build)).toEqual(codes)
  })

  test('of another version is told whatever came of it', () => {
    expect(run(['failed'], '1.3.9')).toEqual(['smoke.failed', 'smoke.other_version'])
  })

  test.each([
    ['before the promotion', MORNING],
    ['without a time', undefined],
  ])('%s is none after it', (_, at) => {
    const [good] = GOOD.smokeRuns ?? []
    const smokeRuns = good ? [{ ...good, at }] : []
    expect(promoted({}, { ...GOOD, smokeRuns })).toEqual(['smoke.none'])
  })
})

test('what is found is told whole, with the step that it is about', () => {
  const dossier = aDossier({
    promotions: [{ to: 'production', at: '2026-06-02T10:00:00+02:00', result: 'reached', directPush: true }],
  })
  const { findings } = evaluate(aRecord({ dossier }), aPolicy([]), AT)
  const [found] = aboutEnvironment(findings, 'production', { at: MORNING })
  expect(found).toEqual({
    code: 'promotion.direct_push',
    args: { environment: 'production', at: MORNING },
    path: ['promotions', 'production'],
  })
  expect(aboutEnvironment(findings, 'production', { at: NOON })).toEqual([])
  expect(aboutEnvironment(findings, 'staging')).toEqual([])
})

describe('what the catalog asks of a promotion', () => {
  const { promotions } = aDossier({
    promotions: ['dev', 'prod-eu', 'live'].map((to) => ({ to, result: 'reached' })),
  })
  const rules = (...environments: Parameters<typeof environmentRules>[0]) =>
    environmentRules(environments, { promotions }).map(({ id }) => id)

  test('is kept for environments that a dossier names, by the mark of the catalog', () => {
    const dev = { id: 'dev', title: 'Development', production: true }
    expect(rules(dev, { id: 'live', title: 'Live' }, { id: 'prod-eu', title: 'EU' })).toEqual(['dev'])
  })

  test('holds also where the catalog does not know an environment that is called production', () => {
    expect(rules({ id: 'dev', title: 'Development' }, { id: 'end', title: 'The end' })).toEqual([
      'live',
      'prod-eu',
    ])
  })
})
