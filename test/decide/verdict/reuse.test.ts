import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { RunFact } from '#model/github.ts'
import type { Acceptance } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { AT, aClause, aGate, anItem, aPolicy, aRecord, COMMIT, OTHER_COMMIT } from '../../builders.ts'

const reused = { service: 'accounts', version: '1.1.0', commit: OTHER_COMMIT }
const ofRun: EvidenceItem['verification'] = [{ source: 'run', outcome: 'verified', name: null, reasons: [] }]
const byStatement: EvidenceItem['verification'] = [
  { source: 'attestation', outcome: 'verified', name: 'statement', reasons: [] },
]
const RUN: RunFact = {
  id: '7',
  url: null,
  name: 'CI',
  event: 'push',
  attempt: 1,
  commit: COMMIT,
  conclusion: 'success',
  artifacts: [],
}

describe('bytes that an earlier release offered for another commit', () => {
  test('prove nothing where a gate asks for evidence of this code', () => {
    expect(judge(anItem())).toEqual(['go'])
    expect(judge(anItem({ reused }))).toEqual(['no-go', 'gate.unit-tests.unknown', 'unit.reused'])
    expect(judge(anItem({ reused, codeMatch: 'dossier-only' }))).toContain('unit.reused')
  })

  test('name the earlier release and its commit', () => {
    const { blockers } = evaluated(anItem({ reused }), {})
    expect(blockers.find(({ code }) => code === 'unit.reused')?.args).toEqual({
      release: 'accounts 1.1.0',
      commit: OTHER_COMMIT,
      claimed: COMMIT,
      item: 'unit',
    })
  })

  test('may be proof again where a gate takes evidence of any code, as of drills', () => {
    expect(judge(anItem({ reused }), { code: 'any' })).toEqual(['go'])
  })

  test('prove no required artifact of this code either', () => {
    const artifact = { name: 'unit', title: 'Unit', producer: 'ci', purpose: 'x', accepts: [aClause()] }
    const base = aPolicy([aGate({ accepts: [aClause({ code: 'any' })] })], {
      artifacts: [{ ...artifact, requireVerified: false }],
    })
    const requirements = base.requirements.map((each) => ({ ...each, artifacts: ['unit'] }))
    const evidence = [anItem({ gates: ['unit-tests'], reused })]
    const found = evaluate(aRecord({ evidence }), { ...base, requirements }, AT)
    expect(found.blockers.map(({ code }) => code)).toContain('unit.reused')
  })

  test('leave a gate to another file that was made from this code', () => {
    const own = anItem({ name: 'own' })
    expect(judge(anItem({ reused }), {}, [own])).toEqual(['go'])
  })
})

describe('the same bytes again', () => {
  const made = anItem({ reused, run: { id: '7' }, verification: ofRun })
  const attested = anItem({ reused, verification: byStatement })

  test.each<[string, EvidenceItem, EvidenceItem[], RunFact, string]>([
    ['count when the forge knows them from a run on this commit', made, [], RUN, 'go'],
    ['do not when the run was on another commit', made, [], { ...RUN, commit: OTHER_COMMIT }, 'no-go'],
    ['do not when the run failed', made, [], { ...RUN, conclusion: 'failure' }, 'no-go'],
    ['do not when it is another run', { ...made, run: { id: '8' } }, [], RUN, 'no-go'],
    ['do not when the forge does not know the bytes', { ...made, verification: [] }, [], RUN, 'no-go'],
    ['count when an expected signer attests the commit', attested, [statement({})], RUN, 'go'],
    ['do not when nobody expects the signer', attested, [statement({ expected: null })], RUN, 'no-go'],
    ['do not when it attests no commit', attested, [statement({ compared: ['signature'] })], RUN, 'no-go'],
    ['do not when it was not verified', attested, [statement({ outcome: 'unverified' })], RUN, 'no-go'],
    ['do not when the attestation is not there', attested, [], RUN, 'no-go'],
  ])('%s', (_, item, others, run, decision) => {
    expect(judge(item, {}, others, run)[0]).toBe(decision)
  })

  function statement(parts: Partial<EvidenceItem['attestations'][number]>): EvidenceItem {
    const attestation: EvidenceItem['attestations'][number] = {
      predicateType: null,
      outcome: 'verified',
      reasons: [],
      signer: { identity: 'key', issuer: null },
      expected: 'release-workflow',
      root: null,
      compared: ['signature', 'commit'],
      subjects: { total: 1, matched: 1 },
      ...parts,
    }
    return anItem({ name: 'statement', format: 'attestation', attestations: [attestation] })
  }
})

function judge(item: EvidenceItem, clause: Partial<Acceptance> = {}, others: EvidenceItem[] = [], run = RUN) {
  const { decision, blockers } = evaluated(item, clause, others, run)
  return [decision, ...blockers.map(({ code }) => code)]
}

function evaluated(
  item: EvidenceItem,
  clause: Partial<Acceptance>,
  others: EvidenceItem[] = [],
  run: RunFact = RUN,
) {
  const isBound = (each: EvidenceItem) => each.format === 'junit'
  const evidence = [item, ...others].map((each) =>
    isBound(each) ? { ...each, gates: ['unit-tests'] } : each,
  )
  const nothing = {
    repository: 'a/b',
    release: null,
    tag: null,
    pullRequests: [],
    attestations: [],
    unknown: [],
  }
  const github: ReleaseRecord['github'] = { ...nothing, runs: [run] }
  return evaluate(aRecord({ evidence, github }), aPolicy([aGate({ accepts: [aClause(clause)] })]), AT)
}
