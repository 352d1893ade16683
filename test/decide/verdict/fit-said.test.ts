import { describe, expect, test } from 'vitest'
import { fitOf } from '#decide/verdict/fit.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Acceptance } from '#model/policy.ts'
import { aClause, anItem, COMMIT, OTHER_COMMIT } from '../../builders.ts'

/*
 * What an artifact lacks is said whole: what was wanted, what was found, and of which artifact.
 */

const SUITE = { total: 2, passed: 2, failed: 0, skipped: 0, errored: 0, flaky: 0 }
const RECORD = { act: 'drill' as const, title: 'Restored', owner: 'Olga Owner', topic: 'fire' }
const CI = {
  ...{ id: '7', url: null, name: 'CI', path: 'ci.yml', event: 'push', attempt: 1, commit: COMMIT },
  ...{ conclusion: 'success', artifacts: [] },
}

function said(clause: Partial<Acceptance>, parts: Partial<EvidenceItem>, runs = [CI]) {
  const item = anItem(parts)
  const around = { items: [item], runs, maxSkippedShare: null, runConclusion: false }
  const { absent, unproven } = fitOf(item, aClause(clause), around)
  return { absent, unproven }
}

describe('what is something else', () => {
  test.each<[string, Partial<Acceptance>, Partial<EvidenceItem>, object]>([
    ['suite_missing', { suites: ['pay'] }, {}, { suite: 'pay' }],
    ['case_missing', { cases: ['AT-1'] }, {}, { case: 'AT-1' }],
    ['other_producer', { producers: ['ci/*'] }, { producer: 'me' }, { found: 'me', wanted: ['ci/*'] }],
    ['other_topic', { topics: ['restore'] }, { recorded: RECORD }, { found: 'fire', wanted: ['restore'] }],
    ['other_topic', { topics: ['restore'] }, {}, { found: null, wanted: ['restore'] }],
    [
      'other_target',
      { targets: ['image'] },
      { targets: ['a', 'b'] },
      { found: ['a', 'b'], wanted: ['image'] },
    ],
    ['other_target', { targets: ['image'] }, {}, { found: [], wanted: ['image'] }],
    ['other_signer', { signers: ['release'] }, {}, { wanted: ['release'] }],
    [
      'other_workflow',
      { workflows: ['r.yml'] },
      { run: { id: '7' } },
      { found: 'ci.yml', wanted: ['r.yml'] },
    ],
    ['other_workflow', { workflows: ['r.yml'] }, {}, { found: null, wanted: ['r.yml'] }],
  ])('%s, under %j', (code, clause, parts, args) => {
    expect(said(clause, parts)).toEqual({
      absent: [{ code: `unit.${code}`, args: { ...args, item: 'unit' }, path: ['evidence', 'unit'] }],
      unproven: [],
    })
  })
})

describe('what is the right thing and does not show it', () => {
  const counts = { total: 10, passed: 7, failed: 0, skipped: 3, errored: 0, flaky: 0 }

  test.each<[string, Partial<Acceptance>, Partial<EvidenceItem>, object]>([
    [
      'suite_not_passed',
      { suites: ['pay'] },
      { suites: [{ ...SUITE, name: 'pay', passed: 0 }] },
      { suite: 'pay' },
    ],
    [
      'suite_not_passed',
      { suites: ['pay'] },
      { suites: [{ ...SUITE, name: 'pay', failed: 1, errored: 1 }] },
      { suite: 'pay' },
    ],
    [
      'case_not_passed',
      { cases: ['AT-1'] },
      { cases: [{ name: 'AT-1', suite: '', status: 'skipped' }] },
      { case: 'AT-1', status: 'skipped' },
    ],
    [
      'too_many_skipped',
      { maxSkippedShare: 0.2 },
      { counts, skips: [{ reason: 'slow', count: 3 }] },
      { skipped: 3, total: 10, percent: 20, why: ['slow'] },
    ],
    [
      'too_many_skipped',
      { maxSkippedShare: 0.125 },
      { counts },
      { skipped: 3, total: 10, percent: 12.5, why: [] },
    ],
  ])('%s, under %j', (code, clause, parts, args) => {
    expect(said(clause, parts)).toEqual({
      absent: [],
      unproven: [{ code: `unit.${code}`, args: { ...args, item: 'unit' }, path: ['evidence', 'unit'] }],
    })
  })

  test('is a run of another commit, or of none', () => {
    const parts = {
      run: { id: '7' },
      verification: [{ source: 'run', outcome: 'verified', name: null, reasons: [] }],
    }
    const of = (commit: string | null) =>
      said({ runConclusion: true }, parts as Partial<EvidenceItem>, [{ ...CI, commit: commit as string }])
        .unproven
    expect(of(COMMIT)).toEqual([])
    for (const commit of [OTHER_COMMIT, null])
      expect(of(commit)).toMatchObject([{ code: 'unit.run_of_other_commit' }])
  })
})

describe('a signer', () => {
  const attestation = (expected: string | null, outcome: 'verified' | 'failed' = 'verified') => ({
    ...{ predicateType: null, outcome, reasons: [], signer: null, expected, root: null },
    ...{ compared: [], subjects: { total: 1, matched: 1 } },
  })
  const by = (parts: Partial<EvidenceItem>) => said({ signers: ['release'] }, parts).absent.length === 0
  const failed = { source: 'sums' as const, outcome: 'failed' as const, name: null, reasons: [] }

  test.each<[string, Partial<EvidenceItem>, boolean]>([
    ['counts who is asked for', { attestations: [attestation('release')] }, true],
    [
      'counts beside another one that is about the artifact',
      { attestations: [attestation('release'), attestation('me')] },
      true,
    ],
    ['does not count whom nobody expects', { attestations: [attestation(null)] }, false],
    [
      'does not count whose signature does not hold',
      { attestations: [attestation('release', 'failed')] },
      false,
    ],
    [
      'does not count where another comparison failed',
      { attestations: [attestation('release')], verification: [failed] },
      false,
    ],
  ])('%s', (_, parts, expected) => {
    expect(by(parts)).toBe(expected)
  })

  test.each<[string, EvidenceItem['attestations'], boolean]>([
    ['by whom alone is asked for', [attestation('release')], true],
    ['by another one besides', [attestation('release'), attestation('me')], false],
    ['by nobody', [], false],
  ])('of a file about it counts where that is signed %s', (_, attestations, expected) => {
    const held = {
      source: 'attestation' as const,
      outcome: 'verified' as const,
      name: 'statement',
      reasons: [],
    }
    const item = anItem({ verification: [held] })
    const other = anItem({ name: 'unrelated', attestations: [attestation('me')] })
    const items = [item, anItem({ name: 'statement', attestations }), other]
    const around = { items, runs: [], maxSkippedShare: null, runConclusion: false }
    expect(fitOf(item, aClause({ signers: ['release'] }), around).absent.length === 0).toBe(expected)
    const unverified = { ...item, verification: [{ ...held, outcome: 'unverified' as const }] }
    expect(fitOf(unverified, aClause({ signers: ['release'] }), around).absent).toHaveLength(1)
  })
})
