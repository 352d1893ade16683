import { expect, test } from 'vitest'
import { posture } from '#decide/history/posture.ts'
import { apiEvaluation } from '#messages/report/evaluation.ts'
import { ApiEvaluation } from '#model/api.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { AT, aClause, aGate, anItem, aPolicy, aRecord, DIGEST } from '../../builders.ts'

const LATER = '2026-09-01T00:00:00Z'
const policy = aPolicy([aGate({ accepts: [aClause({ maxAgeDays: 30 })] })])
const runbookOf = (code: string) => (code.endsWith('.stale') ? 'stale' : null)
const say = (record: ReleaseRecord, at: string) =>
  ApiEvaluation.parse(apiEvaluation(record, DIGEST, posture(record, [policy], 'small', at), runbookOf))
const green = aRecord({ evidence: [anItem({ gates: ['unit-tests'] })] })

test('an evaluation says of each blocker which of the two it is of, in words, with the way to its runbook', () => {
  const { atRelease, today, blockers } = say(green, LATER)
  expect([atRelease.decision, atRelease.at, today.decision]).toEqual(['go', AT, 'no-go'])
  expect(blockers).toMatchObject([
    {
      code: 'gate.unit-tests.stale',
      args: { gate: 'unit-tests' },
      sentence: expect.stringMatching(/./),
      remedy: expect.stringMatching(/./),
      runbook: '../../../../../runbooks/stale/',
      atRelease: false,
      today: true,
    },
  ])
})

test('a blocker of both evaluations stands once', () => {
  const { blockers } = say(aRecord(), AT)
  expect(blockers.filter(({ code }) => code === 'gate.unit-tests.missing')).toMatchObject([
    { atRelease: true, today: true, runbook: null },
  ])
})

test('an evaluation says how many files it can be repeated from', () => {
  const kept = anItem({ name: 'kept', sha256: DIGEST })
  const tampered = anItem({ name: 'other', sha256: DIGEST, publish: true, status: 'tampered' })
  const evidence = [anItem({ sha256: DIGEST, publish: true }), kept, tampered, anItem({ name: 'gone' })]
  expect(say(aRecord({ evidence }), AT).repeatable).toEqual({
    files: 3,
    published: 1,
    elsewhere: { tree: 2 },
  })
})

test('a release in quarantine says why', () => {
  const quarantine = [{ code: 'document.duplicate_key', args: { line: 3, first: 1, what: 'a' }, path: [] }]
  const { findings, today } = say(aRecord({ state: 'quarantined', dossier: null, quarantine }), AT)
  expect(today.decision).toBe('not-assessed')
  expect(findings).toMatchObject([{ code: 'document.duplicate_key', atRelease: true, today: true }])
})
