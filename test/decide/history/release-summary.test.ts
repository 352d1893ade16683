import { expect, test } from 'vitest'
import { posture } from '#decide/history/posture.ts'
import { summarizeRelease } from '#decide/history/release-summary.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { AT, aDossier, aGate, anItem, aPolicy, aRecord, gitFacts } from '../../builders.ts'

function contributed(parts: Partial<ReleaseRecord>) {
  const record = aRecord(parts)
  return summarizeRelease(record, posture(record, [aPolicy([aGate()])], 'small', AT))
}

test('an unsatisfied gate and its blocker are kept, a satisfied one is not', () => {
  expect(contributed({})).toMatchObject({ failing: ['unit-tests'], codes: ['gate.unit-tests.missing'] })
  const bound = contributed({ evidence: [anItem({ gates: ['unit-tests'] })] })
  expect(bound).toMatchObject({ failing: [], codes: [], atRelease: 'go' })
})

test('the reasons of a failing gate are kept with its code, those of a passed gate are not', () => {
  const reasons = [{ code: 'tests.failures', args: {}, path: [] }]
  const red = anItem({ gates: ['unit-tests'], status: 'failed', reasons })
  expect(contributed({ evidence: [red] }).codes).toEqual([
    'gate.unit-tests.not_passed',
    'tests.failures',
    'unit.not_passed',
  ])
  expect(contributed({ evidence: [anItem({ gates: ['unit-tests'], reasons })] }).codes).toEqual([])
})

test('a quarantined release counts for the codes it is quarantined for', () => {
  const quarantine = [{ code: 'document.syntax', args: {}, path: [] }]
  expect(contributed({ state: 'quarantined', dossier: null, quarantine }).codes).toEqual(['document.syntax'])
})

test('a release without a dossier fails no gate', () => {
  expect(contributed({ state: 'no-dossier', dossier: null })).toMatchObject({
    failing: [],
    steps: { readable: 0, dossier: false, answer: null },
  })
})

test('evidence counts when its bytes could be read', () => {
  expect(contributed({ evidence: [anItem({ status: 'failed' })] }).steps.readable).toBe(1)
  const lost = [anItem({ status: 'unreadable' }), anItem({ status: 'tampered' })]
  expect(contributed({ evidence: lost }).steps.readable).toBe(0)
})

test('every failed attempt is rework, as its own page says', () => {
  const attempt = (n: number, result: 'passed' | 'failed') => ({ n, result, evidenceRunAt: AT })
  const reworked = aDossier({ attempts: [attempt(1, 'failed'), attempt(2, 'passed')] })
  expect(contributed({ dossier: reworked }).steps.failedAttempts).toBe(1)
  expect(contributed({}).steps.failedAttempts).toBe(0)
})

test('the intent of a release is an issue, a branch or a pull request, declared or in the commits', () => {
  const branch = { branch: { name: 'payouts', owner: 'Ada' } }
  expect(contributed({ git: gitFacts({ pullRequests: [4] }) }).steps.intent).toBe(true)
  expect(contributed({ dossier: aDossier({ spine: branch }) }).steps.intent).toBe(true)
  expect(contributed({}).steps.intent).toBe(false)
})

test('a promotion without a date takes the date of the tag', () => {
  const dossier = aDossier({ promotions: [{ to: 'staging', result: 'reached' }] })
  const git = gitFacts({ taggedAt: '2026-06-02T14:00:00+02:00' })
  expect(contributed({ dossier, git }).promotions).toEqual([
    { to: 'staging', at: '2026-06-02T12:00:00Z', result: 'reached' },
  ])
})

test('the measured value of a KPI wins over the declared one', () => {
  const kpi = { id: 'p95', name: 'p95', unit: 'ms', direction: 'lower-is-better' as const, value: 100 }
  const dossier = aDossier({ kpis: [{ ...kpi, evidence: 'load', metric: 'p95' }] })
  const load = anItem({ name: 'load', metrics: { p95: 120 } })
  expect(contributed({ dossier, evidence: [load] }).kpis).toMatchObject([{ value: 120 }])
  expect(contributed({ dossier }).kpis).toMatchObject([{ value: 100 }])
})

test('a release was in the environment it was promoted from, listed once', () => {
  const blocked = { from: 'dev', to: 'ci', result: 'blocked' as const }
  expect(contributed({ dossier: aDossier({ promotions: [blocked] }) }).promotions).toMatchObject([
    { to: 'dev', result: 'reached' },
    { to: 'ci', result: 'blocked' },
  ])
  const told = [{ to: 'dev', result: 'rolled-back' as const }, blocked]
  expect(contributed({ dossier: aDossier({ promotions: told }) }).promotions).toMatchObject([
    { to: 'dev', result: 'rolled-back' },
    { to: 'ci', result: 'blocked' },
  ])
})
