import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { RunFact } from '#model/github.ts'
import type { Acceptance, Policy } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { AT, aClause, aGate, anItem, aPolicy, aRecord, COMMIT, OTHER_COMMIT } from '../../builders.ts'

const CI: RunFact = {
  id: '7',
  url: null,
  name: 'CI',
  path: '.github/workflows/ci.yml',
  event: 'push',
  attempt: 1,
  commit: COMMIT,
  conclusion: 'success',
  artifacts: [],
}
const BY_RUN: EvidenceItem['verification'] = [{ source: 'run', outcome: 'verified', name: null, reasons: [] }]
const MADE = anItem({ gates: ['unit-tests'], run: { id: '7' }, verification: BY_RUN })

describe('a gate that asks for a workflow', () => {
  test.each<[string, EvidenceItem, RunFact, string]>([
    ['takes what GitHub knows from a run of it', MADE, CI, 'go'],
    ['does not take bytes that GitHub does not know', { ...MADE, verification: [] }, CI, 'no-go'],
    ['does not take another run', { ...MADE, run: { id: '8' } }, CI, 'no-go'],
    ['does not take another workflow', MADE, { ...CI, path: '.github/workflows/mine.yml' }, 'no-go'],
    ['does not take a workflow that nobody names', MADE, { ...CI, path: undefined } as RunFact, 'no-go'],
    ['does not take a run that failed', MADE, { ...CI, conclusion: 'failure' }, 'no-go'],
    ['does not take a run of another commit', MADE, { ...CI, commit: OTHER_COMMIT }, 'no-go'],
  ])('%s', (_, item, fact, decision) => {
    expect(ofRun({ workflows: ['.github/workflows/ci.yml'] }, item, fact).decision).toBe(decision)
  })
})

describe('a gate that asks for a run that succeeded', () => {
  test.each<[string, EvidenceItem, RunFact, string | null]>([
    ['takes what GitHub knows from one', MADE, CI, null],
    ['takes it from any workflow', MADE, { ...CI, path: '.github/workflows/other.yml' }, null],
    [
      'does not take a green file of a run that failed',
      MADE,
      { ...CI, conclusion: 'failure' },
      'unit.run_not_succeeded',
    ],
    [
      'does not take one of a run that has not ended',
      MADE,
      { ...CI, conclusion: null },
      'unit.run_not_succeeded',
    ],
    ['does not take one that names no run', { ...MADE, run: null }, CI, 'unit.run_not_named'],
    ['does not take one of a run that nobody knows', { ...MADE, run: { id: '8' } }, CI, 'unit.run_not_known'],
    [
      'does not take one of another commit',
      MADE,
      { ...CI, commit: OTHER_COMMIT },
      'unit.run_of_other_commit',
    ],
    ['does not take the word for it', { ...MADE, verification: [] }, CI, 'unit.run_of_other_bytes'],
  ])('%s', (_, item, fact, why) => {
    for (const parts of [{ runConclusion: true }, {}]) {
      const { decision, blockers } = ofRun(parts, item, fact, { runConclusion: parts.runConclusion !== true })
      expect(decision).toBe(why === null ? 'go' : 'no-go')
      expect(blockers.find(({ code }) => code.startsWith('unit.run_'))?.code ?? null).toBe(why)
    }
  })

  test('takes records of people, which come from no run', () => {
    const recorded = { act: 'drill' as const, title: 'Restored', owner: 'Olga' }
    expect(ofRun({ runConclusion: true }, { ...MADE, run: null, recorded }, CI).decision).toBe('go')
  })

  test('may be one of a policy that asks elsewhere', () => {
    const failed = { ...CI, conclusion: 'failure' }
    expect(ofRun({ runConclusion: false }, MADE, failed, { runConclusion: true }).decision).toBe('go')
  })

  test.each(['failure', 'timed_out', 'startup_failure'])(
    'takes nothing of a run that ended in %s, whatever the policy',
    (conclusion) => {
      const { decision, groups } = ofRun({}, MADE, { ...CI, conclusion })
      expect(decision).toBe('no-go')
      expect(JSON.stringify(groups)).toContain('.run_not_succeeded')
      expect(ofRun({}, MADE, { ...CI, conclusion: null }).decision).toBe('go')
    },
  )
})

function ofRun(clause: Partial<Acceptance>, item: EvidenceItem, fact: RunFact, parts: Partial<Policy> = {}) {
  const policy = aPolicy([aGate({ accepts: [aClause(clause)] })], parts)
  const nothing = {
    repository: 'a/b',
    release: null,
    tag: null,
    pullRequests: [],
    attestations: [],
    unknown: [],
  }
  const github: ReleaseRecord['github'] = { ...nothing, runs: [fact] }
  return evaluate(aRecord({ evidence: [item], github }), policy, AT)
}
