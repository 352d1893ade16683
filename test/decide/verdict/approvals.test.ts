import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { Dossier } from '#model/dossier.ts'
import type { Approval } from '#model/dossier-acts.ts'
import type { ApprovalOutcome, Evaluation } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Person } from '#model/people.ts'
import type { Policy } from '#model/policy.ts'
import type { GitFacts } from '#model/release.ts'
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

describe('a name in the letters of another script', () => {
  test('is not taken for the one that it only looks like', () => {
    const owners = [{ role: 'service', name: 'Sope' }]
    const dossier = aDossier({ approvals: [act({ approver: 'Ѕоре' })], owners })
    const [found] = evaluate(aRecord({ dossier, evidence }), policy(1), AT).approvals
    expect(found).toMatchObject({ outcome: 'unknown-person', findings: [{ args: { like: 'Sope' } }] })
  })

  test.each(['Иван Петров', 'Søren Approver', '田中'])('is one like any other: %s', (approver) => {
    expect(outcome([act({ approver })]).outcome).toBe('approved')
  })
})

describe('a role that must approve', () => {
  test('is satisfied by one approval of this dossier', () => {
    expect(outcome([act()])).toMatchObject({ outcome: 'approved', approvers: ['Ada Approver'], findings: [] })
  })

  test('is satisfied by one that names this commit too', () => {
    expect(outcome([act({ binds: { dossierSha256: DIGEST, commit: COMMIT } })]).outcome).toBe('approved')
  })

  test.each<[string, Partial<Approval>, ApprovalOutcome['outcome'], string]>([
    ['of another role', { role: 'security' }, 'missing', 'missing'],
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
    ['by an author', { approver: 'Wanda Writer' }, 'self-approved', 'self_approved'],
    ['in letters of two scripts', { approver: 'Zоë Approver' }, 'unknown-person', 'look_alike'],
    ['older than the evidence', { at: '2026-06-01T11:59:59Z' }, 'too-early', 'before_evidence'],
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
})

describe('an approval', () => {
  test('that comes later does not count, and says when', () => {
    const evaluation = judge([act({ at: '2026-06-02T12:00:00.001Z' })])
    expect(evaluation.approvals[0]?.outcome).toBe('missing')
    expect(codes(evaluation.blockers)).toEqual(['approval.owner.missing', 'approval.owner.to_come'])
  })

  test('of the moment when the evidence was made counts', () => {
    expect(outcome([act({ at: BEFORE })]).outcome).toBe('approved')
  })

  test.each<[string, Partial<EvidenceItem>]>([
    ['has no time of its own', { timeSource: 'commit', generatedAt: AT }],
    ['is no evidence of the dossier', { name: 'other', generatedAt: AT }],
  ])('does not compare an approval with a file that %s', (_, parts) => {
    expect(judge([act()], 1, { evidence: [...evidence, anItem(parts)] }).decision).toBe('go')
  })

  test('is compared with the time that the dossier tells of evidence that is gone', () => {
    const lost = { name: 'lost', kind: 'test', producer: 'ci', gates: [], generatedAt: AT } as const
    expect(judge([act()], 1, { references: [lost] }).approvals[0]?.outcome).toBe('too-early')
  })

  test('does not count while not every author is known', () => {
    const git = gitFacts({ contributors: { names: ['Tove Marsh'], complete: false } })
    expect(judge([act()], 1, { git }).approvals[0]?.outcome).toBe('unproven')
    const untagged = { ...git, tagger: null, unknown: [{ code: 'git.no_tag', args: {}, path: [] }] }
    expect(judge([act()], 1, { git: untagged }).decision).toBe('go')
  })
})

describe('a role', () => {
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

  test('stays rejected until the same person approves this very dossier', () => {
    const rejection = act({ decision: 'rejected', at: BEFORE })
    const stale = act({ at: AT, binds: { dossierSha256: OTHER_DIGEST } })
    const other = act({ approver: 'Bob Both' })
    expect(outcome([rejection, stale, other]).outcome).toBe('rejected')
    expect(outcome([rejection, act({ at: AT }), other]).outcome).toBe('approved')
    const author = { ...rejection, approver: 'Tove Marsh' }
    expect(outcome([author, { ...author, decision: 'approved', at: AT }, other]).outcome).toBe('approved')
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

describe('a catalog that names its people', () => {
  const ada = { id: 'ada', name: 'Ada Approver', aliases: ['Augusta'], roles: ['owner'] }
  const by = (person: Person | null, parts: Partial<Approval> = {}, git = gitFacts()) => {
    const approver = parts.approver ?? 'Ada Approver'
    const approvers = [{ name: approver, person }]
    const dossier = aDossier({ approvals: [act(parts)] })
    return evaluate(aRecord({ dossier, evidence, git, approvers }), policy(1), AT)
  }

  test('takes an approval of somebody whom it names for the role', () => {
    expect(by(ada).decision).toBe('go')
    expect(by(ada, { approver: 'Zоë Approver' }).decision, 'whatever letters the name has').toBe('go')
  })

  test.each<[string, Person | null, string]>([
    ['nobody whom it knows', null, 'approval.owner.unknown_person'],
    ['somebody without the role', { ...ada, roles: ['security'] }, 'approval.owner.not_allowed'],
    ['somebody who had left', { ...ada, until: BEFORE }, 'approval.owner.not_allowed'],
  ])('takes no approval of %s', (_, person, code) => {
    expect(codes(by(person).blockers)).toEqual([code])
  })

  test('knows an author by another name', () => {
    const git = gitFacts({ contributors: { names: ['Augusta'], complete: true } })
    expect(codes(by(ada, {}, git).blockers)).toEqual(['approval.owner.self_approved'])
  })

  test('tells two people with like names apart, and one under two names together', () => {
    const people = [ada, { id: 'al', name: 'A. Approver', aliases: [], roles: ['owner'] }]
    const approvals = people.map(({ name }) => act({ approver: name }))
    const decide = (ids: string[]) => {
      const approvers = people.map((person, at) => ({
        name: person.name,
        person: { ...person, id: ids[at] ?? '' },
      }))
      return evaluate(aRecord({ dossier: aDossier({ approvals }), evidence, approvers }), policy(2), AT)
        .decision
    }
    expect([decide(['ada', 'al']), decide(['ada', 'ada'])]).toEqual(['go', 'no-go'])
  })
})

describe('a role that the policy lacks', () => {
  test('stops the release when somebody rejects under it', () => {
    const evaluation = judge([act(), act({ role: 'legal', approver: 'Lea Legal', decision: 'rejected' })])
    expect(evaluation).toMatchObject({ decision: 'no-go', firstFailure: 'approvals' })
    expect(codes(evaluation.blockers)).toEqual(['approval.legal.rejected'])
  })

  test('is a finding when somebody approves under it', () => {
    const evaluation = judge([act(), act({ role: 'legal', approver: 'Lea Legal' })])
    expect(evaluation.decision).toBe('go')
    expect(codes(evaluation.findings)).toEqual(['approval.legal.unknown_role'])
  })
})

describe('two roles', () => {
  const roles = ['owner', 'security']
  const both = (parts: Partial<Policy> = {}) =>
    aPolicy(undefined, { approvers: roles.map((role) => ({ role, title: role, quorum: 1 })), ...parts })
  const judgeBoth = (approvals: Approval[], owners: Dossier['owners'] = [], parts: Partial<Policy> = {}) =>
    evaluate(aRecord({ dossier: aDossier({ approvals, owners }), evidence }), both(parts), AT)
  const one = roles.map((role) => act({ role }))
  const two = [act(), act({ role: 'security', approver: 'Bob Both' })]
  const owner = [{ role: 'Service owner', name: 'Ada Approver' }]

  test('need two persons, however one of them spells the name', () => {
    for (const approver of ['Ada Approver', 'A. Approver', 'ADA  APPROVER']) {
      const evaluation = judgeBoth([act(), act({ role: 'security', approver })])
      expect(evaluation.decision).toBe('no-go')
      expect(codes(evaluation.blockers)).toEqual(['approval.security.not_distinct'])
    }
    expect(judgeBoth(two)).toMatchObject({ decision: 'go', findings: [] })
  })

  test('may share a person where another one is left for each', () => {
    expect(judgeBoth([...one, act({ approver: 'Bob Both' })]).decision).toBe('go')
    expect(judgeBoth([...one, act({ role: 'security', approver: 'Bob Both' })]).decision).toBe('go')
  })

  test('may be one person where the policy says so, with a finding', () => {
    const evaluation = judgeBoth(one, owner, { distinctApprovers: false })
    expect(evaluation.decision).toBe('go')
    expect(evaluation.findings).toMatchObject([
      { code: 'approval.one_person', args: { roles: ['owner', 'security'] } },
    ])
  })

  test('need one person at least who does not own the service', () => {
    const owners = [...owner, { role: 'owner', name: 'Bob Both' }]
    expect(codes(judgeBoth(two, owners).blockers)).toEqual([
      'approval.owner.only_owner',
      'approval.security.only_owner',
    ])
    expect(judgeBoth(two, owner).decision).toBe('go')
    expect(
      judgeBoth(
        two,
        owners.map((each) => ({ ...each, role: 'platform owner' })),
      ).decision,
    ).toBe('go')
  })
})

const evidence = [anItem({ gates: ['unit-tests'] })]

function act(parts: Partial<Approval> = {}): Approval {
  const binds = { dossierSha256: DIGEST }
  return { role: 'owner', approver: 'Ada Approver', decision: 'approved', at: BEFORE, binds, ...parts }
}

function policy(quorum: number) {
  return aPolicy(undefined, { approvers: [{ role: 'owner', title: 'Owner', quorum }] })
}

type Judged = { git?: GitFacts; evidence?: EvidenceItem[]; references?: object[] }

function judge(approvals: Approval[], quorum = 1, given: Judged = {}): Evaluation {
  const spine = { branch: { name: 'topic', owner: 'Ben Branch' } }
  const unit = { name: 'unit', kind: 'test', producer: 'ci', gates: ['unit-tests'] }
  const references = [unit, ...(given.references ?? [])] as Dossier['evidence']
  const git = given.git ?? gitFacts({ contributors: { names: ['Wanda Writer'], complete: true } })
  const dossier = aDossier({ approvals, spine, evidence: references })
  return evaluate(aRecord({ dossier, evidence: given.evidence ?? evidence, git }), policy(quorum), AT)
}

function codes(findings: Evaluation['findings']): string[] {
  return findings.map((each) => each.code)
}

function outcome(approvals: Approval[], quorum = 1): ApprovalOutcome {
  const found = judge(approvals, quorum).approvals[0]
  if (!found) throw new Error('the policy has one role')
  return found
}
