import { describe, expect, test } from 'vitest'
import { posture } from '#decide/history/posture.ts'
import { budgets, domains, openRisks } from '#views/service/proof.ts'
import { trend } from '#views/service/trend.ts'
import { AT, aDossier, anItem, aPolicy, aRecord } from '../../builders.ts'

describe('latency budgets', () => {
  const wanted = [{ name: 'p95', metric: 'p95', max: 1000, unit: 'ms' }]
  const measured = (...values: number[]) =>
    aRecord({ evidence: values.map((p95) => anItem({ metrics: { p95 } })) })

  test('hold up to their limit and no further', () => {
    expect(budgets(wanted, measured(1000))).toMatchObject([
      { measured: '1,000 ms', word: 'within', tone: 'ok' },
    ])
    expect(budgets(wanted, measured(1000.001))).toMatchObject([
      { measured: '1,000.001 ms', word: 'over', tone: 'bad' },
    ])
  })

  test('the highest of several numbers counts', () => {
    expect(budgets(wanted, measured(800, 1200))[0]?.word).toBe('over')
  })

  test('without a number, or with one from a tampered file, nothing was measured', () => {
    expect(budgets(wanted, null)).toMatchObject([{ measured: null, word: 'not measured', tone: 'warn' }])
    const tampered = aRecord({ evidence: [anItem({ status: 'tampered', metrics: { p95: 10 } })] })
    expect(budgets(wanted, tampered)[0]?.word).toBe('not measured')
  })
})

const domainsOf = (record: ReturnType<typeof aRecord>) =>
  domains(record, posture(record, [aPolicy()], 'small', AT))

test('evidence made of numbers is called measured, an unknown verdict stays unknown', () => {
  const numbers = anItem({ kind: 'performance', judgement: 'measurements', status: 'unknown' })
  const unknown = anItem({ kind: 'performance', status: 'unknown' })
  const shown = domainsOf(aRecord({ evidence: [numbers, unknown] }))
  expect(shown.flatMap(({ items }) => items.map(({ word, tone }) => `${word} ${tone}`))).toEqual([
    'measured none',
    'unknown warn',
  ])
})

test('open and accepted risks are shown, most severe first; resolved ones are not', () => {
  const risk = (
    id: string,
    severity: 'SEV-1' | 'SEV-3',
    status: 'open' | 'accepted' | 'mitigated' | 'closed',
  ) => ({ id, title: id, severity, status })
  const risks = [
    risk('b', 'SEV-3', 'accepted'),
    risk('a', 'SEV-3', 'open'),
    risk('c', 'SEV-1', 'open'),
    risk('d', 'SEV-1', 'mitigated'),
    risk('e', 'SEV-1', 'closed'),
  ]
  expect(openRisks(aRecord({ dossier: aDossier({ risks }) })).map(({ id, tone }) => `${id} ${tone}`)).toEqual(
    ['c bad', 'a none', 'b none'],
  )
})

describe('a KPI trend', () => {
  const kpi = (values: number[], direction: 'higher-is-better' | 'lower-is-better' = 'lower-is-better') =>
    trend({
      id: 'p95',
      name: 'p95',
      unit: 'ms',
      direction,
      points: values.map((value, n) => ({ version: `1.${n}.0`, value })),
    })

  test('says the newest value and whether it got better, by its direction', () => {
    expect(kpi([200, 150])?.text).toBe('150 ms in 1.1.0, 25 % better than 1.0.0')
    expect(kpi([200, 150], 'higher-is-better')).toMatchObject({
      tone: 'worse',
      text: '150 ms in 1.1.0, 25 % worse than 1.0.0',
    })
    expect(kpi([200, 200])).toMatchObject({ tone: 'same', text: '200 ms in 1.1.0, the same as 1.0.0' })
  })

  test('one value has no line to draw against, none has no trend', () => {
    expect(kpi([200])).toMatchObject({ text: '200 ms in 1.0.0', last: { x: 156, y: 18 } })
    expect(kpi([])).toBeNull()
  })

  test('a change from zero is given in the unit, not in percent', () => {
    expect(kpi([0, 3])?.text).toBe('3 ms in 1.1.0, 3 ms worse than 1.0.0')
  })

  test('the line spans the chart, highest value on top; the table runs newest first', () => {
    const drawn = kpi([10, 20, 15])
    expect(drawn?.line).toBe('4,32 80,4 156,18')
    expect(drawn?.rows.map((row) => row.value)).toEqual(['15', '20', '10'])
  })
})
