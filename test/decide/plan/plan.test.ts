import { describe, expect, test } from 'vitest'
import { atHandOf } from '#decide/plan/at-hand.ts'
import { planOf } from '#decide/plan/plan.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Policy } from '#model/policy.ts'
import { AT, aClause, aDossier, aGate, anItem, aPolicy, aRecord } from '../../builders.ts'

const artifact = (name: string) => ({
  name,
  title: name,
  producer: 'ci',
  purpose: 'proof',
  accepts: [aClause()],
  requireVerified: false,
})

const requirement = (releaseType: Policy['requirements'][number]['releaseType'], artifacts: string[]) => ({
  releaseType,
  summary: releaseType,
  profiles: releaseType === 'minor' ? (['real_local', 'vendor_live'] as const).slice() : [],
  artifacts,
  artifactsWhenExternal: releaseType === 'minor' ? ['vendor'] : [],
  profilesWhenExternal: [],
})

const policy = aPolicy(
  [
    aGate(),
    aGate({ id: 'drill', title: 'Drill', accepts: [drillClause(100)] }),
    aGate({ id: 'approval', title: 'Approval', rule: 'approvals', accepts: [] }),
  ],
  {
    artifacts: ['docs', 'pack', 'vendor', 'bench'].map(artifact),
    requirements: [
      requirement('docs-patch', ['docs']),
      requirement('runtime-patch', []),
      requirement('minor', ['pack']),
      requirement('major', ['pack']),
    ],
    profiles: [
      { id: 'local_live', role: 'confidence', produces: [] },
      { id: 'real_local', role: 'candidate', produces: ['pack', 'bench'] },
    ],
  },
)

function drillClause(maxAgeDays: number) {
  return aClause({ kinds: ['operations'], formats: ['record'], acts: ['drill'], code: 'any', maxAgeDays })
}

const ask = (parts: Partial<Parameters<typeof planOf>[1]> = {}) =>
  planOf(policy, { releaseType: 'minor', profile: null, providers: [], ...parts })

const names = (plan: ReturnType<typeof planOf>) =>
  plan.artifacts.map(({ name, because }) => `${name} ${because ?? '-'}`)

describe('the plan of a release', () => {
  test('asks for the artifacts of its type', () => {
    expect(names(ask({ releaseType: 'docs-patch', profile: 'local_live' }))).toEqual(['docs type'])
    expect(names(ask({ releaseType: 'runtime-patch', profile: 'local_live' }))).toEqual([])
  })

  test('adds what an affected provider asks for', () => {
    expect(names(ask({ profile: 'local_live' }))).toEqual(['pack type'])
    expect(names(ask({ profile: 'local_live', providers: ['BigQuery'] }))).toEqual([
      'pack type',
      'vendor provider',
    ])
  })

  test('lists what the profile makes besides, without asking for it', () => {
    expect(names(ask({ profile: 'real_local' }))).toEqual(['pack type', 'bench -'])
  })

  test('says which profiles are enough', () => {
    expect(ask().profiles.map(({ id, isEnough }) => [id, isEnough])).toEqual([
      ['local_live', false],
      ['real_local', true],
    ])
    expect(ask({ releaseType: 'major' }).profiles.every(({ isEnough }) => isEnough)).toBe(true)
  })

  test('says where proof comes from, and how old it may be', () => {
    const { groups, windows } = ask()
    expect(groups[0]?.gates.map(({ origin }) => origin)).toEqual(['run', 'people', 'dossier'])
    expect(windows).toEqual([
      { maxAgeDays: 100, of: ['Drill'] },
      { maxAgeDays: null, of: ['Unit tests pass', 'pack'] },
    ])
  })
})

const drill = (parts: Partial<EvidenceItem> = {}) =>
  anItem({
    name: 'restore-drill',
    kind: 'operations',
    format: 'record',
    gates: ['drill'],
    codeMatch: 'unknown',
    recorded: {
      act: 'drill',
      owner: 'Ada Voss',
      at: '2026-06-01T12:00:00Z',
      topic: 'restore',
      subject: 'restore',
    },
    ...parts,
  } as Partial<EvidenceItem>)

describe('what the newest release has', () => {
  const record = (evidence: EvidenceItem[], parts: Parameters<typeof aDossier>[0] = {}) =>
    aRecord({ evidence, dossier: aDossier(parts) })
  const at = (evidence: EvidenceItem[], on = AT) =>
    atHandOf(record(evidence), ask(), { today: AT, on })?.map(({ id, state, until }) => [id, state, until])

  test('counts again where it is of no commit and fresh on the day', () => {
    expect(at([drill(), anItem({ gates: ['unit-tests'] })])).toEqual([
      ['drill', 'counts', '2026-09-09T12:00:00Z'],
    ])
  })

  test('runs out before the day', () => {
    expect(at([drill()], '2026-09-09T12:00:00Z')).toEqual([['drill', 'runs-out', '2026-09-09T12:00:00Z']])
  })

  test('is nothing where its gate does not hold today', () => {
    expect(at([drill(), drill({ name: 'red', status: 'failed' })])).toEqual([])
    expect(at([])).toEqual([])
  })

  test('is not known without a dossier', () => {
    const bare = { ...record([]), state: 'no-dossier' as const, dossier: null }
    expect(atHandOf(bare, ask(), { today: AT, on: AT })).toBeNull()
  })

  test('names what did not apply and what was let go, which is to be said again', () => {
    const conditional = aPolicy([
      aGate({ requirement: 'conditional', condition: 'it is reached from outside' }),
      aGate({ id: 'drill', requirement: 'conditional', condition: 'it stores data' }),
    ])
    const dossier = {
      gates: [{ id: 'unit-tests', applies: false, reason: 'nothing is reached' }],
      waivers: [{ gate: 'drill', owner: 'Ada Voss', reason: 'next week', until: '2026-07-01T00:00:00Z' }],
    }
    const plan = planOf(
      { ...conditional, requirements: policy.requirements, artifacts: policy.artifacts },
      { releaseType: 'minor', profile: null, providers: [] },
    )
    const found = atHandOf(record([], dossier), plan, { today: AT, on: AT })
    expect(found?.map(({ id, state, until }) => [id, state, until])).toEqual([
      ['unit-tests', 'not-applicable', null],
      ['drill', 'waived', '2026-07-01T00:00:00Z'],
    ])
  })
})
