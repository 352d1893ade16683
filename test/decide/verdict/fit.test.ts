import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import { askedBy } from '#decide/verdict/fit.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Acceptance, Policy } from '#model/policy.ts'
import { AT, aClause, aGate, anItem, aPolicy, aRecord } from '../../builders.ts'

const SUITE = { total: 2, passed: 2, failed: 0, skipped: 0, errored: 0, flaky: 0 }
const CASE = { name: 'AT-052 books once', suite: 'payments', status: 'passed' as const }
const RECORD = { act: 'drill' as const, title: 'Restored', owner: 'Olga Owner' }

/** What a clause asks for beyond its sort, an artifact that has it, and others that lack it each in one way. */
type Row = [
  name: string,
  clause: Partial<Acceptance>,
  fits: Partial<EvidenceItem>,
  misfits: [Partial<EvidenceItem>, string, 'missing' | 'unknown'][],
]

const ROWS: Row[] = [
  [
    'a case',
    { cases: ['AT-052'] },
    { cases: [CASE] },
    [
      [{}, 'unit.case_missing', 'missing'],
      [{ cases: [{ ...CASE, name: 'AT-0521 books once' }] }, 'unit.case_missing', 'missing'],
      [{ cases: [{ ...CASE, status: 'skipped' }] }, 'unit.case_not_passed', 'unknown'],
      [{ cases: [{ ...CASE, status: 'unknown' }] }, 'unit.case_not_passed', 'unknown'],
      [{ cases: [CASE, { ...CASE, status: 'skipped' }] }, 'unit.case_not_passed', 'unknown'],
    ],
  ],
  [
    'a case that is a whole suite',
    { cases: ['AT-052'] },
    { cases: [{ name: 'books once', suite: 'payments › AT-052', status: 'passed' }] },
    [
      [
        { cases: [{ name: 'books once', suite: 'AT-053', status: 'passed' }] },
        'unit.case_missing',
        'missing',
      ],
    ],
  ],
  [
    'each of two suites',
    { suites: ['ledger*', 'payout*'] },
    {
      suites: [
        { ...SUITE, name: 'ledger invariants' },
        { ...SUITE, name: 'payouts' },
      ],
    },
    [
      [{ suites: [{ ...SUITE, name: 'ledger' }] }, 'unit.suite_missing', 'missing'],
      [
        {
          suites: [
            { ...SUITE, name: 'ledger' },
            { ...SUITE, name: 'payout', passed: 0, skipped: 2 },
          ],
        },
        'unit.suite_not_passed',
        'unknown',
      ],
    ],
  ],
  [
    'a producer',
    { producers: ['scripts/ci/contracts_validate.sh'] },
    { producer: 'bash scripts/ci/contracts_validate.sh' },
    [[{ producer: 'by hand' }, 'unit.other_producer', 'missing']],
  ],
  [
    'a target',
    { targets: ['ledger-image'] },
    { targets: ['registry.example.org/ledger-image:1.4.0'] },
    [
      [{}, 'unit.other_target', 'missing'],
      [{ targets: ['registry.example.org/other:1.4.0'] }, 'unit.other_target', 'missing'],
    ],
  ],
  [
    'a topic',
    { formats: ['record'], acts: ['drill'], topics: ['backup*restore*'] },
    { format: 'record', recorded: { ...RECORD, topic: 'Backup and restore' } },
    [
      [{ format: 'record', recorded: RECORD }, 'unit.other_topic', 'missing'],
      [{ format: 'record', recorded: { ...RECORD, topic: 'failover' } }, 'unit.other_topic', 'missing'],
    ],
  ],
  [
    'few skipped cases',
    { maxSkippedShare: 0.2 },
    { counts: { ...SUITE, total: 10, passed: 8, skipped: 2 } },
    [
      [{ counts: { ...SUITE, total: 1000, passed: 1, skipped: 999 } }, 'unit.too_many_skipped', 'unknown'],
      [{ counts: { ...SUITE, total: 9, passed: 7, skipped: 2 } }, 'unit.too_many_skipped', 'unknown'],
    ],
  ],
]

describe.each(ROWS)('a gate that asks for %s', (_, clause, fits, misfits) => {
  test('takes what has it', () => {
    expect(judge(clause, [anItem(fits)])).toMatchObject({ decision: 'go' })
  })

  test.each(misfits)('does not take %j and says %s', (parts, code, outcome) => {
    const { groups, blockers } = judge(clause, [anItem({ ...fits, ...without(fits, parts), ...parts })])
    expect(groups[0]?.gates[0]?.outcome).toBe(outcome)
    expect(blockers.map((each) => each.code)).toContain(code)
  })

  test('still fails by a red file that is something else', () => {
    const [parts] = misfits[0] ?? []
    const red = anItem({ ...fits, ...without(fits, parts ?? {}), ...parts, status: 'failed' })
    expect(judge(clause, [red]).groups[0]?.gates[0]?.outcome).toBe('failed')
  })
})

describe('the share of skipped cases', () => {
  const many = [anItem({ counts: { ...SUITE, total: 2, passed: 1, skipped: 1 }, skips: SKIPS() })]

  test('may be any where neither clause nor policy says', () => {
    expect(judge({}, many).decision).toBe('go')
  })

  test("is the policy's where the clause says nothing, and the reasons for skipping are told", () => {
    const { blockers } = judge({}, many, { maxSkippedShare: 0.2 })
    expect(blockers.at(-1)).toMatchObject({
      code: 'unit.too_many_skipped',
      args: { skipped: 1, total: 2, percent: 20, why: ['no database'] },
    })
  })

  test("is the clause's where it says its own", () => {
    expect(judge({ maxSkippedShare: 0.5 }, many, { maxSkippedShare: 0.2 }).decision).toBe('go')
  })

  function SKIPS() {
    return [{ reason: 'no database', count: 1 }]
  }
})

describe('a gate that asks for a signer', () => {
  const clause = { signers: ['release-workflow'] }
  const vouched = {
    source: 'attestation' as const,
    outcome: 'verified' as const,
    name: 'statement',
    reasons: [],
  }
  const signed = (...expected: (string | null)[]) =>
    anItem({ name: 'statement', format: 'attestation', attestations: expected.map(attestation) })

  test.each<[string, EvidenceItem[], string]>([
    [
      'takes a file that its own signature vouches for',
      [anItem({ attestations: [attestation('release-workflow')] })],
      'go',
    ],
    [
      'takes a file that an attestation vouches for',
      [anItem({ verification: [vouched] }), signed('release-workflow')],
      'go',
    ],
    ['does not take a file that nobody signed', [anItem(), signed('release-workflow')], 'no-go'],
    ['does not take another signer', [anItem({ verification: [vouched] }), signed('somebody')], 'no-go'],
    [
      'does not take a signer that nobody expects',
      [anItem({ verification: [vouched] }), signed(null)],
      'no-go',
    ],
    [
      'does not guess which of two signers it was',
      [anItem({ verification: [vouched] }), signed('release-workflow', 'somebody')],
      'no-go',
    ],
    [
      'does not take a signature that was not verified',
      [anItem({ attestations: [{ ...attestation('release-workflow'), outcome: 'unverified' }] })],
      'no-go',
    ],
  ])('%s', (_, items, decision) => {
    expect(judge(clause, items).decision).toBe(decision)
  })

  function attestation(expected: string | null): EvidenceItem['attestations'][number] {
    return {
      predicateType: null,
      outcome: 'verified',
      reasons: [],
      signer: { identity: 'key', issuer: null },
      expected,
      root: null,
      compared: ['signature'],
      subjects: { total: 1, matched: 1 },
    }
  }
})

function judge(clause: Partial<Acceptance>, items: EvidenceItem[], parts: Partial<Policy> = {}) {
  const [first, ...others] = items
  const bound = first ? [{ ...first, gates: ['unit-tests'] }, ...others] : []
  const policy = aPolicy([aGate({ accepts: [aClause(clause)] })], parts)
  return evaluate(aRecord({ evidence: bound }), policy, AT)
}

/** An artifact loses what a misfit does not have at all. */
function without(fits: Partial<EvidenceItem>, parts: Partial<EvidenceItem>): Partial<EvidenceItem> {
  if (Object.keys(parts).length > 0) return {}
  return Object.fromEntries(Object.keys(fits).map((key) => [key, key === 'suites' ? [] : undefined]))
}

test.each([
  [[{ producers: ['ci/*'] }], { producers: ['ci/*'] }],
  [
    [{ cases: ['AT-052', 'AT-053'], producers: ['ci/*'] }, { cases: ['AT-052'] }],
    { cases: ['AT-052', 'AT-053'], producers: ['ci/*'] },
  ],
  [[{ suites: ['ledger*'], topics: ['backup'] }], { suites: ['ledger*'], topics: ['backup'] }],
  [[{}], {}],
])('what the clauses %j ask for by name is told, each name once', (clauses, asked) => {
  expect(askedBy(clauses.map((parts) => aClause(parts)))).toEqual(asked)
})
