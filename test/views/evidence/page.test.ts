import { describe, expect, test } from 'vitest'
import { posture } from '#decide/history/posture.ts'
import { makeLinks } from '#messages/links.ts'
import type { Policy } from '#model/policy.ts'
import { evidencePage } from '#views/evidence/page.ts'
import { AT, aClause, aDossier, aGate, anItem, aPolicy, aRecord } from '../../builders.ts'

const links = makeLinks('/catalog/', [{ slug: 'missing', codes: ['*.missing'] }])
const LATER = '2026-08-02T12:00:00Z'
const monthly = aPolicy([aGate({ id: 'gate-a', accepts: [aClause({ maxAgeDays: 30 })] })])

type Parts = Partial<Parameters<typeof anItem>[0]>[]

function judged(parts: Parts, at = AT, policy: Policy = monthly, version = '1.4.0') {
  const record = aRecord({
    version,
    dossier: aDossier(),
    evidence: parts.map((part) => anItem({ gates: ['gate-a'], ...part })),
  })
  return { record, policy, posture: posture(record, [policy], policy.id, at) }
}

function page(parts: Parts, at = AT, policy: Policy = monthly) {
  return evidencePage([judged(parts, at, policy)], [], links)
}

const domain = (view: ReturnType<typeof page>, id: string) => view.domains.find((each) => each.id === id)

test('answers in its heading how much holds, and says in one line what does not', () => {
  const view = page([{}, { name: 'b', status: 'failed' }, { name: 'c', status: 'tampered' }])
  expect(view.heading.text).toBe('1 of 3 artifacts holds today.')
  expect(view.lead.text).toBe('One was changed after its digest was taken and one failed.')
  expect(page([{}]).heading.text).toBe('The one artifact holds today.')
  expect(page([{}, { name: 'b' }]).heading.text).toBe('All 2 artifacts hold today.')
  expect(page([{}]).lead.text).toBe(
    'Nothing was changed, nothing is missing, nothing failed and nothing ran out.',
  )
})

test('says what is not there yet where nothing was collected', () => {
  const view = evidencePage([], [], links)
  expect(view).toMatchObject({ heading: { text: 'No evidence yet' }, scope: null, domains: [], releases: [] })
  expect(view.lead.text).toBe('A dossier names the files that show a release is ready; none was found.')
})

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

test('shows the changed bytes of other releases too, and nothing else of them', () => {
  const other = judged([{ status: 'tampered' }, { name: 'fine' }], AT, monthly, '1.0.0')
  const view = evidencePage([judged([{}])], [other], links)
  expect(view.attention.tampered.map(({ release, name }) => [release, name])).toEqual([
    ['ledger 1.0.0', 'unit'],
  ])
  expect(view.heading.text).toBe('1 of 2 artifacts holds today.')
})

test('shows where the digest of changed bytes begins to differ from the one that was taken', () => {
  const reasons = [
    { code: 'evidence.tampered' as const, args: { declared: 'ab12cd34ef', found: 'ab99cd34ef' }, path: [] },
  ]
  const [row] = page([{ status: 'tampered', reasons }]).attention.tampered
  expect(row?.changed).toEqual({
    by: 'the dossier',
    said: ['ab', '12cd34ef', ''],
    found: ['ab', '99cd34ef', ''],
  })
  expect(page([{ status: 'tampered', reasons: [] }]).attention.tampered[0]?.changed).toBeNull()
})

test('turns its heading, its lead and its counts when artifacts run out, as their rows do', () => {
  const view = page([
    { name: 'soon', generatedAt: '2026-05-20T00:00:00Z' },
    { name: 'late', generatedAt: '2026-06-02T00:00:00Z' },
    { name: 'red', status: 'failed' },
  ])
  const [soon, late] = ['2026-06-19T00:00:00Z', '2026-07-02T00:00:00Z']
  expect(view.heading).toEqual({
    text: '2 of 3 artifacts hold today.',
    turns: [
      [soon, '1 of 3 artifacts holds today.'],
      [late, '0 of 3 artifacts hold today.'],
    ],
  })
  expect(view.lead.turns.at(-1)).toEqual([late, 'One failed and two ran out.'])
  expect(domain(view, 'tests')?.hint).toEqual({
    text: '2 artifacts',
    turns: [
      [soon, '2 artifacts, 1 ran out'],
      [late, '2 artifacts, 2 ran out'],
    ],
  })
  expect(domain(view, 'tests')?.rows.map(({ ends }) => ends)).toEqual([soon, late])
})

describe('the page of all evidence', () => {
  test('names the domains that have nothing that holds', () => {
    const view = page([{}])
    expect(view.domains.map(({ hint }) => hint.text)).toEqual(['1 artifact'])
    expect(view.empty).toHaveLength(7)
  })

  test('leads to the artifact on the page of its release and says how old it was', () => {
    const [row] = domain(page([{ name: 'unit' }], '2026-06-12T12:00:00Z'), 'tests')?.rows ?? []
    expect(row).toMatchObject({
      href: '/catalog/releases/ledger/1.4.0/evidence/#e-unit',
      release: 'ledger 1.4.0',
      ages: '24 h old at release',
      ends: '2026-07-01T12:00:00Z',
      freshUntil: { text: '1 Jul 2026' },
      status: { word: 'passed', mark: 'ok' },
      gates: [{ word: 'passed', href: '/catalog/policy/small/1/#gate-gate-a' }],
    })
  })

  test('says what the numbers of an artifact apply to', () => {
    const rows = domain(
      page([{ topology: [{ part: 'rows', value: '1000' }] }, { name: 'unit' }]),
      'tests',
    )?.rows
    expect(rows?.map(({ topology }) => topology).sort()).toEqual([null, 'rows 1000'])
  })

  test('shows a passed artifact that is too old today as run out', () => {
    const [row] = page([{}], LATER).attention.rest
    expect(row?.status).toEqual({ word: 'ran out', tone: 'warn', mark: 'aged' })
  })

  test('puts what failed before what ran out, and what runs out soonest first', () => {
    const view = page([
      { name: 'late', generatedAt: '2026-06-02T00:00:00Z' },
      { name: 'soon', generatedAt: '2026-05-20T00:00:00Z' },
      { name: 'old', generatedAt: '2026-01-20T00:00:00Z' },
      { name: 'red', status: 'failed' },
    ])
    expect(view.attention.rest.map(({ name }) => name)).toEqual(['red', 'old'])
    expect(domain(view, 'tests')?.rows.map(({ name }) => name)).toEqual(['soon', 'late'])
  })

  test('folds away what holds and is not among the first five, and nothing else', () => {
    const names = Array.from({ length: 7 }, (_, n) => ({ name: `a${n}` }))
    expect(domain(page(names), 'tests')).toMatchObject({ rows: { length: 5 }, folded: { length: 2 } })
    const red = names.map((each) => ({ ...each, status: 'failed' as const }))
    expect(page(red).attention.rest).toHaveLength(7)
  })
})

describe('what an artifact is held against', () => {
  test('shows numbers beside the limits of the policy, and those without a limit as measured', () => {
    const numbers = { kind: 'performance', judgement: 'measurements', status: 'unknown' } as const
    expect(domain(page([numbers]), 'performance')?.rows[0]?.status).toMatchObject({ word: 'measured' })
    const thresholds = [{ metric: 'p95', max: 250, unit: 'ms' }]
    const limited = aPolicy([
      aGate({ id: 'gate-a', accepts: [aClause({ kinds: ['performance'], thresholds })] }),
    ])
    const [fast] =
      domain(page([{ ...numbers, metrics: { p95: 100 } }], AT, limited), 'performance')?.rows ?? []
    expect(fast?.limits).toEqual([
      { name: 'p95', value: '100 ms', limit: 'at most 250', within: true, bar: { value: 40, limit: 100 } },
    ])
    const [slow] = page([{ ...numbers, metrics: { p95: 300 } }], AT, limited).attention.rest
    expect(slow?.limits).toMatchObject([{ within: false, bar: { value: 100, limit: 83 } }])
  })

  test('names required artifacts and gates without evidence, with what would show them', () => {
    expect(page([{}]).attention.missing).toEqual([])
    const artifact = {
      name: 'pack',
      title: 'Pack',
      producer: 'ci',
      purpose: 'the pack',
      accepts: [aClause()],
      requireVerified: false,
    }
    const gates = [...monthly.groups.flatMap((group) => group.gates), aGate({ id: 'lint', title: 'Lint' })]
    const demanding = {
      ...aPolicy(gates),
      artifacts: [artifact],
      requirements: monthly.requirements.map((each) => ({ ...each, artifacts: ['pack'] })),
    }
    expect(page([{}], AT, demanding).attention.missing).toMatchObject([
      {
        title: 'Pack',
        code: 'pack.missing',
        would: 'the pack',
        release: 'ledger 1.4.0',
        page: '/catalog/releases/ledger/1.4.0/',
        href: expect.stringMatching(/#artifact-pack$/),
        runbook: '/catalog/runbooks/missing/',
      },
      { title: 'Lint', code: 'gate.lint.missing', asked: 'a gate of the policy' },
    ])
    expect(page([{}], AT, demanding).heading.text).toBe('1 of 3 artifacts holds today.')
    // The policy names it, and describes it nowhere: there is no place to lead to.
    expect(page([{}], AT, { ...demanding, artifacts: [] }).attention.missing).toMatchObject([
      { title: 'pack', asked: 'the dossier or its type', href: null },
      { title: 'Lint' },
    ])
  })
})
