import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { Evaluation } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Policy, TypeRequirement } from '#model/policy.ts'
import { AT, aClause, aDossier, anItem, aPolicy, aRecord } from '../../builders.ts'

type DossierParts = NonNullable<Parameters<typeof aDossier>[0]>

const pack = {
  name: 'pack',
  title: 'Certification pack',
  producer: 'make pack',
  purpose: 'sums it up',
  accepts: [aClause({ thresholds: [{ metric: 'rows', min: 500 }] })],
  requireVerified: false,
}

describe('a required artifact', () => {
  test('passes the release when it is present and passed', () => {
    const evaluation = judge({}, [green('pack', { metrics: { rows: 500 } })])
    expect(evaluation.decision).toBe('go')
    expect(evaluation.artifacts).toMatchObject([{ name: 'pack', required: true, outcome: 'passed' }])
  })

  test.each<[string, Partial<EvidenceItem> | null, string[]]>([
    ['is missing', null, ['pack.missing']],
    ['is red', { status: 'failed', metrics: { rows: 500 } }, ['pack.not_passed']],
    ['was tampered with', { status: 'tampered' }, ['pack.digest_mismatch']],
    ['cannot be read', { status: 'unreadable' }, ['pack.invalid']],
    ['belongs to no commit', { codeMatch: 'unknown', metrics: { rows: 500 } }, ['pack.unbound']],
    ['breaks a limit', { metrics: { rows: 499 } }, ['pack.not_passed', 'rows.below_min']],
    ['does not measure what is limited', { metrics: {} }, ['pack.unknown', 'rows.not_measured']],
  ])('blocks when it %s, and names its producer', (_, parts, codes) => {
    const evaluation = judge({}, parts === null ? [] : [green('pack', parts)])
    expect(evaluation).toMatchObject({ decision: 'no-go', firstFailure: 'artifacts', strip: 'pnnnfp' })
    expect(evaluation.blockers.map((each) => each.code)).toEqual(codes)
    expect(evaluation.blockers[0]?.args['producer']).toBe('make pack')
  })

  test('of another release type does not block, and is listed', () => {
    const evaluation = judge({ releaseType: 'major' }, [])
    expect(evaluation.decision).toBe('go')
    expect(evaluation.artifacts).toMatchObject([{ name: 'pack', required: false, outcome: 'not-applicable' }])
  })

  test('of another release type may even have failed', () => {
    const evaluation = judge({ releaseType: 'major' }, [green('pack', { status: 'failed' })])
    expect(evaluation.decision).toBe('go')
    expect(evaluation.artifacts[0]?.findings.map((each) => each.code)).toContain('pack.not_passed')
  })

  test('may be added by the dossier, and then counts by its own status', () => {
    const extra = { require: ['extra'] }
    const packed = green('pack', { metrics: { rows: 500 } })
    expect(judge(extra, [packed]).blockers.map((each) => each.code)).toEqual(['extra.missing'])
    expect(judge(extra, [packed, green('extra')]).decision).toBe('go')
    expect(judge(extra, [packed, green('extra', { codeMatch: 'different' })]).decision).toBe('no-go')
  })

  test('is added by external providers', () => {
    const requirement = { artifactsWhenExternal: ['vendor'] }
    const evidence = [green('pack', { metrics: { rows: 500 } })]
    expect(judge({}, evidence, requirement).decision).toBe('go')
    const external = judge({ affectedExternal: ['BigQuery'] }, evidence, requirement)
    expect(external.blockers.map((each) => each.code)).toEqual(['vendor.missing'])
  })
})

describe('the certification profile', () => {
  const evidence = [green('pack', { metrics: { rows: 500 } })]

  test('must be one that the release type allows', () => {
    const requirement: Partial<TypeRequirement> = { profiles: ['real_local'] }
    expect(judge({ profile: 'real_local' }, evidence, requirement).decision).toBe('go')
    const weak = judge({ profile: 'local_live' }, evidence, requirement)
    expect(weak.blockers.map((each) => each.code)).toEqual(['profile.not_enough'])
  })

  test('may be any where the policy names none', () => {
    expect(judge({ profile: 'local_live' }, evidence).decision).toBe('go')
  })

  test('must cover external providers where the policy says so', () => {
    const requirement: Partial<TypeRequirement> = { profilesWhenExternal: ['vendor_live'] }
    const external = { affectedExternal: ['BigQuery', 'Ads'] }
    const uncovered = judge({ ...external, profile: 'real_local' }, evidence, requirement)
    expect(uncovered.blockers).toMatchObject([
      {
        code: 'profile.external_not_covered',
        args: { providers: ['Ads', 'BigQuery'], allowed: ['vendor_live'] },
      },
    ])
    expect(judge({ ...external, profile: 'vendor_live' }, evidence, requirement).decision).toBe('go')
    expect(judge({ profile: 'real_local' }, evidence, requirement).decision).toBe('go')
  })

  test('cannot be judged for a type that the policy lacks', () => {
    const policy = aPolicy(undefined, { requirements: [] })
    expect(evaluate(aRecord({ evidence: [unit] }), policy, AT).blockers.map((each) => each.code)).toEqual([
      'profile.unknown_type',
    ])
  })
})

test('a policy that requires nothing passes nothing', () => {
  const evaluation = evaluate(aRecord({ evidence: [unit] }), aPolicy([]), AT)
  expect(evaluation).toMatchObject({ decision: 'no-go', blockers: [{ code: 'policy.nothing_required' }] })
})

const unit = anItem({ gates: ['unit-tests'] })

function green(name: string, parts: Partial<EvidenceItem> = {}): EvidenceItem {
  return anItem({ name, ...parts })
}

/** Minor releases need the pack. */
function judge(
  parts: DossierParts,
  evidence: EvidenceItem[],
  more: Partial<TypeRequirement> = {},
): Evaluation {
  const small = aPolicy()
  const requirements: Policy['requirements'] = small.requirements.map((each) =>
    each.releaseType === 'minor' ? { ...each, artifacts: ['pack'], ...more } : each,
  )
  const policy = { ...small, artifacts: [pack], requirements }
  return evaluate(aRecord({ dossier: aDossier(parts), evidence: [unit, ...evidence] }), policy, AT)
}
