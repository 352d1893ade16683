import { describe, expect, test } from 'vitest'
import { evaluate } from '#decide/verdict/evaluate.ts'
import type { Evaluation } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Gate } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { AT, aDossier, DIGEST, OTHER_COMMIT, OTHER_DIGEST } from '../../builders.ts'
import { approval, passingRecord, projectPolicy } from '../../passing-record.ts'

/*
 * A green release with one thing wrong at a time. Whatever the policy asks for, its proof removed, turned red, made
 * stale, taken from another commit or taken from another gate must keep the release from GO, and the gate must say so.
 */
const policy = projectPolicy('default-2026.3')
const green = passingRecord(policy)
const gates = policy.groups.flatMap((group) => group.gates)
const proven = gates.filter((gate) => gate.accepts.length > 0)

const DEFECTS: [name: string, plant: (gate: Gate) => ReleaseRecord][] = [
  ['removed', ({ id }) => withEvidence(green.evidence.filter((item) => !item.gates.includes(id)))],
  ['turned red', (gate) => changed(gate, { status: 'failed' })],
  ['made stale', stale],
  ['taken from another commit', fromAnotherCommit],
]

test('the release is GO before anything is planted', () => {
  expect(gates).toHaveLength(28)
  expect(evaluate(green, policy, AT).decision).toBe('go')
})

describe.each(DEFECTS)('proof that is %s', (_, plant) => {
  test.each(proven.map((gate) => [gate.id, gate] as const))('keeps %s from passing', (id, gate) => {
    const evaluation = evaluate(plant(gate), policy, AT)
    expect(evaluation.decision).toBe('no-go')
    expect(outcomes(evaluation).filter(([, outcome]) => outcome !== 'passed')).toEqual([
      [id, expect.stringMatching(/^(missing|failed|stale|unknown)$/)],
    ])
  })
})

describe('proof that is taken from another gate', () => {
  test.each(proven.map((gate) => [gate.id, gate] as const))(
    'does not prove %s, whichever it is',
    (id, gate) => {
      const own = proofOf(gate)
      const others = proven.filter((each) => each !== gate)
      const taken = others.filter((other) => {
        const wrong = { ...proofOf(other), name: own.name, gates: own.gates, sha256: own.sha256 }
        return judged(withEvidence([...without(own), wrong]), id) === 'passed'
      })
      expect(taken.map((each) => each.id)).toEqual([])
    },
  )

  test.each(proven.map((gate) => [gate.id, gate] as const))(
    'proves nothing more by way of %s',
    (id, gate) => {
      const shared = { ...proofOf(gate), gates: proven.map((each) => each.id) }
      const evidence = green.evidence.filter((item) => item.gates.length === 0)
      const passed = outcomes(evaluate(withEvidence([...evidence, shared]), policy, AT)).filter(
        ([, outcome]) => outcome === 'passed',
      )
      expect(passed.map(([gate]) => gate)).toEqual([id, 'approval'])
    },
  )
})

describe('an approval that is', () => {
  const [first, second] = policy.approvers.map(({ role }) => approval(role))
  test.each([
    ['removed', [first]],
    ['turned into a rejection', [first, { ...second, decision: 'rejected' as const }]],
    ['made stale by a newer dossier', [first, { ...second, binds: { dossierSha256: OTHER_DIGEST } }]],
    [
      'taken from another commit',
      [first, { ...second, binds: { dossierSha256: DIGEST, commit: OTHER_COMMIT } }],
    ],
    ['taken from another role', [first, { ...second, role: first?.role }]],
  ])('%s keeps the release from GO', (_, approvals) => {
    const dossier = aDossier({ ...green.dossier, approvals: approvals as never })
    const evaluation = evaluate({ ...green, dossier }, policy, AT)
    expect(evaluation.decision).toBe('no-go')
    expect(judgedIn(evaluation, 'approval')).not.toBe('passed')
  })
})

/** Older than the policy lets it be; what does not age is older than the attempt that failed its gate. */
function stale(gate: Gate): ReleaseRecord {
  if (gate.accepts[0]?.maxAgeDays !== null) return changed(gate, { generatedAt: '2024-01-01T00:00:00Z' })
  const failed = { n: 1, evidenceRunAt: AT, result: 'failed' as const, failedGates: [gate.id] }
  const passed = { n: 2, evidenceRunAt: AT, result: 'passed' as const }
  return { ...green, dossier: aDossier({ ...green.dossier, attempts: [failed, passed] }) }
}

/** An act of a person is of no commit; the file of another one has other bytes than the dossier names. */
function fromAnotherCommit(gate: Gate): ReleaseRecord {
  if (gate.accepts[0]?.code === 'any') return changed(gate, { status: 'tampered' })
  return changed(gate, { codeMatch: 'different', subject: { commit: OTHER_COMMIT, digests: [] } })
}

function changed(gate: Gate, parts: Partial<EvidenceItem>): ReleaseRecord {
  const own = proofOf(gate)
  return withEvidence([...without(own), { ...own, ...parts }])
}

function proofOf(gate: Gate): EvidenceItem {
  const own = green.evidence.find((item) => item.gates.includes(gate.id))
  if (!own) throw new Error(`Nothing proves ${gate.id}.`)
  return own
}

function without(own: EvidenceItem): EvidenceItem[] {
  return green.evidence.filter((item) => item !== own)
}

function withEvidence(evidence: EvidenceItem[]): ReleaseRecord {
  return { ...green, evidence }
}

function outcomes({ groups }: Evaluation): [gate: string, outcome: string][] {
  return groups.flatMap((group) => group.gates.map(({ id, outcome }) => [id, outcome] as [string, string]))
}

function judged(record: ReleaseRecord, gate: string): string | undefined {
  return judgedIn(evaluate(record, policy, AT), gate)
}

function judgedIn(evaluation: Evaluation, gate: string): string | undefined {
  return outcomes(evaluation).find(([id]) => id === gate)?.[1]
}

describe('a secret scan by TruffleHog', () => {
  const scan = (total: number) => {
    const gate = gates.find(({ id }) => id === 'secret-scan') as Gate
    const tool = { name: 'trufflehog', version: null }
    const metrics = { 'findings.total': total, 'findings.suppressed': 0 }
    return evaluate(changed(gate, { format: 'trufflehog', tool, metrics }), policy, AT)
  }

  test('is taken when it found nothing, and fails its gate when it found something', () => {
    expect(scan(0).decision).toBe('go')
    expect(judgedIn(scan(1), 'secret-scan')).not.toBe('passed')
  })
})
