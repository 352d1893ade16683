import { describe, expect, test } from 'vitest'
import { loosenedDemands } from '#decide/history/loosening.ts'
import type { Acceptance, Gate, Policy } from '#model/policy.ts'
import { aClause, aGate, aPolicy } from '../../builders.ts'
import { projectPolicy } from '../../passing-record.ts'

const STRICT: Partial<Acceptance> = {
  acts: ['drill'],
  tools: ['Trivy'],
  suites: ['ledger'],
  cases: ['AT-052'],
  producers: ['ci.sh'],
  signers: ['release'],
  workflows: ['.github/workflows/ci.yml'],
  topics: ['backup'],
  targets: ['image'],
  maxSkippedShare: 0.2,
  maxAgeDays: 30,
  thresholds: [{ metric: 'rows', min: 1 }],
}

describe('a clause that asks for less', () => {
  test.each<[string, Partial<Acceptance>, string, string]>([
    ['a kind more', { kinds: ['test', 'docs'] }, 'kinds', 'docs'],
    ['an act more', { acts: ['drill', 'review'] }, 'acts', 'review'],
    ['a tool more', { tools: ['Trivy', 'Grype'] }, 'tools', 'Grype'],
    ['any tool', { tools: [] }, 'tools', 'any'],
    ['no suite', { suites: undefined }, 'suites', 'none'],
    ['another case', { cases: ['AT-053'] }, 'cases', 'none'],
    ['any producer', { producers: undefined }, 'producers', 'any'],
    ['a producer more', { producers: ['ci.sh', 'hand'] }, 'producers', 'hand'],
    ['any signer', { signers: undefined }, 'signers', 'any'],
    ['any workflow', { workflows: undefined }, 'workflows', 'any'],
    ['any topic', { topics: undefined }, 'topics', 'any'],
    ['any target', { targets: undefined }, 'targets', 'any'],
    ['more skipped cases', { maxSkippedShare: 0.5 }, 'share of skipped cases', '0.5'],
    ['any share of skipped cases', { maxSkippedShare: undefined }, 'share of skipped cases', 'any'],
    ['a longer age', { maxAgeDays: 31 }, 'days of age', '31'],
    ['any age', { maxAgeDays: null }, 'days of age', 'any'],
    ['any commit', { code: 'any' }, 'commit', 'any'],
    ['no limit', { thresholds: [] }, 'limits', 'none'],
  ])('is told when it takes %s', (_, change, what, to) => {
    const next = gated({ accepts: [aClause({ ...STRICT, ...change } as Partial<Acceptance>)] })
    expect(loosenedDemands(gated(), next)).toMatchObject([
      { code: 'policy.asks_less', args: { of: 'unit-tests', what, to, version: '2' } },
    ])
  })

  test('is told when it stands beside the strict one', () => {
    const next = gated({ accepts: [aClause(STRICT), aClause({ ...STRICT, code: 'any' })] })
    expect(loosenedDemands(gated(), next)).toHaveLength(1)
  })

  test.each<[string, Partial<Acceptance>]>([
    ['the same', {}],
    ['the same in one more format', { formats: ['junit', 'tap'] }],
    ['one more suite', { suites: ['ledger', 'payout'] }],
    ['a shorter age and fewer skipped cases', { maxAgeDays: 20, maxSkippedShare: 0 }],
  ])('is not told when it asks for %s', (_, change) => {
    expect(loosenedDemands(gated(), gated({ accepts: [aClause({ ...STRICT, ...change })] }))).toEqual([])
  })
})

const OWNER = { role: 'owner', title: 'Owner', quorum: 2 }

const strict = aPolicy([aGate({ requireVerified: true })], {
  approvers: [{ ...OWNER, verifiedBy: ['review'] }],
  requireVerifiedTag: true,
  distinctBytes: true,
  distinctApprovers: true,
  firstAttempt: true,
  runConclusion: true,
  documentationPaths: ['docs/**'],
  maxSkippedShare: 0.2,
  fallbacks: { severities: ['SEV-4'], maxDays: 30 },
  waivers: { maxDays: 30 },
})

describe('a policy that asks for less', () => {
  test.each<[string, Partial<Policy>, string, string]>([
    ['a gate', { groups: aPolicy([]).groups }, 'unit-tests', 'the gate'],
    ['a signature', aPolicy([aGate()]), 'unit-tests', 'a verified signature'],
    [
      'a mandatory gate',
      aPolicy([aGate({ requireVerified: true, requirement: 'conditional' })]),
      'unit-tests',
      'requirement',
    ],
    ['a rule', aPolicy([aGate({ requireVerified: true, rule: 'approvals' })]), 'unit-tests', 'rule'],
    ['all proof', aPolicy([aGate({ requireVerified: true, accepts: [] })]), 'unit-tests', 'proof'],
    ['a quorum', { approvers: [{ ...OWNER, quorum: 1, verifiedBy: ['review'] }] }, 'owner', 'approvers'],
    ['the proof of an approval', { approvers: [OWNER] }, 'owner', 'proof of an approval'],
    [
      'strict proof of an approval',
      { approvers: [{ ...OWNER, verifiedBy: ['review', 'signed-record'] }] },
      'owner',
      'proof of an approval',
    ],
    ['an approver', { approvers: [] }, 'owner', 'approvers'],
    ['a severity', { blockingSeverities: ['SEV-1'] }, 'the policy', 'blocking severities'],
    ['a verified tag', { requireVerifiedTag: false }, 'the policy', 'a verified tag'],
    ['distinct persons', { distinctApprovers: undefined }, 'the policy', 'a person for each role'],
    ['runs that succeed', { runConclusion: undefined }, 'the policy', 'a run that succeeded'],
    ['first attempts', { firstAttempt: false }, 'the policy', 'green at the first attempt'],
    ['few documentation paths', { documentationPaths: ['**'] }, 'the policy', 'documentation paths'],
    ['distinct files', { distinctBytes: false }, 'the policy', 'distinct files'],
    ['few skipped cases', { maxSkippedShare: undefined }, 'the policy', 'share of skipped cases'],
    [
      'short fallbacks',
      { fallbacks: { severities: ['SEV-4'], maxDays: 60 } },
      'the policy',
      'days of a fallback',
    ],
    [
      'fallbacks of few severities',
      { fallbacks: { severities: ['SEV-4', 'SEV-1'], maxDays: 30 } },
      'the policy',
      'severities with a fallback',
    ],
    ['short exceptions', { waivers: { maxDays: 60 } }, 'the policy', 'days of a waiver'],
    ['any end of exceptions', { waivers: undefined }, 'the policy', 'days of a waiver'],
    ['few authors of VEX', { vexAuthors: ['anybody'] }, 'the policy', 'authors of VEX'],
    ['few tools that may suppress', { suppressors: ['any'] }, 'the policy', 'tools that may suppress'],
  ])('no longer for %s, is told', (_, change, of, what) => {
    const { groups } = { ...strict, ...change }
    const parts = 'id' in change ? { groups } : change
    const next = { ...strict, ...parts, version: '2' } as Policy
    expect(loosenedDemands(strict, next)).toMatchObject([{ args: { of, what } }])
  })

  test('no longer for an artifact of a release type, is told, and for one more profile', () => {
    const [first, ...rest] = strict.requirements
    if (!first) throw new Error('A policy names four types.')
    const before = {
      ...strict,
      requirements: [{ ...first, artifacts: ['pack'], profiles: ['real_local' as const] }, ...rest],
    }
    const next = {
      ...strict,
      requirements: [{ ...first, profiles: ['real_local' as const, 'local_live' as const] }, ...rest],
    }
    expect(loosenedDemands(before, next).map(({ args }) => args['what'])).toEqual(['profiles', 'artifacts'])
  })
})

test.each([
  ['2026.1', '2026.2', []],
  ['2026.2', '2026.3', ['Gemnasium', 'cargo-audit', 'pip-audit', 'yarn-audit']],
])('the default policy asks for no less from %s to %s, but for tools: %j', (from, to, tools) => {
  const told = loosenedDemands(projectPolicy(`default-${from}`), projectPolicy(`default-${to}`))
  expect(told.map(({ args }) => [args['what'], args['to']])).toEqual(tools.map((tool) => ['tools', tool]))
})

function gated(parts: Partial<Gate> = {}): Policy {
  return aPolicy([aGate({ accepts: [aClause(STRICT)], ...parts })], { version: '2' })
}

describe('a checklist that asks for less', () => {
  type Area = Policy['checklist'][number]
  const security: Area = {
    area: 'Security',
    requiredProof: 'scan',
    checks: ['bandit', 'pip_audit'],
    releaseTypes: ['minor', 'major'],
  }
  const docs: Area = { area: 'Docs', requiredProof: 'build', checks: ['docs'] }
  const having = (version: string, ...checklist: Area[]): Policy => aPolicy([aGate()], { version, checklist })
  const before = having('1', security, docs)

  test.each<[string, Policy, string, string]>([
    ['without an area', having('2', security), 'the area of the checklist', 'required'],
    ['without a check', having('2', { ...security, checks: ['bandit'] }, docs), 'checks', 'pip_audit'],
    [
      'for fewer of the named types',
      having('2', { ...security, releaseTypes: ['major'] }, docs),
      'release types',
      'minor',
    ],
    [
      'for some types instead of all',
      having('2', security, { ...docs, releaseTypes: ['docs-patch', 'minor', 'major'] }),
      'release types',
      'runtime-patch',
    ],
  ])('is told %s', (_, next, what, from) => {
    expect(loosenedDemands(before, next)).toMatchObject([
      { code: 'policy.asks_less', args: { what, from, to: 'none' } },
    ])
  })

  test('is not told of fewer types where no check was named', () => {
    const words = { ...docs, checks: [] }
    expect(loosenedDemands(having('1', words), having('2', { ...docs, releaseTypes: ['major'] }))).toEqual([])
  })

  test('is not told when more is asked, or of all types', () => {
    const { releaseTypes: _, ...all } = { ...security, checks: ['bandit', 'pip_audit', 'sbom'] }
    expect(loosenedDemands(before, having('2', all, docs))).toEqual([])
  })
})
