import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareReleases } from '#decide/compare/compare.ts'
import { type ComparedRelease, MIRRORED, type Move } from '#decide/compare/moves.ts'
import { upgradeBrief } from '#decide/compare/upgrade.ts'
import { policyNamed } from '#decide/history/policies.ts'
import { posture } from '#decide/history/posture.ts'
import { comparisonText } from '#messages/comparison.ts'
import { upgradeText } from '#messages/upgrade.ts'
import type { Policy } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'
import {
  AT,
  aClause,
  aDossier,
  aGate,
  anItem,
  aPolicy,
  aRecord,
  COMMIT,
  DIGEST,
  gitFacts,
  OTHER_COMMIT,
} from '../../builders.ts'
import { arbitraryPolicy, arbitraryRecord } from '../arbitrary.ts'

function end(record: ReleaseRecord, policy: Policy = aPolicy()): ComparedRelease {
  const judged = posture(record, [policy], policy.id, AT)
  const named = policyNamed([policy], judged.today.policy)
  return { record, posture: judged, policies: { atRelease: named, today: named } }
}

const anEnd = fc.tuple(arbitraryRecord, arbitraryPolicy).map(([record, policy]) => end(record, policy))

describe('comparing obeys these laws:', () => {
  test('a release compared with itself has no differences', () => {
    fc.assert(
      fc.property(anEnd, (each) => {
        expect(compareReleases(each, each).moves).toEqual([])
      }),
      { numRuns: 50 },
    )
  })

  test('from the other end each difference is its mirror', () => {
    const mirror = (move: Move): Move => ({
      ...move,
      kind: MIRRORED[move.kind],
      from: move.to,
      to: move.from,
    })
    fc.assert(
      fc.property(anEnd, anEnd, (a, b) => {
        const [there, back] = [compareReleases(a, b), compareReleases(b, a)]
        expect(back.moves).toEqual(there.moves.map(mirror))
        expect(back.unchanged).toEqual(there.unchanged)
      }),
      { numRuns: 50 },
    )
  })
})

describe('a comparison tells', () => {
  const kindOf = (a: ComparedRelease, b: ComparedRelease, part: Move['part']) =>
    compareReleases(a, b)
      .moves.filter((move) => move.part === part)
      .map(({ kind, id }) => `${kind} ${id}`)
  const withItems = (commit: string, ...evidence: ReleaseRecord['evidence']) =>
    end(aRecord({ git: gitFacts({ commit }), dossier: aDossier(), evidence }))

  test('that the same bytes stand for other code, and not that they stand for the same', () => {
    const item = anItem({ name: 'scan', sha256: DIGEST })
    expect(kindOf(withItems(COMMIT, item), withItems(OTHER_COMMIT, item), 'evidence')).toEqual([
      'reused scan',
    ])
    expect(kindOf(withItems(COMMIT, item), withItems(COMMIT, item), 'evidence')).toEqual([])
  })

  test('which evidence is new, gone, or has another result', () => {
    const [one, other] = [anItem({ name: 'a', sha256: null }), anItem({ name: 'b', sha256: null })]
    const failed = { ...one, status: 'failed' as const }
    expect(kindOf(withItems(COMMIT, one), withItems(COMMIT, failed, other), 'evidence')).toEqual([
      'changed a',
      'new b',
    ])
  })

  const withKpi = (value: number, parts = {}) =>
    end(
      aRecord({
        dossier: aDossier({
          kpis: [{ id: 'p95', name: 'p95', unit: 'ms', direction: 'lower-is-better', value, ...parts }],
        }),
      }),
    )

  test('which numbers are better by their direction, and which cannot be compared', () => {
    expect(kindOf(withKpi(182), withKpi(109), 'kpis')).toEqual(['better p95'])
    expect(kindOf(withKpi(109), withKpi(182), 'kpis')).toEqual(['worse p95'])
    expect(kindOf(withKpi(109), withKpi(41, { topology: '16 vCPU' }), 'kpis')).toEqual(['not comparable p95'])
    expect(kindOf(withKpi(109), withKpi(41, { unit: 's' }), 'kpis')).toEqual(['not comparable p95'])
  })

  test('that a threshold of the policy was lowered', () => {
    const policy = (min: number) =>
      aPolicy([aGate({ accepts: [aClause({ thresholds: [{ metric: 'coverage', min }] })] })])
    const [strict, loose] = [end(aRecord(), policy(90)), end(aRecord(), policy(70))]
    expect(kindOf(strict, loose, 'thresholds')[0]).toMatch(/^lowered .* coverage min$/)
    expect(comparisonText(strict, loose, compareReleases(strict, loose))).toMatch(/lowered: .*: 90 → 70/)
  })

  test('which risks were opened and closed', () => {
    const withRisk = (id: string) =>
      end(
        aRecord({
          dossier: aDossier({ risks: [{ id, title: 'It may', severity: 'SEV-3', status: 'open' }] }),
        }),
      )
    expect(kindOf(withRisk('R-1'), withRisk('R-2'), 'risks')).toEqual(['closed R-1', 'opened R-2'])
  })
})

describe('an upgrade brief', () => {
  const release = (version: string, parts: Parameters<typeof aDossier>[0] = {}) =>
    end(aRecord({ version, dossier: aDossier({ version, ...parts }), evidence: [] }))
  const way = [
    release('1.4.0', { risks: [{ id: 'R-1', title: 'Old', severity: 'SEV-3', status: 'open' }] }),
    release('1.5.0', { breakingChanges: [{ what: 'The search is gone' }] }),
    release('1.9.0', {
      risks: [
        { id: 'R-1', title: 'Old', severity: 'SEV-3', status: 'open' },
        { id: 'R-2', title: 'Fresh', severity: 'SEV-3', status: 'open' },
      ],
    }),
  ]

  test('counts what a version breaks that is stepped over, and tells inherited risks from new ones', () => {
    const brief = upgradeBrief(way)
    expect(brief?.steps).toMatchObject([
      { version: '1.5.0', standing: 'no-go', isSteppedOver: true },
      { version: '1.9.0', isSteppedOver: false },
    ])
    expect(brief?.breaking.map(({ version, change }) => `${version} ${change.name}`)).toEqual([
      '1.5.0 The search is gone',
    ])
    expect(brief?.risks.map(({ risk, isNew }) => [risk.id, isNew])).toEqual([
      ['R-1', false],
      ['R-2', true],
    ])
    expect(brief && upgradeText(brief, ['1.6.0'])).toContain('1.9.0 is not GO today: do not upgrade to it.')
  })

  test('is of one service, and leads somewhere', () => {
    const other = end(aRecord({ service: 'edge', dossier: aDossier({ service: 'edge' }) }))
    expect(upgradeBrief(way.slice(0, 1))).toBeNull()
    expect(upgradeBrief([...way, other])).toBeNull()
  })
})
