import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { Approval } from '#model/dossier-acts.ts'
import type { ApprovalOutcome, Evaluation } from '#model/evaluation.ts'
import {
  AT,
  aDossier,
  anItem,
  aPolicy,
  aRecord,
  BEFORE,
  COMMIT,
  DIGEST,
  gitFacts,
  OTHER_COMMIT,
  OTHER_DIGEST,
} from '../../builders.ts'

describe('a role that must approve', () => {
  test('is satisfied by one approval of this dossier', () => {
    expect(outcome([act()])).toMatchObject({ outcome: 'approved', approvers: ['Ada Approver'], findings: [] })
  })

  test('is satisfied by one that names this commit too', () => {
    expect(outcome([act({ binds: { dossierSha256: DIGEST, commit: COMMIT } })]).outcome).toBe('approved')
  })

  test.each<[string, Partial<Approval>, ApprovalOutcome['outcome'], string]>([
    ['of another role', { role: 'security' }, 'missing', 'missing'],
    ['that comes later', { at: '2026-06-02T12:00:00.001Z' }, 'missing', 'missing'],
    ['of another dossier', { binds: { dossierSha256: OTHER_DIGEST } }, 'stale-binding', 'stale_binding'],
    [
      'of another commit',
      { binds: { dossierSha256: DIGEST, commit: OTHER_COMMIT } },
      'stale-binding',
      'stale_binding',
    ],
    ['that is a rejection', { decision: 'rejected' }, 'rejected', 'rejected'],
    ['by the tagger', { approver: ' tove MARSH ' }, 'self-approved', 'self_approved'],
    ['by the owner of the branch', { approver: 'Ben Branch' }, 'self-approved', 'self_approved'],
  ])('is not satisfied by one %s', (_, parts, expected, reason) => {
    const evaluation = judge([act(parts)])
    expect(evaluation.decision).toBe('no-go')
    expect(evaluation.firstFailure).toBe('approvals')
    expect(evaluation.approvals[0]?.outcome).toBe(expected)
    expect(evaluation.blockers.map((each) => each.code)).toEqual([`approval.owner.${reason}`])
  })

  test('is not satisfied by any approval when the dossier has no digest', () => {
    const record = aRecord({ dossier: aDossier({ approvals: [act()] }), evidence, dossierSha256: null })
    expect(evaluate(record, policy(1), AT).approvals[0]?.outcome).toBe('stale-binding')
  })

  test('counts distinct people', () => {
    expect(outcome([act(), act({ at: AT }), act({ approver: 'ADA APPROVER' })], 2).outcome).toBe('missing')
    expect(outcome([act(), act({ approver: 'Bob Both' })], 2)).toMatchObject({
      outcome: 'approved',
      approvers: ['Ada Approver', 'Bob Both'],
    })
  })

  test('follows the latest act of a person', () => {
    const rejected = act({ decision: 'rejected', at: '2026-05-01T00:00:00Z' })
    expect(outcome([act(), rejected]).outcome).toBe('approved')
    expect(outcome([rejected, { ...act(), at: '2026-04-01T00:00:00Z' }]).outcome).toBe('rejected')
    expect(outcome([{ ...rejected, at: BEFORE }, act()]).outcome).toBe('rejected')
  })

  test('is stopped by one rejection among enough approvals', () => {
    expect(outcome([act(), act({ approver: 'Rea Reject', decision: 'rejected' })]).outcome).toBe('rejected')
  })

  test('passes with a finding when the tagger approves beside someone else', () => {
    const evaluation = judge([act(), act({ approver: 'Tove Marsh' })])
    expect(evaluation.decision).toBe('go')
    expect(evaluation.findings.map((each) => each.code)).toEqual(['approval.owner.self_approved'])
  })
})

test('one person in two roles gives a finding', () => {
  const roles = ['owner', 'security']
  const approvals = roles.map((role) => act({ role }))
  const both = aPolicy(undefined, { approvers: roles.map((role) => ({ role, title: role, quorum: 1 })) })
  const evaluation = evaluate(aRecord({ dossier: aDossier({ approvals }), evidence }), both, AT)
  expect(evaluation.decision).toBe('go')
  expect(evaluation.findings).toMatchObject([
    { code: 'approval.one_person', args: { roles: 'owner, security' } },
  ])
})

const evidence = [anItem({ gates: ['unit-tests'] })]

function act(parts: Partial<Approval> = {}): Approval {
  const binds = { dossierSha256: DIGEST }
  return { role: 'owner', approver: 'Ada Approver', decision: 'approved', at: BEFORE, binds, ...parts }
}

function policy(quorum: number) {
  return aPolicy(undefined, { approvers: [{ role: 'owner', title: 'Owner', quorum }] })
}

function judge(approvals: Approval[], quorum = 1): Evaluation {
  const spine = { branch: { name: 'topic', owner: 'Ben Branch' } }
  const record = aRecord({ dossier: aDossier({ approvals, spine }), evidence, git: gitFacts() })
  return evaluate(record, policy(quorum), AT)
}

function outcome(approvals: Approval[], quorum = 1): ApprovalOutcome {
  const found = judge(approvals, quorum).approvals[0]
  if (!found) throw new Error('the policy has one role')
  return found
}
