import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { CommitRun, GithubFacts } from '#model/github.ts'
import { AT, aDossier, anItem, aPolicy, aRecord, COMMIT } from '../../builders.ts'

describe('evidence of a run', () => {
  test('at its first attempt is nothing to tell of', () => {
    for (const firstAttempt of [true, false])
      expect(judge({ declared: 1, runs: [run()], firstAttempt })).toEqual({ blockers: [], findings: [] })
  })

  test.each<[string, Given]>([
    ['the dossier', { declared: 2, runs: [] }],
    ['the forge', { runs: [run({ attempt: 2 })] }],
    ['the forge, against the dossier', { declared: 1, runs: [run({ attempt: 3 })] }],
  ])('that was started again is a finding, by what %s says', (_, given) => {
    expect(judge(given)).toEqual({ blockers: [], findings: ['attempt.run_again 7'] })
  })

  test('that was started again blocks where the policy takes the first attempt only', () => {
    const given = { declared: 1, runs: [run({ attempt: 2 })], firstAttempt: true }
    expect(judge(given)).toEqual({ blockers: ['attempt.run_again 7'], findings: [] })
  })

  test('of an unknown attempt is doubt there, whatever the dossier says, and only there', () => {
    for (const declared of [1, undefined]) {
      const blockers = judge({ declared, runs: [], firstAttempt: true }).blockers
      expect(blockers).toEqual(['attempt.run_unknown 7'])
      expect(judge({ declared, runs: [run({ attempt: null })], firstAttempt: true }).blockers).toEqual(
        blockers,
      )
    }
    expect(judge({ runs: [] })).toEqual({ blockers: [], findings: [] })
  })
})

describe('a run of the released code that the dossier does not name', () => {
  const red = run({ id: '6', conclusion: 'failure' })

  test.each<[string, CommitRun[], string[]]>([
    ['failed before it', [run(), red], ['attempt.run_red 6']],
    ['timed out', [run(), { ...red, conclusion: 'timed_out' }], ['attempt.run_red 6']],
    ['was cancelled', [run(), { ...red, conclusion: 'cancelled' }], ['attempt.run_red 6']],
    ['ended with a word that nobody knows', [run(), { ...red, conclusion: 'odd' }], ['attempt.run_red 6']],
    ['was started again', [run(), run({ id: '6', attempt: 2 })], ['attempt.run_again 6']],
    ['is the one that evidence names, and failed', [run({ conclusion: 'failure' })], ['attempt.run_red 7']],
  ])('is told, and blocks where only the first attempt counts: it %s', (_, runs, codes) => {
    expect(judge({ runs })).toEqual({ blockers: [], findings: codes })
    expect(judge({ runs, firstAttempt: true })).toEqual({ blockers: codes, findings: [] })
  })

  test.each<[string, CommitRun]>([
    ['passed', { ...red, conclusion: 'success' }],
    ['had nothing to do', { ...red, conclusion: 'skipped' }],
    ['has not ended', { ...red, conclusion: null }],
  ])('is nothing to tell of when it %s', (_, other) => {
    expect(judge({ runs: [run(), other], firstAttempt: true })).toEqual({ blockers: [], findings: [] })
  })

  test('is told of another workflow, and blocks by no rule of attempts', () => {
    const other = { ...red, path: '.github/workflows/docs.yml' }
    const found = { blockers: [], findings: ['attempt.commit_red 6'] }
    expect(judge({ runs: [run(), other] })).toEqual(found)
    expect(judge({ runs: [run(), other], firstAttempt: true })).toEqual(found)
  })

  test('may be of the same workflow where evidence names no run', () => {
    const other = { ...red, path: '.github/workflows/docs.yml' }
    const given = { runs: [run(), other], firstAttempt: true }
    expect(judge({ ...given, item: { run: null } }).blockers).toEqual(['attempt.run_red 6'])
    const recorded = { act: 'drill' as const, title: 'x', owner: 'y' }
    expect(judge({ ...given, item: { run: null, recorded } }).blockers).toEqual([])
  })
})

describe('a case that passed only when it was tried again', () => {
  const item = { counts: { total: 2, passed: 2, failed: 0, skipped: 0, errored: 0, flaky: 1 } }

  test('is told, and blocks where only the first attempt counts', () => {
    const told = ['attempt.absorbed']
    expect(judge({ runs: [run()], item })).toEqual({ blockers: [], findings: told })
    expect(judge({ runs: [run()], item, firstAttempt: true })).toEqual({ blockers: told, findings: [] })
  })
})

describe('a list of runs', () => {
  test('that was cut off is doubt that is said', () => {
    expect(judge({ runs: [run()], complete: false })).toEqual({
      blockers: [],
      findings: ['attempt.runs_cut'],
    })
    const strict = judge({ runs: [run()], complete: false, firstAttempt: true })
    expect(strict).toEqual({ blockers: ['attempt.runs_cut'], findings: [] })
  })

  test('that nobody has is doubt where only the first attempt counts', () => {
    expect(judge({ runs: [run()], isListed: false, firstAttempt: true }).blockers).toEqual([
      'attempt.runs_unknown',
    ])
    expect(judge({ runs: [run()], isListed: false }).findings).toEqual([])
  })
})

function run(parts: Partial<CommitRun> = {}): CommitRun {
  const known = { url: null, name: 'CI', path: '.github/workflows/ci.yml', event: 'push', commit: COMMIT }
  return { id: '7', ...known, attempt: 1, conclusion: 'success', ...parts }
}

interface Given {
  declared?: number | undefined
  runs: CommitRun[]
  firstAttempt?: boolean
  complete?: boolean
  /** False: GitHub told only of the runs that the dossier names. */
  isListed?: boolean
  item?: Partial<EvidenceItem>
}

function judge({ declared, runs, firstAttempt, complete = true, isListed = true, item = {} }: Given) {
  const named = { id: '7', ...(declared === undefined ? {} : { attempt: declared }) }
  const evidence = [{ name: 'unit', kind: 'test' as const, producer: 'ci', run: named }]
  const nothing = {
    repository: 'a/b',
    release: null,
    tag: null,
    pullRequests: [],
    attestations: [],
    unknown: [],
  }
  const own = runs.filter(({ id }) => id === '7').map((each) => ({ ...each, artifacts: [] }))
  const github: GithubFacts = {
    ...nothing,
    runs: own,
    ...(isListed ? { commitRuns: { complete, runs } } : {}),
  }
  const items = [anItem({ gates: ['unit-tests'], run: named, ...item })]
  const record = aRecord({ dossier: aDossier({ evidence }), evidence: items, github })
  const policy = aPolicy(undefined, firstAttempt === undefined ? {} : { firstAttempt })
  const { blockers, findings } = evaluate(record, policy, AT)
  const said = (all: typeof blockers) =>
    all
      .filter(({ code }) => code.startsWith('attempt.'))
      .map(({ code, args }) => (args['run'] === undefined ? code : `${code} ${args['run']}`))
  return { blockers: said(blockers), findings: said(findings) }
}
