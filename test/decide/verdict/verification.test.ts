import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { posture } from '#decide/history/posture.ts'
import { otherBlockers, stepsToGo } from '#decide/history/steps-to-go.ts'
import { evaluate } from '#decide/verdict/evaluate.ts'
import { isOriginVerified, verificationOutcome } from '#decide/verdict/verification.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import type { Policy } from '#model/policy.ts'
import type { Comparison } from '#model/verification.ts'
import { AT, aClause, aDossier, aGate, anItem, aPolicy, aRecord, gitFacts } from '../../builders.ts'
import { arbitraryPolicy, arbitraryRecord, MOMENTS } from '../arbitrary.ts'

const compared = (source: Comparison['source'], outcome: Comparison['outcome']): Comparison => ({
  source,
  outcome,
  name: null,
  reasons: outcome === 'verified' ? [] : [{ code: 'attestation.no_expectation', args: {}, path: [] }],
})
const signed = [compared('attestation', 'verified')]

describe('the comparisons of an artifact', () => {
  test.each<[Comparison[], string | null, boolean]>([
    [[], null, false],
    [[compared('dossier', 'verified')], 'verified', false],
    [[compared('attestation', 'verified')], 'verified', true],
    [[compared('signature', 'verified')], 'verified', true],
    [[compared('attestation', 'unverified')], 'unverified', false],
    [[compared('sums', 'unverified'), compared('attestation', 'verified')], 'verified', true],
    [[compared('asset', 'verified')], 'verified', false],
    [[compared('run', 'verified'), compared('asset', 'failed')], 'failed', false],
    [[compared('attestation', 'verified'), compared('asset', 'failed')], 'failed', false],
  ])('%#: give one outcome, and digests say nothing about the origin', (verification, outcome, origin) => {
    expect(verificationOutcome({ verification })).toBe(outcome)
    expect(isOriginVerified({ verification })).toBe(origin)
  })
})

describe('a checksum list that lies beside the evidence', () => {
  const green = anItem({ gates: ['unit-tests'] })
  const list = (code: string, parts: Partial<EvidenceItem> = {}) =>
    anItem({
      name: 'SHA256SUMS',
      format: 'sha256sums',
      status: 'unreadable',
      reasons: [finding(code)],
      ...parts,
    })
  const codes = (item: EvidenceItem) =>
    evaluate(aRecord({ evidence: [green, item] }), aPolicy(), AT).blockers.map(({ code }) => code)

  test.each(['evidence.no_room', 'evidence.too_large', 'list.too_many'])(
    'blocks where nobody looked at it for %s: it may contradict what is beside it',
    (code) => {
      expect(codes(list(code))).toEqual(['list.unseen'])
      expect(codes(list(code, { format: 'junit' }))).toEqual([])
    },
  )

  test('blocks nothing where it is no list at all', () => {
    expect(codes(list('evidence.symlink'))).toEqual([])
  })
})

describe('a gate that accepts only verified evidence', () => {
  const strict = { gate: true, artifact: false }

  test('passes with a passing file signed by an allowed signer', () => {
    expect(judge(strict, [bound({ verification: signed })])).toMatchObject({ decision: 'go', blockers: [] })
  })

  test.each<[string, Partial<EvidenceItem>]>([
    ['nothing vouches for', {}],
    ['only the dossier vouches for', { verification: [compared('dossier', 'verified')] }],
    ['somebody signed whom nobody expects', { verification: [compared('attestation', 'unverified')] }],
  ])('does not pass with a passing file that %s', (_, parts) => {
    const { decision, groups } = judge(strict, [bound(parts)])
    expect(decision).toBe('no-go')
    expect(groups[0]?.gates[0]).toMatchObject({ outcome: 'unknown' })
    expect(groups[0]?.gates[0]?.items[0]?.findings.map(({ code }) => code)).toEqual(['unit.unverified'])
  })

  test('reports a failed file as failed, signed or not', () => {
    const { groups } = judge(strict, [bound({ status: 'failed' })])
    expect(groups[0]?.gates[0]?.outcome).toBe('failed')
  })

  test('does not count an unsigned failed file as the check before breaking changes were documented', () => {
    const change = { what: 'x', label: 'BREAKING:', migrationGuide: 'https://example.org/guide' }
    const dossier = aDossier({ breakingChanges: [change] })
    const red = bound({ status: 'failed' })
    const decide = (requireVerified: boolean, evidence: EvidenceItem[]) => {
      const gate = aGate({ rule: 'breaking-changes', requireVerified })
      return evaluate(aRecord({ dossier, evidence }), aPolicy([gate]), AT).decision
    }
    expect(decide(false, [red])).toBe('go')
    expect(decide(true, [red])).toBe('no-go')
    expect(decide(true, [{ ...red, verification: signed }])).toBe('go')
  })
})

describe('a required artifact that must be verified', () => {
  const strict = { gate: false, artifact: true }

  test('passes the release when it is signed, and blocks when it is not', () => {
    const pack = (parts: Partial<EvidenceItem>) => [bound({}), anItem({ name: 'pack', ...parts })]
    expect(judge(strict, pack({ verification: signed })).decision).toBe('go')
    const unsigned = judge(strict, pack({}))
    expect(unsigned.blockers.map(({ code }) => code)).toEqual(['pack.unverified'])
  })
})

describe('a comparison that failed', () => {
  const forged = [compared('attestation', 'failed')]

  test('blocks through the gate that the artifact is bound to, and is reported once', () => {
    const { blockers, strip } = judge({}, [bound({ verification: forged })])
    expect(blockers).toMatchObject([
      { code: 'gate.unit-tests.not_passed', args: { item: 'unit', because: 'attestation.no_expectation' } },
    ])
    expect(strip).toBe('fnnnnp')
  })

  test('blocks also where its gate is waived', () => {
    const gate = aGate({ requirement: 'conditional', condition: 'x' })
    const required = aGate({ id: 'other' })
    const waivers = [{ gate: gate.id, owner: 'Olga', reason: 'x', until: '2030-01-01T00:00:00Z' }]
    const decide = (verification: Comparison[]) => {
      const evidence = [bound({ verification, kind: 'docs' }), anItem({ name: 'other', gates: ['other'] })]
      return evaluate(aRecord({ dossier: aDossier({ waivers }), evidence }), aPolicy([gate, required]), AT)
    }
    expect(decide([]).decision).toBe('go')
    expect(decide(forged).blockers.map(({ code }) => code)).toEqual(['gate.unit-tests.not_passed'])
  })

  test('blocks when the artifact is bound to nothing, while one that could not be made does not', () => {
    const loose = (verification: Comparison[]) => [bound({}), anItem({ name: 'loose', verification })]
    expect(judge({}, loose([compared('attestation', 'unverified')])).decision).toBe('go')
    const blocked = judge({}, loose(forged))
    expect(blocked).toMatchObject({ decision: 'no-go', firstFailure: 'artifacts', strip: 'pnnnfp' })
    expect(stepsToGo(blocked)).toMatchObject([{ kind: 'artifact', id: 'loose' }])
  })
})

describe('changed bytes', () => {
  const told = (evidence: EvidenceItem[]) => judge({}, evidence).blockers.map(({ code }) => code)

  test('keep a gate from passing by a code of their own, file by file', () => {
    const changed = bound({ name: 'changed', status: 'tampered' })
    const listed = bound({ name: 'listed', verification: [compared('sums', 'failed')] })
    expect(told([bound({}), changed, listed])).toEqual([
      'gate.unit-tests.digest_mismatch',
      'gate.unit-tests.digest_mismatch',
    ])
    expect(told([bound({}), bound({ name: 'red', status: 'failed' })])).toEqual([
      'gate.unit-tests.not_passed',
    ])
  })

  test('block where the artifact is bound to nothing, told once', () => {
    const verification = [compared('dossier', 'failed'), compared('sums', 'failed')]
    const loose = anItem({ name: 'loose', status: 'tampered', verification })
    const evaluation = judge({}, [bound({}), loose])
    expect(evaluation.blockers.map(({ code }) => code)).toEqual(['loose.digest_mismatch'])
    expect(otherBlockers(evaluation)).toHaveLength(1)
    expect(
      told([bound({}), anItem({ name: 'loose', verification: [compared('sums', 'verified')] })]),
    ).toEqual([])
  })

  test('of a required artifact block by the artifact', () => {
    const pack = (parts: Partial<EvidenceItem>) => [bound({}), anItem({ name: 'pack', ...parts })]
    const codes = (parts: Partial<EvidenceItem>) =>
      judge({ artifact: true }, pack(parts)).blockers.map(({ code }) => code)
    expect(codes({ status: 'tampered' })).toEqual(['pack.digest_mismatch'])
  })
})

describe('for any release, policy and moment', () => {
  const cases = fc.record({
    record: arbitraryRecord,
    policy: arbitraryPolicy,
    at: fc.constantFrom(...MOMENTS),
  })
  const comparisons = fc.array(
    fc
      .tuple(
        fc.constantFrom('dossier', 'asset', 'run', 'sums', 'attestation', 'signature'),
        fc.constantFrom('verified', 'unverified', 'failed'),
      )
      .map(([source, outcome]) => compared(source as 'dossier', outcome as 'failed')),
    { maxLength: 3 },
  )

  test('comparisons never turn NO-GO into GO, and a failed one is never GO', () => {
    fc.assert(
      fc.property(cases, comparisons, fc.nat(), ({ record, policy, at }, verification, index) => {
        const place = index % record.evidence.length
        const evidence = record.evidence.map((item, i) => (i === place ? { ...item, verification } : item))
        const before = evaluate(record, policy, at).decision
        const after = evaluate({ ...record, evidence }, policy, at).decision
        const failed = verification.some(({ outcome }) => outcome === 'failed')
        return failed ? after === 'no-go' : after === before
      }),
      { numRuns: 300 },
    )
  })

  test('asking for verified evidence never passes what the same policy blocks without it', () => {
    fc.assert(
      fc.property(cases, comparisons, ({ record, policy, at }, verification) => {
        const evidence = record.evidence.map((item) => ({ ...item, verification }))
        const strict = evaluate({ ...record, evidence }, verifiedOnly(policy), at).decision
        return strict === 'no-go' || evaluate({ ...record, evidence }, policy, at).decision === 'go'
      }),
      { numRuns: 300 },
    )
  })
})

function verifiedOnly(policy: Policy): Policy {
  const groups = policy.groups.map((group) => ({
    ...group,
    gates: group.gates.map((gate) => ({ ...gate, requireVerified: true })),
  }))
  return { ...policy, groups }
}

function bound(parts: Partial<EvidenceItem>): EvidenceItem {
  return anItem({ gates: ['unit-tests'], ...parts })
}

function judge({ gate = false, artifact = false }, evidence: EvidenceItem[]) {
  const pack = { name: 'pack', title: 'Pack', producer: 'ci', purpose: 'x', accepts: [aClause()] }
  const requirements = aPolicy().requirements.map((each) => ({
    ...each,
    artifacts: artifact ? ['pack'] : [],
  }))
  const policy = aPolicy([aGate({ requireVerified: gate })], {
    artifacts: [{ ...pack, requireVerified: artifact }],
    requirements,
  })
  return evaluate(aRecord({ evidence }), policy, AT)
}

describe('the signature of a tag', () => {
  const signature = (outcome: 'verified' | 'unverified' | 'failed') => ({
    sort: 'ssh' as const,
    outcome,
    signer: null,
    reasons: outcome === 'verified' ? [] : [{ code: `tag.${outcome}`, args: {}, path: [] }],
  })
  const decide = (given: ReturnType<typeof signature> | null, requireVerifiedTag = false) => {
    const record = aRecord({ git: gitFacts({ signature: given }), evidence: [bound({})] })
    return evaluate(record, aPolicy([aGate()], { requireVerifiedTag }), AT)
  }

  test('blocks when it is invalid, whatever the policy asks for', () => {
    const blocked = decide(signature('failed'))
    expect(blocked.blockers).toMatchObject([
      { code: 'tag.verification_failed', args: { tag: 'ledger/v1.4.0', because: 'tag.failed' } },
    ])
    expect(stepsToGo(blocked)).toMatchObject([{ kind: 'tag' }])
  })

  test('is required only if the policy asks for it', () => {
    expect([decide(null), decide(signature('unverified'))].map(({ decision }) => decision)).toEqual([
      'go',
      'go',
    ])
    for (const given of [null, signature('unverified')])
      expect(decide(given, true).blockers.map(({ code }) => code)).toEqual(['tag.not_verified'])
    expect(decide(signature('verified'), true).decision).toBe('go')
  })

  test('never counts as an approval', () => {
    const policy = aPolicy([aGate()], { approvers: [{ role: 'owner', title: 'Owner', quorum: 1 }] })
    const record = aRecord({
      git: gitFacts({ signature: signature('verified') }),
      evidence: [bound({ verification: signed })],
    })
    expect(evaluate(record, policy, AT).blockers.map(({ code }) => code)).toEqual(['approval.owner.missing'])
  })

  test('never hides that the tag object has another name', () => {
    const findings = (otherName: string | null) =>
      posture(aRecord({ git: gitFacts({ otherName }), evidence: [bound({})] }), [aPolicy()], 'small', AT)
        .findings
    expect(findings('v1.0.0').map(({ code }) => code)).toEqual(['tag.other_name'])
    expect(findings(null)).toEqual([])
  })
})
