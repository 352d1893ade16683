import { describe, expect, test } from 'vitest'
import { posture } from '#decide/history/posture.ts'
import { decisionTime, momentAtRelease } from '#decide/verdict/decision-time.ts'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { GitFacts } from '#model/release.ts'
import { AT, aClause, aDossier, aGate, anItem, aPolicy, aRecord, BEFORE, gitFacts } from '../../builders.ts'

const LATER = '2026-07-15T00:00:00Z'
const evidence = [anItem({ gates: ['unit-tests'] })]

function release(decidedAt: string | undefined, git: Partial<GitFacts> = {}) {
  const dossier = aDossier(decidedAt === undefined ? {} : { decidedAt })
  return aRecord({ dossier, evidence, git: gitFacts(git) })
}

describe('a release was made', () => {
  test.each([
    ['when it was tagged, though it was decided before', BEFORE, {}, AT],
    [
      'when it was decided, though it was tagged before',
      '2026-06-03T02:00:00+02:00',
      {},
      '2026-06-03T00:00:00Z',
    ],
    ['when it was tagged, if nobody says when it was decided', undefined, {}, AT],
    [
      'when it was committed, though its tag is dated before',
      undefined,
      { taggedAt: '2025-01-01T00:00:00Z' },
      BEFORE,
    ],
    ['in UTC', undefined, { taggedAt: '2026-06-03T00:00:00+02:00' }, '2026-06-02T22:00:00Z'],
  ] as const)('%s', (_, decidedAt, git, expected) => {
    expect(decisionTime(release(decidedAt, git))).toBe(expected)
  })

  test('not later than the catalog knows', () => {
    expect(momentAtRelease(release('2027-01-01T00:00:00Z'), AT)).toBe(AT)
    expect(momentAtRelease(release(BEFORE), LATER)).toBe(AT)
  })
})

describe('the time of a decision', () => {
  test.each([
    ['at the moment of its commit', BEFORE],
    ['at the moment of judging', AT],
  ])('may be %s', (_, decidedAt) => {
    expect(evaluate(release(decidedAt), aPolicy(), AT)).toMatchObject({ decision: 'go', findings: [] })
  })

  test.each([
    ['before its code was committed', '2026-06-01T11:59:59Z', 'decision.before_code'],
    ['18 months before its code', '2024-12-01T12:00:00Z', 'decision.before_code'],
    ['still to come', '2026-06-02T12:00:01Z', 'decision.in_future'],
  ])('blocks when it is %s', (_, decidedAt, code) => {
    const { decision, blockers, firstFailure, strip } = evaluate(release(decidedAt), aPolicy(), AT)
    expect(blockers.map((each) => each.code)).toEqual([code])
    expect([decision, firstFailure, strip[4]]).toEqual(['no-go', 'artifacts', 'f'])
  })

  test('may be before the commit of a dossier that only records it', () => {
    const git = { codeCommittedAt: '2026-05-30T00:00:00Z' }
    expect(evaluate(release('2026-05-31T00:00:00Z', git), aPolicy(), AT).decision).toBe('go')
  })

  test('brings no older policy', () => {
    const strict = aPolicy([aGate(), aGate({ id: 'more' })], {
      version: '2',
      validFrom: '2026-06-02T00:00:00Z',
    })
    const { atRelease } = posture(release(BEFORE), [aPolicy(), strict], 'small', LATER)
    expect([atRelease.policy.version, atRelease.decision]).toEqual(['2', 'no-go'])
  })

  test('brings no fresher proof', () => {
    const aging = aPolicy([aGate({ accepts: [aClause({ maxAgeDays: 30 })] })])
    const late = release(BEFORE, { taggedAt: '2026-07-02T00:00:00Z' })
    expect(posture(late, [aging], 'small', LATER).atRelease.decision).toBe('no-go')
  })
})

describe('what is said of times that cannot be', () => {
  const said = (decidedAt: string | undefined, git: Partial<GitFacts>) => {
    const { blockers, findings } = evaluate(release(decidedAt, git), aPolicy(), AT)
    return [...blockers, ...findings.filter(({ code }) => code.startsWith('tag.'))]
  }
  const early = '2026-06-01T11:00:00Z'

  test.each<[string, string | undefined, Partial<GitFacts>, object[]]>([
    [
      'a decision before its code',
      early,
      {},
      [
        {
          code: 'decision.before_code',
          args: { decidedAt: early, committedAt: BEFORE },
          path: ['decidedAt'],
        },
      ],
    ],
    ['a decision of code that nobody can date', early, { codeCommittedAt: null }, []],
    [
      'a decision to come',
      LATER,
      {},
      [{ code: 'decision.in_future', args: { decidedAt: LATER }, path: ['decidedAt'] }],
    ],
    [
      'a tag to come',
      undefined,
      { taggedAt: LATER },
      [{ code: 'tag.in_future', args: { tag: 'ledger/v1.4.0', taggedAt: LATER }, path: ['tag'] }],
    ],
    [
      'a tag before its commit',
      undefined,
      { taggedAt: early },
      [
        {
          code: 'tag.before_commit',
          args: { tag: 'ledger/v1.4.0', taggedAt: early, committedAt: BEFORE },
          path: ['tag'],
        },
      ],
    ],
    ['a tag at the moment of its commit', undefined, { taggedAt: BEFORE }, []],
    ['a tag of a commit that nobody can date', undefined, { taggedAt: early, committedAt: null }, []],
  ])('is whole, and where it stands: %s', (_, decidedAt, git, expected) => {
    expect(said(decidedAt, git)).toEqual(expected)
  })
})

describe('a tag', () => {
  test('dated before its commit gives a finding, and the commit counts', () => {
    const { atRelease } = posture(
      release(undefined, { taggedAt: '2024-01-01T00:00:00Z' }),
      [aPolicy()],
      'small',
      AT,
    )
    expect(atRelease).toMatchObject({ at: BEFORE, findings: [{ code: 'tag.before_commit' }] })
  })

  test.each<[string, Partial<GitFacts>]>([
    ['a tag', { taggedAt: '2027-01-01T00:00:00Z' }],
    ['a commit', { committedAt: '2027-01-01T00:00:00Z' }],
  ])('blocks at release and today while %s is dated in the future', (_, git) => {
    const { atRelease, today } = posture(release(undefined, git), [aPolicy()], 'small', AT)
    for (const each of [atRelease, today])
      expect(each).toMatchObject({ decision: 'no-go', blockers: [{ code: 'tag.in_future' }] })
  })
})
