import { describe, expect, test } from 'vitest'
import { distinctPersons, independentApprovals } from '#decide/verdict/independence.ts'
import type { ApprovalOutcome } from '#model/evaluation.ts'
import { aPolicy } from '../../builders.ts'

/*
 * Two roles are two reviews. Each row: who approved in which role, and what comes of each role.
 */

const same = (a: string, b: string) => a === b
const role = (id: string, ...approvers: string[]): ApprovalOutcome => ({
  role: id,
  title: id.toUpperCase(),
  outcome: 'approved',
  approvers,
  findings: [],
})
const roles = (quorums: Record<string, number>, owners: { role: string; name: string }[] = []) => ({
  policy: aPolicy(undefined, {
    approvers: Object.entries(quorums).map(([id, quorum]) => ({ role: id, title: id, quorum })),
  }),
  around: { owners, isSame: same },
})
const ONCE = { a: 1, b: 1, c: 1 }

function judged(outcomes: ApprovalOutcome[], quorums: Record<string, number> = ONCE, owners = OWNERS) {
  const { policy, around } = roles(quorums, owners)
  return independentApprovals(outcomes, policy, around)
}

const OWNERS: { role: string; name: string }[] = []
const outcomesOf = (all: readonly ApprovalOutcome[]) => all.map(({ outcome }) => outcome)

describe('persons for roles', () => {
  test.each<[string, ApprovalOutcome[], Record<string, number>, string[]]>([
    ['one each', [role('a', 'Ada'), role('b', 'Bo')], ONCE, ['approved', 'approved']],
    ['one for two', [role('a', 'Ada'), role('b', 'Ada')], ONCE, ['approved', 'not-distinct']],
    ['two for two, in one role', [role('a', 'Ada', 'Bo'), role('b', 'Ada')], ONCE, ['approved', 'approved']],
    [
      'two for three',
      [role('a', 'Ada', 'Bo'), role('b', 'Ada'), role('c', 'Bo')],
      ONCE,
      ['approved', 'approved', 'not-distinct'],
    ],
    [
      'two where one role needs both',
      [role('a', 'Ada', 'Bo'), role('b', 'Bo')],
      { a: 2, b: 1 },
      ['approved', 'not-distinct'],
    ],
  ])('%s', (_, outcomes, quorums, expected) => {
    expect(outcomesOf(judged(outcomes, quorums))).toEqual(expected)
  })

  test('are told by name, with the roles that they fill besides, and no others', () => {
    const [, b, c] = judged([role('a', 'Ada', 'Cy'), role('b', 'Ada'), role('c', 'Ada', 'Cy')], {
      a: 2,
      b: 1,
      c: 1,
    })
    expect(b?.findings).toEqual([
      {
        code: 'approval.b.not_distinct',
        args: { role: 'b', title: 'B', person: ['Ada'], others: ['A', 'C'] },
        path: ['approvals', 'b'],
      },
    ])
    expect(c?.findings[0]?.args).toMatchObject({ person: ['Ada', 'Cy'], others: ['A', 'B'] })
    const [, , alone] = judged([role('a', 'Ada'), role('b', 'Bo'), role('c', 'Ada')])
    expect(alone?.findings[0]?.args).toMatchObject({ person: ['Ada'], others: ['A'] })
  })

  test('of a role that is not filled, or that the policy lacks, are left as they are', () => {
    const open = { ...role('b', 'Ada'), outcome: 'missing' as const }
    const stray = role('x', 'Ada')
    const owner = [{ role: 'owner', name: 'Ada' }]
    const found = judged([role('a', 'Ada'), open, stray], ONCE, owner)
    expect(found.slice(1)).toEqual([open, stray])
    expect(found[0]).toMatchObject({ outcome: 'not-distinct' })
  })

  test('who own the service are not enough alone, and this is told of each role', () => {
    const owner = [
      { role: ' Service-Owner ', name: 'Ada' },
      { role: 'security owner', name: 'Bo' },
    ]
    const [a] = judged([role('a', 'Ada')], ONCE, owner)
    expect(a?.findings).toEqual([
      {
        code: 'approval.a.only_owner',
        args: { role: 'a', title: 'A', person: 'Ada' },
        path: ['approvals', 'a'],
      },
    ])
    expect(outcomesOf(judged([role('a', 'Ada'), role('b', 'Bo')], ONCE, owner))).toEqual([
      'approved',
      'approved',
    ])
  })
})

test('persons are told apart once each, by the first of their names', () => {
  const alike = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
  expect(distinctPersons(['Ada', 'Bo', 'ADA', 'ada', 'Cy'], alike)).toEqual(['Ada', 'Bo', 'Cy'])
})
