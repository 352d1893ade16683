import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import { readEvidence } from '#formats/read-evidence.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { AT, aGate, anItem, aPolicy, aRecord, COMMIT } from '../../builders.ts'
import { passingRecord, projectPolicy } from '../../passing-record.ts'

/*
 * Ways in which others published a green that was none, as files and policies of this catalog. The names are those of
 * the issues that tell of them.
 */
const policy = projectPolicy('default-2026.3')
const green = passingRecord(policy)
const gates = policy.groups.flatMap((group) => group.gates)

describe('ai-dynamo/aisimulate#141: one report clears every gate', () => {
  const all = gates.filter((gate) => gate.accepts.length > 0).map(({ id }) => id)
  const one = read(
    '<testsuites><testsuite name="all" tests="1"><testcase name="1 is 1"/></testsuite></testsuites>',
  )

  test('under one name it clears none', () => {
    const { satisfied, decision } = judge([...artifacts(), { ...one, gates: all }])
    expect({ satisfied, decision }).toEqual({ satisfied: 1, decision: 'no-go' })
  })

  test('under a name for each gate it clears none, though each file calls itself what the gate asks for', () => {
    const copies = all.map((gate) => {
      const own = green.evidence.find((item) => item.gates.includes(gate))
      return {
        ...one,
        name: `proof-${gate}`,
        gates: [gate],
        kind: own?.kind ?? 'test',
        producer: own?.producer ?? 'ci',
      }
    })
    // Two gates take any green report of their producer, and one file is proof of one of them; approvals are no file.
    expect(judge([...artifacts(), ...copies]).satisfied).toBe(2)
  })

  function artifacts(): EvidenceItem[] {
    return green.evidence.filter((item) => item.gates.length === 0)
  }
})

describe('benchflow-ai/benchflow#366: no test of none passed', () => {
  test.each([
    ['JUnit', '<testsuites tests="0" failures="0"><testsuite name="AT-052" tests="0"/></testsuites>'],
    [
      'CTRF',
      '{"reportFormat":"CTRF","results":{"tool":{"name":"t"},"summary":{"tests":0,"passed":0,"failed":0},"tests":[]}}',
    ],
    ['TAP', 'TAP version 14\n1..0 # SKIP nothing to do\n'],
  ])('a report of none in %s is no pass', (_, text) => {
    expect(read(text).status).not.toBe('passed')
    expect(replaced('webhook-replay', read(text)).decision).toBe('no-go')
  })
})

describe('Extra-Chill/homeboy#10685: nothing was measured', () => {
  test('a file without the number that is limited is no proof', () => {
    const { sha256, ...empty } = read(
      `{"generatedAt":"2026-06-01T12:00:00Z","commit":"${COMMIT}","metrics":{"other":{"value":1}}}`,
    )
    const artifact = green.evidence.find(({ name }) => name === 'performance_certification')
    const evidence = green.evidence.map((item) =>
      item === artifact
        ? { ...item, ...empty, name: item.name, kind: item.kind, producer: item.producer, sha256 }
        : item,
    )
    const { decision, blockers } = evaluate({ ...green, evidence }, policy, AT)
    expect(decision).toBe('no-go')
    expect(blockers.map(({ code }) => code)).toContain('duration_seconds.not_measured')
  })
})

describe('Anastasia-Labs/midgard#519: gates that cannot fail', () => {
  test('a gate that takes no proof never passes', () => {
    const bound = anItem({ gates: ['unit-tests'] })
    const { decision } = evaluate(aRecord({ evidence: [bound] }), aPolicy([aGate({ accepts: [] })]), AT)
    expect(decision).toBe('no-go')
  })

  test('a gate of approvals without an approver never passes', () => {
    const { decision } = evaluate(aRecord(), aPolicy([aGate({ rule: 'approvals', accepts: [] })]), AT)
    expect(decision).toBe('no-go')
  })

  test('a policy without gates lets nothing through', () => {
    expect(evaluate(aRecord(), aPolicy([]), AT).decision).toBe('no-go')
  })

  test('a report that skips what it would have tested is no pass', () => {
    const skipped = Array.from(
      { length: 999 },
      (_, n) => `<testcase name="t${n}"><skipped/></testcase>`,
    ).join('')
    const report = read(
      `<testsuite name="idempotency" tests="1000"><testcase name="one"/>${skipped}</testsuite>`,
    )
    expect(report.status).toBe('passed')
    const { decision, blockers } = replaced('idempotency', report)
    expect(decision).toBe('no-go')
    expect(blockers.map(({ code }) => code)).toContain('proof-idempotency.too_many_skipped')
  })
})

/** A file of the released code, read as it would be collected. */
function read(text: string): EvidenceItem {
  const { generatedAt, ...reading } = readEvidence(Buffer.from(text), null)
  return anItem({ ...reading, generatedAt: generatedAt ?? AT, sha256: '7'.repeat(64) })
}

function replaced(gate: string, proof: EvidenceItem) {
  return judge(
    green.evidence.map((item) =>
      item.gates.includes(gate) ? { ...item, ...proof, name: item.name, gates: item.gates } : item,
    ),
  )
}

function judge(evidence: ReleaseRecord['evidence']) {
  return evaluate({ ...green, evidence }, policy, AT)
}
