import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { GithubFacts } from '#model/github.ts'
import { AT, aDossier, anItem, aPolicy, aRecord } from '../../builders.ts'

describe('evidence of a run', () => {
  test('at its first attempt is nothing to tell of', () => {
    for (const firstAttempt of [true, false])
      expect(judge(1, 1, firstAttempt)).toMatchObject({ decision: 'go', findings: [] })
  })

  test.each([
    ['the dossier', 2, undefined],
    ['the forge', undefined, 2],
    ['the forge, against the dossier', 1, 3],
  ])('that was started again is a finding, by what %s says', (_, declared, told) => {
    const { decision, findings } = judge(declared, told, undefined)
    expect(decision).toBe('go')
    expect(findings).toMatchObject([{ code: 'attempt.run_again', args: { run: '7' } }])
  })

  test('that was started again blocks where the policy takes the first attempt only', () => {
    const { decision, blockers } = judge(1, 2, true)
    expect(decision).toBe('no-go')
    expect(blockers).toMatchObject([{ code: 'attempt.run_again', args: { run: '7', attempt: 2 } }])
  })

  test('of an unknown attempt is doubt there, and only there', () => {
    expect(judge(undefined, undefined, true).blockers).toMatchObject([{ code: 'attempt.run_unknown' }])
    expect(judge(undefined, undefined, undefined).decision).toBe('go')
  })
})

function judge(declared: number | undefined, told: number | undefined, firstAttempt: boolean | undefined) {
  const run = { id: '7', ...(declared === undefined ? {} : { attempt: declared }) }
  const evidence = [{ name: 'unit', kind: 'test' as const, producer: 'ci', run }]
  const fact = { id: '7', attempt: told ?? null } as GithubFacts['runs'][number]
  const github = { runs: [fact], pullRequests: [] } as unknown as GithubFacts
  const record = aRecord({
    dossier: aDossier({ evidence }),
    evidence: [anItem({ gates: ['unit-tests'] })],
    github,
  })
  return evaluate(record, aPolicy(undefined, firstAttempt === undefined ? {} : { firstAttempt }), AT)
}
