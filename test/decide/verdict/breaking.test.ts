import { describe, expect, test } from 'vitest'
import { otherBlockers, stepsToGo } from '#decide/history/steps-to-go.ts'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { Gate } from '#model/policy.ts'
import type { BreakingCommit } from '#model/release.ts'
import { AT, aDossier, aGate, anItem, aPolicy, aRecord, gitFacts } from '../../builders.ts'

const commit: BreakingCommit = {
  id: 'c0ffee'.padEnd(40, '1'),
  subject: 'feat(api)!: drop the old search (#733)',
  what: 'clients of the old search get 404',
  pullRequest: 733,
}
const guide = { label: 'BREAKING: search', migrationGuide: 'https://example.org/guide' }
type Changes = NonNullable<Parameters<typeof aDossier>[0]>['breakingChanges']

describe('a breaking change that the log tells', () => {
  test.each<[string, NonNullable<Changes>[number]]>([
    ['by its commit', { what: 'no search', commits: ['c0ffee1'] }],
    ['by its pull request', { what: 'no search (#733)' }],
    ['in the words of its footer', { what: 'BREAKING: Clients  of the old search get 404.' }],
    ['in the words of its subject', { what: 'We drop the old search for good' }],
  ])('passes when the dossier lists it %s', (_, change) => {
    expect(judge([{ ...guide, ...change }]).decision).toBe('go')
  })

  test.each<[string, Changes]>([
    ['nothing', []],
    ['another commit', [{ ...guide, what: 'no search', commits: ['c0ffee2'] }]],
    ['a pull request whose number begins alike', [{ ...guide, what: 'no search (#7331)' }]],
    ['other words', [{ ...guide, what: 'the old search' }]],
  ])('blocks when the dossier lists %s, although the check is green', (_, changes) => {
    const evaluation = judge(changes)
    expect(evaluation).toMatchObject({ decision: 'no-go', strip: 'fnnnnp' })
    expect(codes(evaluation.blockers)).toEqual(['gate.breaks.not_passed', 'log.breaking_not_listed'])
    expect(stepsToGo(evaluation)).toMatchObject([{ kind: 'gate', id: 'breaks' }])
  })

  test('needs label and guide like any other', () => {
    expect(codes(judge([{ what: 'x', commits: ['c0ffee1'] }]).blockers)).toContain('gate.breaks.undocumented')
  })

  test.each<[string, Partial<Gate>]>([
    ['the policy has no such gate', { rule: 'evidence' }],
    ['the gate does not apply', { requirement: 'conditional' }],
  ])('blocks where %s', (_, parts) => {
    const evaluation = judge([], parts)
    expect(codes(evaluation.blockers)).toEqual(['log.breaking_not_listed'])
    expect(evaluation).toMatchObject({ firstFailure: 'artifacts', strip: 'pnnnfp' })
    expect(otherBlockers(evaluation)).toHaveLength(1)
    expect(stepsToGo(evaluation)).toMatchObject([{ kind: 'log' }])
    expect(judge([{ what: 'x', commits: ['c0ffee1'] }], parts).decision).toBe('go')
  })

  test('of a word is not listed by a sentence that happens to hold it', () => {
    const short = { ...commit, subject: 'feat!: api', what: 'api' }
    expect(judge([{ ...guide, what: 'the api is faster' }], {}, [short]).decision).toBe('no-go')
    expect(judge([{ ...guide, what: 'API' }], {}, [short]).decision).toBe('go')
  })
})

test('more breaking commits than a record holds block', () => {
  const listed = [{ ...guide, what: 'x', commits: ['c0ffee1'] }]
  expect(codes(judge(listed, {}, [commit], 2).blockers)).toContain('log.breaking_too_many')
})

test.each([
  ['in a clone that is cut off', ['git.shallow'], ['log.unknown']],
  ['of a candidate in a clone that is cut off', ['git.no_tag', 'git.shallow'], ['log.unknown']],
  ['whose reason nobody knows', [], ['log.unknown']],
  ['of a dossier alone, which has no log', ['git.no_tag'], []],
])('a log that cannot be read blocks, but for a dossier alone: one %s', (_, unknown, blockers) => {
  const git = gitFacts({
    breaking: { total: null, commits: [] },
    unknown: unknown.map((code) => ({ code, args: {}, path: [] })),
  })
  const record = aRecord({ git, evidence: [anItem({ gates: ['unit-tests', 'breaks'] })] })
  for (const gates of [[aGate()], [aGate(), aGate({ id: 'breaks', rule: 'breaking-changes' })]])
    expect(
      codes(evaluate(record, aPolicy(gates), AT).blockers).filter((code) => code.startsWith('log.')),
    ).toEqual(blockers)
})

function judge(
  breakingChanges: Changes,
  parts: Partial<Gate> = {},
  commits = [commit],
  total = commits.length,
) {
  const isExempt = parts.requirement === 'conditional'
  const dossier = aDossier({
    breakingChanges,
    gates: isExempt ? [{ id: 'breaks', applies: false, reason: 'nobody builds on it' }] : [],
  })
  const gates = [aGate({ id: 'breaks', rule: 'breaking-changes', ...parts }), aGate()]
  const evidence = [anItem({ gates: isExempt ? ['unit-tests'] : ['breaks', 'unit-tests'] })]
  return evaluate(
    aRecord({ git: gitFacts({ breaking: { total, commits } }), dossier, evidence }),
    aPolicy(gates),
    AT,
  )
}

function codes(findings: readonly { code: string }[]): string[] {
  return findings.map(({ code }) => code)
}
