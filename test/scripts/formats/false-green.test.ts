import { describe, expect, test } from 'vitest'
import { packageMatch } from '#collect/evidence/package-match.ts'
import { evaluate } from '#decide/verdict/evaluate.ts'
import { readEvidence } from '#formats/read-evidence.ts'
import { Approval } from '#model/dossier-acts.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { RunFact } from '#model/github.ts'
import type { ReleaseRecord } from '#model/release.ts'
import {
  AT,
  aDossier,
  aGate,
  anItem,
  aPolicy,
  aRecord,
  BEFORE,
  COMMIT,
  OTHER_COMMIT,
} from '../../builders.ts'
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

describe('tsouza/cerberus#3182: the step that checks did not run', () => {
  test.each([
    ['a result that is not there', { status: 'missing' as const, sha256: null, bytes: null, counts: null }],
    [
      'a result of a step that was skipped',
      read('<testsuite name="AT-052"><testcase name="AT-052"><skipped/></testcase></testsuite>'),
    ],
    ['a file that is empty', read('')],
    ['a log that says OK', read('all checks passed, exit status 0\n')],
  ])('%s is no pass', (_, parts) => {
    const proof = { ...own('webhook-replay'), ...parts } as EvidenceItem
    expect(proof.status).not.toBe('passed')
    expect(replaced('webhook-replay', proof).decision).toBe('no-go')
  })
})

describe('timwhitez/dsh-self-evolving#121: hash-shaped strings', () => {
  test('a digest that is no digest of the bytes makes them tampered, and names the bytes', () => {
    const { decision, blockers } = replaced('idempotency', { ...own('idempotency'), status: 'tampered' })
    expect(decision).toBe('no-go')
    expect(blockers.map(({ code }) => code)).toContain('gate.idempotency.digest_mismatch')
  })

  test('an approval that binds a digest of nothing is no approval', () => {
    const binds = { dossierSha256: 'e'.repeat(64) }
    expect(approvedBy((each) => ({ ...each, binds })).decision).toBe('no-go')
  })

  test('a commit that only looks like one is no commit of the released code', () => {
    const parts = { codeMatch: 'different' as const, subject: { commit: 'd'.repeat(40), digests: [] } }
    expect(replaced('idempotency', { ...own('idempotency'), ...parts }).decision).toBe('no-go')
  })
})

describe('trickle-labs/pg-trickle#1093: another build than the shipped one', () => {
  test.each([
    ['another commit', { codeMatch: 'different' as const, subject: { commit: OTHER_COMMIT, digests: [] } }],
    ['nobody says which commit', { codeMatch: 'unknown' as const, subject: { commit: null, digests: [] } }],
  ])('tests of %s prove nothing of this one', (_, parts) => {
    const { decision, blockers } = replaced('idempotency', { ...own('idempotency'), ...parts })
    expect(decision).toBe('no-go')
    expect(blockers.map(({ code }) => code).join()).toMatch(/gate\.idempotency\.(unknown|not_passed|missing)/)
  })

  test('an inventory of another image is no proof of the shipped package', () => {
    const purl = (of: string) => `pkg:oci/ledger@sha256%3A${of.repeat(64)}`
    const released = [{ purl: purl('a'), sha256: 'a'.repeat(64) }] as never
    const other = { subject: { commit: null, digests: ['b'.repeat(64)], purls: [purl('b')] } }
    expect(packageMatch({ ...anItem(other), format: 'cyclonedx' }, released)).toBe('different')
  })
})

describe('kraulerson/solo-orchestrator#208: any date is an approval', () => {
  test('as it was given it is one', () => {
    expect(approvedBy((each) => each).decision).toBe('go')
  })

  test.each<[string, (each: Approval) => object | null]>([
    ['a role without anybody', () => null],
    ['a date before what it approves', (each) => ({ ...each, at: '2020-01-01T00:00:00Z' })],
    ['a date that is still to come', (each) => ({ ...each, at: '2030-01-01T00:00:00Z' })],
    ['somebody who made the change', (each) => ({ ...each, approver: green.git.tagger })],
  ])('%s is none', (_, change) => {
    const { decision, blockers } = approvedBy(change)
    expect(decision).toBe('no-go')
    expect(blockers.map(({ code }) => code).join()).toMatch(/approval/)
  })

  test('and a date without a name, role or act is no approval that can be written down', () => {
    const [approval] = green.dossier?.approvals ?? []
    for (const key of ['approver', 'role', 'decision', 'binds'] as const) {
      const { [key]: _, ...rest } = approval ?? ({} as Approval)
      expect(Approval.safeParse(rest).success, key).toBe(false)
    }
  })
})

describe.each(['PostHog/posthog#72916', 'djinnos/djinn#3068'])('%s: attempts absorbed', () => {
  const strict = { ...policy, firstAttempt: true }
  const again = read(
    '<testsuite name="idempotency" tests="2"><testcase name="a"><flakyFailure message="timeout" type="t"/></testcase><testcase name="b"/></testsuite>',
  )

  test('a case that passed when tried again is told, and blocks a policy that takes the first attempt', () => {
    const evidence = withProof('idempotency', { ...own('idempotency'), counts: again.counts })
    expect(judge(evidence).findings.map(({ code }) => code)).toContain('attempt.absorbed')
    expect(evaluate({ ...green, evidence }, strict, AT).decision).toBe('no-go')
  })

  test('so is a run that was started again until it was green', () => {
    const runs = [aRun({ attempt: 2 })]
    expect(ran(runs, policy).findings.map(({ code }) => code)).toContain('attempt.run_again')
    expect(ran(runs, strict).decision).toBe('no-go')
  })
})

describe.each(['glsec/glsec#411', 'liquibase/liquibase#7990'])('%s: released from a red commit', () => {
  const strict = { ...policy, firstAttempt: true }

  test('a green file of a run that failed is told, and is no proof where the run has to be green', () => {
    const red = [aRun({ conclusion: 'failure' })]
    expect(ran(red, policy).findings.map(({ code }) => code)).toContain('attempt.run_red')
    const { decision, blockers } = ran(red, strict)
    expect(decision).toBe('no-go')
    expect(blockers.map(({ code }) => code)).toContain('attempt.run_red')
  })

  test('a green file of the commit before does not stand in for the red one', () => {
    const parts = { codeMatch: 'different' as const, subject: { commit: OTHER_COMMIT, digests: [] } }
    expect(replaced('ci-pipeline', { ...own('ci-pipeline'), ...parts }).decision).toBe('no-go')
  })

  test('a red run that the dossier leaves out is told', () => {
    const runs = [aRun({}), aRun({ id: '8', conclusion: 'failure' })]
    expect(
      ran(runs, policy)
        .findings.map(({ code }) => code)
        .join(),
    ).toMatch(/attempt\.(run|commit)_red/)
    expect(ran(runs, strict).decision).toBe('no-go')
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

function withProof(gate: string, proof: EvidenceItem): EvidenceItem[] {
  return green.evidence.map((item) => (item.gates.includes(gate) ? proof : item))
}

/** What proves a gate in the release that is green. */
function own(gate: string): EvidenceItem {
  const found = green.evidence.find((item) => item.gates.includes(gate))
  if (!found) throw new Error(`Nothing proves ${gate}.`)
  return found
}

/** The green release with each approval changed; null takes it away. */
function approvedBy(change: (each: Approval) => object | null) {
  const approvals = (green.dossier?.approvals ?? []).flatMap((each) => change(each) ?? [])
  const named = [{ name: 'unit', kind: 'test', producer: 'ci', generatedAt: BEFORE }]
  const dossier = aDossier({ ...green.dossier, approvals, evidence: named } as never)
  return evaluate({ ...green, dossier }, policy, AT)
}

function aRun(parts: Partial<RunFact>): RunFact {
  return {
    ...{ id: '7', url: null, name: 'CI', event: 'push', attempt: 1, commit: COMMIT },
    conclusion: 'success',
    artifacts: [],
    ...parts,
  }
}

/** The green release, as the forge knows of runs; its dossier names run 7. */
function ran(runs: RunFact[], by: typeof policy) {
  const named = [{ name: 'unit', kind: 'test' as const, producer: 'ci', run: { id: '7', attempt: 1 } }]
  const dossier = aDossier({ ...green.dossier, evidence: named } as never)
  const commitRuns = { complete: true, runs }
  const github = { runs, commitRuns, pullRequests: [] } as unknown as NonNullable<ReleaseRecord['github']>
  return evaluate({ ...green, dossier, github }, by, AT)
}
