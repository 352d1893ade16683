import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { GateOutcome } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Acceptance } from '#model/policy.ts'
import { AT, aClause, aDossier, aGate, anItem, aPolicy, aRecord } from '../../builders.ts'

const LATER = '2026-06-03T00:00:00Z'
const AFTER_THAT = '2026-06-04T00:00:00Z'

describe('a gate that requires a passing test file of this code', () => {
  test('passes with one', () => {
    expect(gate([anItem()])).toMatchObject({ outcome: 'passed', findings: [] })
  })

  test('is missing without anything', () => {
    expect(codes(gate([]))).toEqual(['gate.unit-tests.missing'])
  })

  test.each<[string, Partial<EvidenceItem>, string, string]>([
    ['a red file', { status: 'failed' }, 'failed', 'unit.not_passed'],
    ['a file that counts nothing', { status: 'unknown' }, 'unknown', 'unit.unknown'],
    ['a file whose origin is not verified', { status: 'unverified' }, 'unknown', 'unit.unverified'],
    ['a file that is gone', { status: 'missing' }, 'missing', 'unit.missing'],
    ['a file that cannot be read', { status: 'unreadable' }, 'unknown', 'unit.invalid'],
    ['a file with other bytes', { status: 'tampered' }, 'failed', 'unit.digest_mismatch'],
    ['a file of another commit', { codeMatch: 'different' }, 'unknown', 'unit.other_commit'],
    ['a file of an unknown commit', { codeMatch: 'unknown' }, 'unknown', 'unit.unbound'],
    ['a file made later', { generatedAt: LATER }, 'missing', 'unit.too_new'],
    ['a file of another kind', { kind: 'docs' }, 'missing', 'unit.not_accepted'],
    ['a file of another format', { format: 'tap' }, 'missing', 'unit.not_accepted'],
    ['numbers without limits', { judgement: 'measurements' }, 'unknown', 'unit.unbudgeted'],
  ])('does not pass with %s', (_, parts, outcome, code) => {
    const judged = gate([anItem(parts)])
    expect(judged.outcome).toBe(outcome)
    expect(judged.items.flatMap((item) => item.findings.map((each) => each.code))).toEqual([code])
  })

  test('passes with evidence that differs from the release only in the dossier', () => {
    expect(gate([anItem({ codeMatch: 'dossier-only' })]).outcome).toBe('passed')
  })

  test('counts evidence made at the very moment', () => {
    expect(gate([anItem({ generatedAt: AT })]).outcome).toBe('passed')
  })

  test('passes with one passing file beside others that merely do not count', () => {
    const others = [
      anItem({ name: 'old', codeMatch: 'different' }),
      anItem({ name: 'empty', status: 'unknown' }),
    ]
    expect(gate([anItem(), ...others]).outcome).toBe('passed')
  })

  test.each<[string, Partial<EvidenceItem>]>([
    ['a red one', { status: 'failed' }],
    ['a tampered one', { status: 'tampered' }],
    ['one that is gone', { status: 'missing' }],
    ['one that cannot be read', { status: 'unreadable' }],
    ['one that is gone and would be too new', { status: 'missing', generatedAt: LATER }],
  ])('does not pass with a passing file beside %s', (_, parts) => {
    expect(gate([anItem(), anItem({ name: 'other', ...parts })]).outcome).not.toBe('passed')
  })

  test('is missing what the dossier names and no one collected', () => {
    const evidence = [{ name: 'lost', kind: 'test' as const, gates: ['unit-tests'], producer: 'ci' }]
    const record = aRecord({ dossier: aDossier({ evidence }), evidence: [bound(anItem())] })
    expect(evaluate(record, aPolicy(), AT).blockers).toMatchObject([
      { args: { item: 'lost', because: 'lost.missing' } },
    ])
  })
})

describe('a gate that requires a record', () => {
  const clause = aClause({
    kinds: ['operations'],
    formats: ['record'],
    acts: ['drill'],
    maxAgeDays: 30,
    code: 'any',
  })
  const drill = (parts: Partial<EvidenceItem> = {}) =>
    anItem({
      name: 'drill',
      kind: 'operations',
      format: 'record',
      recorded: { act: 'drill', title: 'Drill', owner: 'Olga Owner' },
      codeMatch: 'unknown',
      ...parts,
    })

  test('accepts one of any code and says until when', () => {
    expect(gate([drill()], [clause])).toMatchObject({ outcome: 'passed', validUntil: '2026-07-01T12:00:00Z' })
  })

  test('uses the one that lasts longest', () => {
    const older = drill({ name: 'a-drill', generatedAt: '2026-05-10T00:00:00Z' })
    expect(gate([older, drill()], [clause]).validUntil).toBe('2026-07-01T12:00:00Z')
  })

  test.each<[string, Partial<EvidenceItem>, string]>([
    ['is stale with an old one', { generatedAt: '2026-05-03T12:00:00Z' }, 'stale'],
    ['is unknown with one without a date', { generatedAt: null }, 'unknown'],
    ['does not take another act', { recorded: { act: 'review', title: 'x', owner: 'y' } }, 'missing'],
    ['does not take a record that says no act', { recorded: null }, 'missing'],
  ])('%s', (_, parts, outcome) => {
    expect(gate([drill(parts)], [clause]).outcome).toBe(outcome)
  })
})

describe('a gate that requires a scan within limits', () => {
  const clause = aClause({
    kinds: ['security'],
    formats: ['sarif'],
    tools: ['Trivy'],
    thresholds: [{ metric: 'findings.critical', max: 0 }],
  })
  const scan = (parts: Partial<EvidenceItem> = {}) =>
    anItem({
      name: 'scan',
      kind: 'security',
      format: 'sarif',
      tool: { name: 'trivy', version: null },
      judgement: 'measurements',
      status: 'unknown',
      metrics: { 'findings.critical': 0 },
      ...parts,
    })

  test("passes within them, whatever the case of the tool's name", () => {
    expect(gate([scan()], [clause]).outcome).toBe('passed')
  })

  test('blocks beyond them and names the number', () => {
    const judged = gate([scan({ metrics: { 'findings.critical': 1 } })], [clause])
    expect(codes(judged)).toEqual(['gate.unit-tests.not_passed', 'findings.critical.above_max'])
  })

  test.each<[string, Partial<EvidenceItem>, string]>([
    ['is unknown without the number', { metrics: {} }, 'unknown'],
    ['does not take another tool', { tool: { name: 'grep', version: null } }, 'missing'],
    ['does not take an unnamed tool', { tool: null }, 'missing'],
    ['does not let a scan through that did not finish', { judgement: 'verdict' }, 'unknown'],
    ['fails what failed by its own verdict, within limits or not', { status: 'failed' }, 'failed'],
  ])('%s', (_, parts, outcome) => {
    expect(gate([scan(parts)], [clause]).outcome).toBe(outcome)
  })

  test('accepts an artifact by whichever clause it satisfies', () => {
    const strict = aClause({ thresholds: [{ metric: 'cases', min: 10 }] })
    expect(gate([anItem()], [strict, aClause()]).outcome).toBe('passed')
    expect(gate([anItem()], [strict, clause]).outcome).toBe('unknown')
  })
})

describe('a gate that failed before', () => {
  const attempts = [
    { n: 1, evidenceRunAt: '2026-05-30T00:00:00Z', result: 'failed' as const, failedGates: ['unit-tests'] },
    { n: 2, evidenceRunAt: '2026-05-31T00:00:00Z', result: 'failed' as const, failedGates: ['other'] },
    { n: 9, evidenceRunAt: LATER, result: 'passed' as const },
  ]
  const again = (generatedAt: string | null, parts: Partial<EvidenceItem> = {}) =>
    gate([anItem({ generatedAt, ...parts })], [aClause()], attempts)

  test('passes with evidence from after the attempt', () => {
    expect(again('2026-05-30T00:00:00.001Z').outcome).toBe('passed')
  })

  test.each([['2026-05-30T00:00:00Z'], ['2026-05-29T00:00:00Z'], [null]])(
    'does not count evidence of %s',
    (made) => {
      const judged = again(made)
      expect(judged.outcome).toBe('stale')
      expect(judged.items[0]?.findings[0]?.code).toBe('unit.before_rework')
    },
  )

  test('passes once a passing file follows the failed one', () => {
    const old = anItem({ name: 'first-run', status: 'failed', generatedAt: '2026-05-29T00:00:00Z' })
    expect(gate([old, anItem()], [aClause()], attempts).outcome).toBe('passed')
  })

  test('needs evidence from after the latest of several failed attempts', () => {
    const failed = (n: number, evidenceRunAt: string) => ({
      n,
      evidenceRunAt,
      result: 'failed' as const,
      failedGates: ['unit-tests'],
    })
    const passed = { n: 3, evidenceRunAt: LATER, result: 'passed' as const }
    const twice = [failed(2, '2026-06-02T00:00:00Z'), failed(1, '2026-05-30T00:00:00Z'), passed]
    expect(gate([anItem()], [aClause()], twice).outcome).toBe('stale')
    expect(gate([anItem({ generatedAt: AT })], [aClause()], twice).outcome).toBe('passed')
  })

  test('ignores an attempt after the moment', () => {
    const run = { evidenceRunAt: LATER, failedGates: ['unit-tests'] }
    const later = [
      { ...run, n: 1, result: 'failed' as const },
      { ...run, n: 2, result: 'passed' as const, evidenceRunAt: AFTER_THAT, failedGates: [] },
    ]
    expect(gate([anItem()], [aClause()], later).outcome).toBe('passed')
  })

  test('is judged as usual when an attempt passed', () => {
    const passed = attempts.map((each) => ({ n: each.n, result: 'passed' as const, evidenceRunAt: AT }))
    expect(gate([anItem()], [aClause()], passed).outcome).toBe('passed')
  })
})

type Attempts = NonNullable<Parameters<typeof aDossier>[0]>['attempts']

function gate(
  items: EvidenceItem[],
  accepts: Acceptance[] = [aClause()],
  attempts: Attempts = [],
): GateOutcome {
  const record = aRecord({ dossier: aDossier({ attempts }), evidence: items.map(bound) })
  const evaluation = evaluate(record, aPolicy([aGate({ accepts })]), AT)
  const outcome = evaluation.groups[0]?.gates[0]
  if (!outcome) throw new Error('the policy has one gate')
  expect(evaluation.decision).toBe(outcome.outcome === 'passed' ? 'go' : 'no-go')
  return outcome
}

function bound(item: EvidenceItem): EvidenceItem {
  return { ...item, gates: ['unit-tests'] }
}

function codes(judged: GateOutcome): string[] {
  return judged.findings.map((each) => each.code)
}
