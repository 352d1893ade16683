import { describe, expect, test } from 'vitest'
import type { ReleaseRecord } from '#model/release.ts'
import { releasePath } from '#views/release/path.ts'
import { trace } from '#views/release/trace.ts'
import { aDossier, anItem, aRecord, DIGEST, gitFacts } from '../../builders.ts'
import { anInput } from './input.ts'

const green = [anItem({ gates: ['unit-tests'] })]

describe('the spine', () => {
  const spine = (parts: object = {}) => trace(anInput(aRecord({ dossier: aDossier(parts) }))).spine

  test('has seven steps, and gaps where nothing is known', () => {
    expect(spine().map((step) => [step.title, step.text])).toEqual([
      ['Issue', null],
      ['Branch', null],
      ['Pull request', null],
      ['Evidence run', null],
      ['Sign-off', null],
      ['Tag', 'ledger/v1.4.0'],
      ['Dossier publication', null],
    ])
  })

  test('links what is known, and says who owns the branch', () => {
    const steps = spine({
      spine: {
        branch: { name: 'split', owner: 'Ada' },
        pullRequest: { url: 'https://git.example.org/o/r/pull/4', number: 4 },
      },
    })
    expect(steps[1]?.text).toBe('split, owned by Ada')
    expect(steps[2]).toMatchObject({ text: '#4', href: 'https://git.example.org/o/r/pull/4' })
  })

  test('takes the last approval for a sign-off that it does not name', () => {
    const approval = {
      role: 'a',
      approver: 'Ada',
      decision: 'approved',
      at: '2026-06-02T08:00:00Z',
      binds: { dossierSha256: DIGEST },
    }
    expect(spine({ approvals: [approval] })[4]).toMatchObject({ text: '1 approval', href: '#signoff' })
    expect(spine({ approvals: [{ ...approval, decision: 'rejected' }] })[4]?.text).toBeNull()
  })
})

describe('from the objective to the verdict', () => {
  const chain = (record: ReturnType<typeof aRecord>) =>
    trace(anInput(record)).chain.map(({ text, gap }) => text ?? gap)

  test('every step that is known leads to its place', () => {
    const record = aRecord({
      dossier: aDossier({ objective: 'x' }),
      evidence: green,
      git: gitFacts({ pullRequests: [4, 7] }),
    })
    expect(chain(record)).toEqual([
      'Objective',
      '2 pull requests',
      '1 artifact, 1 passed',
      '1 of 1 required gates satisfied',
      'GO at release',
    ])
  })

  test('every step that is not known is a gap', () => {
    expect(chain(aRecord({ state: 'no-dossier', dossier: null }))).toEqual([
      'no objective',
      'no pull request',
      'no evidence',
      'no gate evaluated',
      'NO DOSSIER at release',
    ])
  })
})

test('what the dossier does not name is no gap where the commits or the evidence know it', () => {
  const spineOf = (record: ReleaseRecord) =>
    new Map(trace(anInput(record)).spine.map(({ title, text }) => [title, text]))
  const git = gitFacts({ pullRequests: [4, 7] })
  const evidence = [anItem({ run: { id: '12' } }), anItem({ name: 'e2e', run: { id: '12' } })]
  expect(spineOf(aRecord({ git, evidence })).get('Pull request')).toBe('2 in the commits')
  expect(spineOf(aRecord({ git, evidence })).get('Evidence run')).toBe('1 in the evidence')
  expect(spineOf(aRecord({ git: gitFacts({ pullRequests: [] }) })).get('Pull request')).toBeNull()
})

describe('the path through the release process', () => {
  const words = (input: ReturnType<typeof anInput>) =>
    releasePath(input).steps.map((step) => `${step.letter} ${step.word}`)

  test('of a GO reaches the dashboard', () => {
    const record = aRecord({ evidence: green, git: gitFacts({ pullRequests: [4] }) })
    expect(words(anInput(record))).toEqual([
      'A reached',
      'B reached',
      'C reached',
      'D yes',
      'E reached',
      'F reached',
      'G not taken',
    ])
  })

  test('of a NO-GO that was tagged anyway says so', () => {
    expect(words(anInput())).toEqual([
      'A no trace',
      'B missing',
      'C reached',
      'D no',
      'E against the gate',
      'F not reached',
      'G due',
    ])
  })

  test('of a tag without a dossier ends before the gate', () => {
    const record = aRecord({ state: 'no-dossier', dossier: null })
    expect(words(anInput(record)).slice(2, 4)).toEqual(['C missing', 'D not asked'])
  })

  test.each([
    ['F', anInput(aRecord({ evidence: green }))],
    ['G', anInput()],
    ['E', anInput(aRecord({ state: 'no-dossier', dossier: null }))],
    ['C', anInput(aRecord({ state: 'quarantined', dossier: null }))],
  ])('stands at %s', (letter, input) => {
    expect(releasePath(input).position).toBe(letter)
  })

  test('shows each rework with its fresh evidence run', () => {
    const attempts = [
      { n: 1, evidenceRunAt: '2026-05-01T00:00:00Z', result: 'failed' as const, failedGates: ['unit-tests'] },
      { n: 2, evidenceRunAt: '2026-05-02T00:00:00Z', result: 'passed' as const },
    ]
    const path = releasePath(anInput(aRecord({ dossier: aDossier({ attempts }), evidence: green })))
    expect(path.steps.at(-1)).toMatchObject({ letter: 'G', word: 'taken', detail: '1 failed attempt' })
    expect(path.attempts.map((attempt) => [attempt.n, attempt.word, attempt.failedGates])).toEqual([
      [1, 'failed', ['unit-tests']],
      [2, 'passed', []],
    ])
  })
})
