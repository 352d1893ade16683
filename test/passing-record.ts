import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { EvidenceItem } from '#model/evidence.ts'
import { type Acceptance, Policy } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { aDossier, anItem, aRecord, BEFORE, DIGEST } from './builders.ts'

/** A policy that judges the sample, such as `default-2026.2`. */
export function projectPolicy(name: string): Policy {
  return Policy.parse(parse(readFileSync(`test/sample/policies/${name}.yaml`, 'utf8')))
}

/** A minor release that meets everything a policy asks for, each gate by an artifact of its own. */
export function passingRecord(policy: Policy, parts: Partial<ReleaseRecord> = {}): ReleaseRecord {
  const gates = policy.groups.flatMap((group) => group.gates)
  const proofs = gates.flatMap((gate) => {
    const clause = gate.accepts[0]
    return clause ? [satisfying(`proof-${gate.id}`, clause, { gates: [gate.id] })] : []
  })
  const minor = policy.requirements.find((each) => each.releaseType === 'minor')
  const artifacts = policy.artifacts
    .filter((each) => minor?.artifacts.includes(each.name))
    .flatMap((each) => each.accepts.slice(0, 1).map((clause) => satisfying(each.name, clause)))
  const notes = { text: 'Nothing breaks.', status: 'complete' as const }
  const approvals = policy.approvers.map(({ role }) => approval(role))
  const dossier = aDossier({ releaseNotes: notes, compatibilityNotes: notes, approvals })
  return aRecord({ dossier, evidence: [...proofs, ...artifacts], ...parts })
}

/** The approval of one person who did not write the change. */
export function approval(role: string) {
  const binds = { dossierSha256: DIGEST }
  return { role, approver: `Person of ${role}`, decision: 'approved' as const, at: BEFORE, binds }
}

const ONE_PASSED = { total: 1, passed: 1, failed: 0, skipped: 0, errored: 0, flaky: 0 }

/** A name that a pattern fits. */
function fitting(pattern: string): string {
  return pattern.replaceAll('*', ' ').replace(/\s+/g, ' ').trim()
}

/** An artifact that meets every part of a clause, but for a signature. */
export function satisfying(
  name: string,
  clause: Acceptance,
  parts: Partial<EvidenceItem> = {},
): EvidenceItem {
  const act = clause.acts[0]
  const tool = clause.tools[0]
  const topic = clause.topics?.[0]
  const numbers = clause.thresholds.map(({ metric, min, max }) => [metric, min ?? max ?? 0])
  return anItem({
    name,
    kind: clause.kinds[0] ?? 'test',
    format: clause.formats[0] ?? 'junit',
    tool: tool ? { name: tool, version: null } : null,
    recorded: act
      ? { act, title: 'Done', owner: 'Olga Owner', ...(topic ? { topic: fitting(topic) } : {}) }
      : null,
    producer: fitting(clause.producers?.[0] ?? 'ci'),
    suites: (clause.suites ?? []).map((suite) => ({ name: fitting(suite), ...ONE_PASSED })),
    cases: (clause.cases ?? []).map((each) => ({
      name: fitting(each),
      suite: '',
      status: 'passed' as const,
    })),
    ...(clause.targets ? { targets: clause.targets.slice(0, 1).map(fitting) } : {}),
    sha256: hash('sha256', name),
    metrics: Object.fromEntries(numbers),
    judgement: numbers.length > 0 ? 'measurements' : 'verdict',
    status: numbers.length > 0 ? 'unknown' : 'passed',
    codeMatch: clause.code === 'this' ? 'same' : 'unknown',
    ...parts,
  })
}
