import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import { AT, aDossier, anItem, aPolicy, aRecord, OTHER_DIGEST } from '../../builders.ts'

type DossierParts = NonNullable<Parameters<typeof aDossier>[0]>

const unit = anItem({ gates: ['unit-tests'] })

test('a consistent release has no findings', () => {
  expect(findings({}, [anItem({ name: 'other', sha256: OTHER_DIGEST })])).toEqual([])
})

describe('evidence', () => {
  test('offered as two artifacts is one piece of evidence', () => {
    const twice = ['a', 'b'].map((name) => anItem({ name, sha256: OTHER_DIGEST }))
    expect(findings({}, twice)).toMatchObject([{ code: 'evidence.same_bytes', args: { items: ['a', 'b'] } }])
  })

  test('offered for two gates is one piece of evidence', () => {
    const shared = [{ ...unit, sha256: OTHER_DIGEST, gates: ['unit-tests', 'elsewhere'] }]
    expect(findings({}, shared, [])).toMatchObject([
      { code: 'evidence.same_bytes', args: { gates: ['elsewhere', 'unit-tests'] } },
      { code: 'evidence.unknown_gate', args: { gate: 'elsewhere' } },
    ])
  })

  test('without bytes is not the same as other evidence without bytes', () => {
    expect(findings({}, [anItem({ name: 'a' }), anItem({ name: 'b' })])).toEqual([])
  })

  test('that passed without a date is reported', () => {
    expect(findings({}, [anItem({ name: 'a', generatedAt: null })])).toMatchObject([
      { code: 'evidence.undated', args: { item: 'a' } },
    ])
  })
})

test('a gate that the policy does not have is reported', () => {
  expect(findings({ gates: [{ id: 'nowhere' }] })).toMatchObject([{ code: 'gate.nowhere.not_in_policy' }])
})

describe('a KPI', () => {
  const kpi = {
    id: 'p95',
    name: 'p95',
    unit: 'ms',
    direction: 'lower-is-better' as const,
    evidence: 'load',
    metric: 'p95',
  }
  const load = anItem({ name: 'load', kind: 'performance', metrics: { p95: 80 } })

  test('that equals its evidence is fine, and so is one that declares no number', () => {
    expect(
      findings(
        {
          kpis: [
            { ...kpi, value: 80 },
            { ...kpi, id: 'b' },
          ],
        },
        [load],
      ),
    ).toEqual([])
  })

  test('that differs from its evidence is reported with both numbers', () => {
    expect(findings({ kpis: [{ ...kpi, value: 79.9 }] }, [load])).toMatchObject([
      { code: 'kpi.p95.differs', args: { declared: 79.9, measured: 80 } },
    ])
  })

  test('whose evidence does not measure it is reported', () => {
    expect(findings({ kpis: [{ ...kpi, metric: 'p99' }] }, [load])).toMatchObject([
      { code: 'kpi.p95.not_measured' },
    ])
    expect(findings({ kpis: [kpi] })).toMatchObject([{ code: 'kpi.p95.not_measured' }])
    // What every object has of that name was not measured either.
    for (const metric of ['constructor', 'toString'])
      expect(findings({ kpis: [{ ...kpi, metric }] }, [load])).toMatchObject([
        { code: 'kpi.p95.not_measured' },
      ])
  })
})

describe('a checksum list beside the evidence', () => {
  const list = (parts: Partial<EvidenceItem>) =>
    anItem({ name: 'SHA256SUMS', sha256: OTHER_DIGEST, format: 'sha256sums', gates: [], ...parts })
  const malformed = [{ code: 'sha256sums.malformed', args: { total: 1 }, path: [] }]

  test.each([
    ['that cannot be read', { status: 'unreadable' as const }, ['list.unread']],
    ['of which a line cannot be read', { status: 'unknown' as const, reasons: malformed }, ['list.unread']],
    ['that was read', { status: 'passed' as const }, []],
    ['that is not there', { status: 'missing' as const }, []],
  ])('%s gives %j', (_, parts, codes) => {
    const found = findings({}, [list(parts)]).map(({ code }) => code)
    expect(found.filter((code) => code === 'list.unread')).toEqual(codes)
  })
})

function findings(parts: DossierParts, more: EvidenceItem[] = [], evidence = [unit]) {
  const record = aRecord({ dossier: aDossier(parts), evidence: [...evidence, ...more] })
  return evaluate(record, aPolicy(), AT).findings
}
