import { describe, expect, test } from 'vitest'
import { evaluate, steadyUntil } from '#decide/verdict/evaluate.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { GithubFacts, PullRequestFact, ReviewFact } from '#model/github.ts'
import type { ApprovalProof } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'
import {
  AT,
  aDossier,
  anItem,
  aPolicy,
  aRecord,
  BEFORE,
  COMMIT,
  DIGEST,
  OTHER_COMMIT,
} from '../../builders.ts'

const ada = {
  id: 'ada',
  name: 'Ada Approver',
  aliases: ['ada-on-forge', 'ada@example.org'],
  roles: ['owner'],
}
const known = [{ name: 'Ada Approver', person: ada }]
const review: ReviewFact = { by: 'ada-on-forge', state: 'approved', commit: COMMIT, at: BEFORE, url: null }
const later = '2026-06-02T08:00:00Z'
const unit = anItem({ gates: ['unit-tests'] })
const recorded = { act: 'sign-off' as const, title: 'Approved', owner: 'Ada Approver' }
const own = anItem({ name: 'approval', kind: 'approval', format: 'record', recorded })
const signed = { ...own, attestations: [attestation({})] }

describe('an approval that has to be proven by a review', () => {
  test.each<[string, ReviewFact[], string]>([
    ['is by one of the released commit', [review], 'go'],
    ['is by one under another case of the account', [{ ...review, by: 'Ada-On-Forge' }], 'go'],
    ['is whatever the person comments later', [review, { ...review, state: 'commented', at: later }], 'go'],
    ['is not without any', [], 'no-go'],
    ['is not by somebody else’s', [{ ...review, by: 'ada-0n-forge' }], 'no-go'],
    ['is not by one of another commit', [{ ...review, commit: OTHER_COMMIT }], 'no-go'],
    ['is not by one of a commit that is gone', [{ ...review, commit: null }], 'no-go'],
    ['is not by one without a time', [{ ...review, at: null }], 'no-go'],
    ['is not by one that is still to come', [{ ...review, at: '2026-07-01T00:00:00Z' }], 'no-go'],
    ['is not once it was dismissed', [{ ...review, state: 'dismissed' }], 'no-go'],
    ['is not by a comment', [{ ...review, state: 'commented' }], 'no-go'],
    ['is by one of the very moment of judging', [{ ...review, at: AT }], 'go'],
    [
      'is by the later of two words',
      [
        { ...review, state: 'changes-requested' },
        { ...review, at: later },
      ],
      'go',
    ],
    [
      'is not once a later word dismissed it',
      [review, { ...review, state: 'dismissed', at: later }],
      'no-go',
    ],
    [
      'is not by two words of one moment, of which the last asks for changes',
      [review, { ...review, state: 'changes-requested' }],
      'no-go',
    ],
    [
      'is not where the last word asks for changes',
      [{ ...review, state: 'changes-requested', at: later }, review],
      'no-go',
    ],
  ])('%s', (_, reviews, decision) => {
    expect(judge(['review'], { github: forge(reviews) }).decision).toBe(decision)
  })

  test('is by one of a commit with the same code, from which evidence was made', () => {
    const made = {
      ...unit,
      codeMatch: 'dossier-only' as const,
      subject: { commit: OTHER_COMMIT, digests: [] },
    }
    const github = forge([{ ...review, commit: OTHER_COMMIT }])
    expect(judge(['review'], { github, evidence: [made] }).decision).toBe('go')
    expect(judge(['review'], { github, evidence: [{ ...made, codeMatch: 'same' }] }).decision).toBe('no-go')
  })

  test('is not while no forge is asked, and says what is missing', () => {
    const { blockers, approvals } = judge(['review'], {})
    expect(approvals[0]?.outcome).toBe('not-verified')
    expect(blockers).toMatchObject([
      {
        code: 'approval.owner.not_verified',
        args: { wanted: ['review'], found: ['no-forge'] },
      },
    ])
  })

  test('is by the account that stands in the dossier where the catalog names nobody', () => {
    const github = forge([review])
    expect(judge(['review'], { github, approvers: [] }).decision).toBe('no-go')
    expect(judge(['review'], { github, approvers: undefined, approver: '@ada-on-forge' }).decision).toBe('go')
  })
})

test('a verdict may be another once a review comes in', () => {
  const given = { github: forge([{ ...review, at: '2026-07-01T00:00:00Z' }]) }
  expect(steadyUntil(record(given), judge(['review'], given))).toBe('2026-07-01T00:00:00Z')
})

describe('an approval that has to be proven by a signed record', () => {
  test.each<[string, EvidenceItem[], string]>([
    ['is by their own of this commit', [signed], 'go'],
    ['is by one that an attestation vouches for', [vouched(own), statement(attestation({}))], 'go'],
    ['is not without one', [], 'no-go'],
    ['is not by one that nobody signed', [own], 'no-go'],
    [
      'is not by one that somebody else signed',
      [{ ...own, attestations: [attestation({ signer: by('bo@example.org') })] }],
      'no-go',
    ],
    [
      'is not by one whose signer nobody expects',
      [{ ...own, attestations: [attestation({ expected: null })] }],
      'no-go',
    ],
    [
      'is not by one that was not verified',
      [{ ...own, attestations: [attestation({ outcome: 'unverified' })] }],
      'no-go',
    ],
    ['is not by a review of something', [{ ...signed, recorded: { ...recorded, act: 'review' } }], 'no-go'],
    ['is not by another person’s', [{ ...signed, recorded: { ...recorded, owner: 'Bo' } }], 'no-go'],
    [
      'is not by one of another commit',
      [{ ...signed, subject: { commit: OTHER_COMMIT, digests: [] } }],
      'no-go',
    ],
    ['is not by one of no commit', [{ ...signed, subject: { commit: null, digests: [] } }], 'no-go'],
    ['is not by one that says no', [{ ...signed, status: 'failed' }], 'no-go'],
    ['is not by one without a time', [{ ...signed, generatedAt: null }], 'no-go'],
    ['is by one of the very moment of judging', [{ ...signed, generatedAt: AT }], 'go'],
    ['is not by one that is still to come', [{ ...signed, generatedAt: '2026-07-01T00:00:00Z' }], 'no-go'],
    [
      'is not by one of which another comparison failed',
      [{ ...signed, verification: [{ source: 'sums', outcome: 'failed', name: null, reasons: [] }] }],
      'no-go',
    ],
    [
      'is not by one that somebody else signed beside them',
      [{ ...own, attestations: [attestation({}), attestation({ signer: by('bo@example.org') })] }],
      'no-go',
    ],
    [
      'is not by one that nobody is proven to have signed',
      [{ ...own, attestations: [attestation({ signer: null })] }],
      'no-go',
    ],
    ['is not by an attestation about something else', [own, statement(attestation({}))], 'no-go'],
  ])('%s', (_, items, decision) => {
    expect(judge(['signed-record'], { evidence: [unit, ...items] }).decision).toBe(decision)
  })

  test('may be proven by a review instead where the policy takes either', () => {
    const ways: ApprovalProof[] = ['signed-record', 'review']
    expect(judge(ways, { github: forge([review]) }).decision).toBe('go')
    expect(judge(ways, { evidence: [unit, signed] }).decision).toBe('go')
    expect(judge(ways, { github: forge([]) }).blockers[0]?.args).toMatchObject({
      found: ['no-record', 'no-review'],
    })
  })
})

describe('what an approval lacks', () => {
  const lacks = (ways: ApprovalProof[], given: Parameters<typeof judge>[1]) =>
    judge(ways, given).blockers[0]?.args

  test.each<[string, ReviewFact[], string, string | null]>([
    ['a review', [], 'no-review', null],
    ['one of this code', [{ ...review, commit: OTHER_COMMIT }], 'review-of-other-commit', 'b'.repeat(12)],
    ['one of a commit that is there', [{ ...review, commit: null }], 'review-of-other-commit', null],
    ['one that is content', [{ ...review, state: 'changes-requested' }], 'changes-asked', null],
  ])('is said: %s', (_, reviews, gap, reviewed) => {
    expect(lacks(['review'], { github: forge(reviews) })).toMatchObject({
      found: [gap],
      reviewed,
      wanted: ['review'],
    })
  })

  test.each<[string, EvidenceItem[], string]>([
    ['a record', [], 'no-record'],
    [
      'one of this code',
      [{ ...own, subject: { commit: OTHER_COMMIT, digests: [] } }],
      'record-of-other-commit',
    ],
    ['a signature', [own], 'record-not-signed'],
  ])('is said of records: %s', (_, items, gap) => {
    expect(lacks(['signed-record'], { evidence: [unit, ...items] })).toMatchObject({
      found: [gap],
      reviewed: null,
    })
  })
})

test('an approval is by name alone where the policy asks for no proof', () => {
  expect(judge(undefined, {}).decision).toBe('go')
})

function by(identity: string) {
  return { identity, issuer: null }
}

function attestation(
  parts: Partial<EvidenceItem['attestations'][number]>,
): EvidenceItem['attestations'][number] {
  return {
    predicateType: null,
    outcome: 'verified',
    reasons: [],
    signer: by('ada@example.org'),
    expected: 'people',
    root: null,
    compared: ['signature'],
    subjects: { total: 1, matched: 1 },
    ...parts,
  }
}

function vouched(item: EvidenceItem): EvidenceItem {
  const verification = {
    source: 'attestation' as const,
    outcome: 'verified' as const,
    name: 'statement',
    reasons: [],
  }
  return { ...item, verification: [verification] }
}

function statement(own: EvidenceItem['attestations'][number]): EvidenceItem {
  return anItem({ name: 'statement', kind: 'approval', format: 'attestation', attestations: [own] })
}

function forge(reviews: ReviewFact[]): GithubFacts {
  const pull: PullRequestFact = {
    number: 7,
    url: null,
    author: 'wanda',
    state: 'merged',
    mergedAt: BEFORE,
    head: COMMIT,
    merge: OTHER_COMMIT,
    reviews,
  }
  const nothing = { release: null, tag: null, runs: [], attestations: [], unknown: [] }
  return { repository: 'a/b', ...nothing, pullRequests: [pull] }
}

type Given = Partial<Pick<ReleaseRecord, 'github' | 'evidence' | 'approvers'>> & { approver?: string }

function record({ approver = 'Ada Approver', ...given }: Given): ReleaseRecord {
  const binds = { dossierSha256: DIGEST }
  const approvals = [{ role: 'owner', approver, decision: 'approved' as const, at: later, binds }]
  return aRecord({ dossier: aDossier({ approvals }), evidence: [unit], approvers: known, ...given })
}

function judge(verifiedBy: ApprovalProof[] | undefined, given: Given) {
  const role = { role: 'owner', title: 'Owner', quorum: 1, ...(verifiedBy ? { verifiedBy } : {}) }
  return evaluate(record(given), aPolicy(undefined, { approvers: [role] }), AT)
}
