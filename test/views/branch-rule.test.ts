import { expect, test } from 'vitest'
import { makeLinks } from '#messages/links.ts'
import { branchRule, releaseBranchRule } from '#views/branch-rule.ts'
import { aDossier, aRecord } from '../builders.ts'
import { anAssessed } from './release/input.ts'

const words = (promotions: Parameters<typeof aDossier>[0] & object) => {
  const rule = releaseBranchRule(anAssessed(aRecord({ dossier: aDossier(promotions) })))
  return [...rule.required, ...rule.forbidden].map(({ look, said }) =>
    [look?.word, said].filter(Boolean).join(': '),
  )
}

test('the rule by itself names for each line the codes that tell that it was broken', () => {
  const { required, forbidden, broken } = branchRule(makeLinks('/'))
  expect(required.map(({ codes }) => codes.length)).toEqual([0, 2, 5])
  expect(forbidden.map(({ codes }) => codes.map(({ code }) => code))).toEqual([
    ['promotion.hand_edited'],
    ['promotion.direct_push'],
    ['promotion.no_verify'],
  ])
  expect(broken).toBe('/releases/?q=against-rules')
})

test('of a release that denies every mishap, and names how it was promoted, it is kept as far as that is shown', () => {
  const step = { to: 'dev', at: '2026-06-01T00:00:00Z', result: 'reached' as const, via: 'release branch' }
  const flags = { directPush: false, handEdited: false, noVerify: false }
  expect(words({ promotions: [{ ...step, ...flags, method: 'promote.sh' }] })).toEqual([
    'not shown',
    'recorded: promote.sh',
    'kept',
    'kept: the dossier denies it',
    'kept: the dossier denies it',
    'kept: the dossier denies it',
  ])
})

test('of a release that says nothing nothing is shown, and what it admits is broken', () => {
  const step = { to: 'dev', result: 'reached' as const }
  expect(words({ promotions: [step] })).toEqual(Array.from({ length: 6 }, () => 'not shown'))
  expect(words({})[3]).toBe('not shown: no promotion is recorded')
  expect(words({ promotions: [{ ...step, directPush: true }] })).toEqual([
    'not shown',
    'broken: on the way to dev',
    'not shown',
    'not shown',
    'broken: on the way to dev',
    'not shown',
  ])
})
