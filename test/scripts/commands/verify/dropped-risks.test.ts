import { describe, expect, test } from 'vitest'
import { droppedOf } from '#collect/record.ts'
import { auditDroppedRisks } from '#commands/verify/dropped-risks.ts'
import type { OpenRisk, Risk } from '#model/dossier-risk.ts'
import { finding } from '#model/finding.ts'
import { type ReleaseRecord, releaseId } from '#model/release.ts'
import { aDossier, aRecord } from '../../../builders.ts'

/* 1.0.0 leaves r1 open; 1.1.0 and 1.2.0 do not list it; 1.3.0 closes it, and 1.4.0 comes after that. */
const RISK = { id: 'r1', title: 'Double payout', severity: 'SEV-2' } as const
const OPEN: OpenRisk = { ...RISK, version: '1.0.0' }

type Told = Pick<ReleaseRecord, 'droppedRisks' | 'droppedRisksMore'>

function chain(changes: Record<string, (record: ReleaseRecord) => ReleaseRecord> = {}) {
  const risks: Record<string, Risk[]> = {
    '1.0.0': [{ ...RISK, status: 'open' }],
    '1.3.0': [{ ...RISK, status: 'closed' }],
  }
  const told: Record<string, Told> = { '1.1.0': { droppedRisks: [OPEN] }, '1.2.0': { droppedRisks: [OPEN] } }
  const versions = ['1.4.0', '1.3.0', '1.2.0', '1.1.0', '1.0.0']
  const records = versions.flatMap((version, n) => {
    const base = aRecord({ dossier: aDossier({ risks: risks[version] ?? [] }) })
    const git = { ...base.git, previous: versions[n + 1] ?? null }
    const record = { ...base, version, git, ...told[version] }
    const changed = changes[version]?.(record) ?? record
    return changed === GONE ? [] : [[releaseId(record), { record: changed, digest: '' }] as const]
  })
  return auditDroppedRisks(new Map(records))
}

const GONE = {} as ReleaseRecord
const codes = (changes: Parameters<typeof chain>[0]) =>
  chain(changes).faults.map(({ code, args }) => [code, args['release']])
const differs = (version: string) => [['ledger.risks_differ', `ledger@${version}`]]

describe('an audit of risks that an earlier release left open', () => {
  test('repeats what records say', () => {
    expect(chain()).toEqual({ name: 'risks', checked: 5, faults: [] })
  })

  test.each<[string, Record<string, (record: ReleaseRecord) => ReleaseRecord>, string[][]]>([
    ['one that hides them', { '1.2.0': ({ droppedRisks: _, ...rest }) => rest }, differs('1.2.0')],
    [
      'one that tells of a less grave one',
      { '1.1.0': (record) => ({ ...record, droppedRisks: [{ ...OPEN, severity: 'SEV-4' }] }) },
      differs('1.1.0'),
    ],
    [
      'one that invents one',
      { '1.4.0': (record) => ({ ...record, droppedRisks: [OPEN] }) },
      differs('1.4.0'),
    ],
    [
      'one that invents more',
      { '1.2.0': (record) => ({ ...record, droppedRisksMore: 1 }) },
      differs('1.2.0'),
    ],
  ])('finds %s', (_, changes, expected) => {
    expect(codes(changes)).toEqual(expected)
  })

  test.each<[string, Record<string, (record: ReleaseRecord) => ReleaseRecord>, number]>([
    ['a record that is missing', { '1.1.0': () => GONE }, 1],
    [
      'one that this program failed to judge',
      { '1.1.0': ({ droppedRisks: _, ...rest }) => failed(rest as ReleaseRecord) },
      1,
    ],
  ])('compares none that come after %s', (_, changes, checked) => {
    expect(chain(changes)).toEqual({ name: 'risks', checked, faults: [] })
  })

  test('carries them over a release in quarantine', () => {
    const held = ({ droppedRisks: _, ...rest }: ReleaseRecord): ReleaseRecord => ({
      ...rest,
      state: 'quarantined',
      dossier: null,
      quarantine: [finding('tag.look_alike', { like: null })],
    })
    expect(chain({ '1.1.0': held })).toMatchObject({ checked: 4, faults: [] })
    const hidden = ({ droppedRisks: _, ...rest }: ReleaseRecord) => rest
    expect(codes({ '1.1.0': held, '1.2.0': hidden })).toEqual(differs('1.2.0'))
  })

  test('ends for releases that name each other as the one before', () => {
    const around = (record: ReleaseRecord) => ({ ...record, git: { ...record.git, previous: '1.4.0' } })
    expect(chain({ '1.0.0': around }).faults).toEqual([])
  })
})

test('of more risks than a record holds the gravest are told, and how many more there are', () => {
  const many = Array.from({ length: 501 }, (_, n) => ({ ...OPEN, id: `a${n}`, severity: 'SEV-4' as const }))
  const { droppedRisks, droppedRisksMore } = droppedOf([...many, { ...OPEN, id: 'z' }])
  expect([droppedRisks?.length, droppedRisks?.[0]?.id, droppedRisksMore]).toEqual([500, 'z', 2])
  expect(droppedOf(many.slice(1))).not.toHaveProperty('droppedRisksMore')
  expect(droppedOf([])).toEqual({})
})

function failed(record: ReleaseRecord): ReleaseRecord {
  const quarantine = [finding('internal.judging_failed', { what: 'x' })]
  return { ...record, state: 'quarantined', dossier: null, quarantine }
}
