import { describe, expect, test } from 'vitest'
import { posture } from '#decide/history/posture.ts'
import { makeLinks } from '#messages/links.ts'
import { evidencePage } from '#views/evidence.ts'
import { AT, aClause, aDossier, aGate, anItem, aPolicy, aRecord } from '../builders.ts'

const links = makeLinks('/catalog/')
const LATER = '2026-08-02T12:00:00Z'
const monthly = aPolicy([aGate({ id: 'gate-a', accepts: [aClause({ maxAgeDays: 30 })] })])

function page(parts: Partial<Parameters<typeof anItem>[0]>[], at = AT, policy = monthly) {
  const record = aRecord({
    dossier: aDossier(),
    evidence: parts.map((part) => anItem({ gates: ['gate-a'], ...part })),
  })
  return evidencePage([{ record, posture: posture(record, [policy], policy.id, at) }], links, [
    { service: 'ledger', version: '1.0.0', tampered: true },
    { service: 'ledger', version: '1.4.0', tampered: false },
  ])
}

const domain = (view: ReturnType<typeof page>, id: string) => view.domains.find((each) => each.id === id)

test('shows how each release stands, with the end of its GO', () => {
  expect(page([{}]).releases).toEqual([
    {
      name: 'ledger 1.4.0',
      href: '/catalog/releases/ledger/1.4.0/',
      today: { verdict: 'go', ends: { at: '2026-07-01T12:00:00Z', as: 'aged-out' } },
    },
  ])
  expect(page([{}], LATER).releases[0]?.today).toEqual({ verdict: 'aged-out', ends: null })
})

test('names every release with changed bytes, and shows them before their age', () => {
  const view = page([{ status: 'tampered' }], LATER)
  expect(view.tampered).toEqual([{ name: 'ledger 1.0.0', href: '/catalog/releases/ledger/1.0.0/' }])
  expect(view.totals).toMatchObject([{ word: 'tampered' }])
})

test('turns its counts when artifacts go stale, as their rows do', () => {
  const view = page([
    { name: 'soon', generatedAt: '2026-05-20T00:00:00Z' },
    { name: 'late', generatedAt: '2026-06-02T00:00:00Z' },
    { name: 'red', status: 'failed' },
  ])
  const [soon, late] = ['2026-06-19T00:00:00Z', '2026-07-02T00:00:00Z']
  expect(view.totals.map(({ said }) => said)).toEqual([
    {
      text: '2 passed',
      turns: [
        [soon, '1 passed'],
        [late, '0 passed'],
      ],
    },
    { text: '1 failed', turns: [] },
    {
      text: '0 stale',
      turns: [
        [soon, '1 stale'],
        [late, '2 stale'],
      ],
    },
  ])
  expect(view.totals.map(({ from }) => from)).toEqual([null, null, soon])
  expect(domain(view, 'tests')?.hint).toEqual({
    text: '3 artifacts, 1 with problems',
    turns: [
      [soon, '3 artifacts, 2 with problems'],
      [late, '3 artifacts, 3 with problems'],
    ],
  })
})

describe('the page of all evidence', () => {
  test('shows the eight domains, including empty ones', () => {
    const view = page([{}])
    expect(view.domains.map(({ hint }) => hint.text)).toEqual(['1 artifact', ...Array(7).fill('no evidence')])
    expect(view.lead).toBe('1 artifact of 1 release, one for each service with a dossier.')
  })

  test('leads to the artifact on the page of its release and says how old it was', () => {
    const [row] = domain(page([{ name: 'unit' }], '2026-06-12T12:00:00Z'), 'tests')?.rows ?? []
    expect(row).toMatchObject({
      href: '/catalog/releases/ledger/1.4.0/#e-unit',
      release: 'ledger 1.4.0',
      ages: '24 h old at release',
      ends: '2026-07-01T12:00:00Z',
      freshText: '1 Jul 2026',
      status: { word: 'passed' },
    })
  })

  test('says what the numbers of an artifact apply to', () => {
    const rows = domain(
      page([{ topology: [{ part: 'rows', value: '1000' }] }, { name: 'unit' }]),
      'tests',
    )?.rows
    expect(rows?.map(({ topology }) => topology).sort()).toEqual([null, 'rows 1000'])
  })

  test('shows a passed artifact that is too old today as stale', () => {
    const view = page([{}], LATER)
    expect(domain(view, 'tests')).toMatchObject({ hint: { text: '1 artifact, 1 with problems' } })
    expect(view.totals).toMatchObject([
      { word: 'stale', tone: 'warn', count: 1, said: { text: '1 stale' }, from: null },
    ])
  })

  test('puts artifacts with problems first, then those that go stale soonest', () => {
    const view = page([
      { name: 'late', generatedAt: '2026-06-02T00:00:00Z' },
      { name: 'soon', generatedAt: '2026-05-20T00:00:00Z' },
      { name: 'red', status: 'failed' },
    ])
    expect(domain(view, 'tests')?.rows.map(({ name }) => name)).toEqual(['red', 'soon', 'late'])
  })

  test('folds away what has no problem and is not among the first five', () => {
    const names = Array.from({ length: 7 }, (_, n) => ({ name: `a${n}` }))
    expect(domain(page(names), 'tests')).toMatchObject({ rows: { length: 5 }, folded: { length: 2 } })
    const red = names.map((each) => ({ ...each, status: 'failed' as const }))
    expect(domain(page(red), 'tests')).toMatchObject({ rows: { length: 7 }, folded: [] })
  })

  test('shows numbers without a verdict as measured', () => {
    const view = page([{ kind: 'performance', judgement: 'measurements', status: 'unknown' }])
    expect(domain(view, 'performance')?.rows[0]?.status).toEqual({ word: 'measured', tone: 'none' })
  })

  test('names required artifacts without evidence', () => {
    expect(page([{}]).missing).toEqual([])
    const artifact = {
      name: 'pack',
      title: 'Pack',
      producer: 'ci',
      purpose: 'the pack',
      accepts: [aClause()],
      requireVerified: false,
    }
    const demanding = {
      ...monthly,
      artifacts: [artifact],
      requirements: monthly.requirements.map((each) => ({ ...each, artifacts: ['pack'] })),
    }
    expect(page([{}], AT, demanding).missing).toEqual([
      { name: 'pack', title: 'Pack', release: 'ledger 1.4.0', href: '/catalog/releases/ledger/1.4.0/' },
    ])
  })
})
