import { type Finding, finding } from '#model/finding.ts'
import type { Acceptance, Gate, Policy } from '#model/policy.ts'
import { ReleaseType } from '#model/primitives.ts'
import { sortFindings } from '../lib/findings.ts'

/** One thing that a version asks less of than the version before. */
interface Difference {
  /** The gate, artifact, role or part of the policy. */
  of: string
  what: string
  from: string
  to: string
}

/**
 * Where `next` asks for less than `previous`, limits on numbers aside: a gate, suite, case, producer, topic, target or
 * signer that is gone, a sort of proof that is new, a larger share of skipped cases, a longer age, proof of any commit, a
 * verification, approver or severity that no longer counts. Each may be right; none should pass unseen. Another format is
 * another way to write the same: what must be in the file, by whom and about what, still holds.
 */
export function loosenedDemands(previous: Policy, next: Policy): Finding[] {
  const differences = [
    ...gateDifferences(previous, next),
    ...artifactDifferences(previous, next),
    ...approverDifferences(previous, next),
    ...checklistDifferences(previous, next),
    ...wholeDifferences(previous, next),
  ]
  const known = { policy: next.id, version: next.version }
  return sortFindings(
    differences.map((each) => finding('policy.asks_less', { ...each, ...known }, ['policies', each.of])),
  )
}

const NONE = 'none'

function gateDifferences(previous: Policy, next: Policy): Difference[] {
  const after = new Map(gatesOf(next).map((gate) => [gate.id, gate]))
  return gatesOf(previous).flatMap((before) => {
    const now = after.get(before.id)
    if (!now) return [{ of: before.id, what: 'the gate', from: before.requirement, to: NONE }]
    return [
      ...(before.requirement === 'mandatory' && now.requirement !== 'mandatory'
        ? [{ of: now.id, what: 'requirement', from: before.requirement, to: now.requirement }]
        : []),
      ...(before.rule !== now.rule ? [{ of: now.id, what: 'rule', from: before.rule, to: now.rule }] : []),
      ...proofDifferences(now.id, before, now),
    ]
  })
}

function gatesOf(policy: Policy): Gate[] {
  return policy.groups.flatMap((group) => group.gates)
}

function artifactDifferences(previous: Policy, next: Policy): Difference[] {
  const after = new Map(next.artifacts.map((artifact) => [artifact.name, artifact]))
  const proof = previous.artifacts.flatMap((before) => {
    const now = after.get(before.name)
    return now ? proofDifferences(now.name, before, now) : []
  })
  const required = previous.requirements.flatMap((before) => {
    const now = next.requirements.find((each) => each.releaseType === before.releaseType)
    const of = before.releaseType
    return [
      ...gone(of, 'artifacts', before.artifacts, now?.artifacts),
      ...gone(of, 'artifacts with providers', before.artifactsWhenExternal, now?.artifactsWhenExternal),
      ...widened(of, 'profiles', before.profiles, now?.profiles ?? []),
      ...widened(of, 'profiles with providers', before.profilesWhenExternal, now?.profilesWhenExternal ?? []),
    ]
  })
  return [...proof, ...required]
}

function approverDifferences(previous: Policy, next: Policy): Difference[] {
  return previous.approvers.flatMap(({ role, quorum, verifiedBy = [] }) => {
    const now = next.approvers.find((each) => each.role === role)
    const have = now?.quorum ?? 0
    return [
      ...(have < quorum ? [{ of: role, what: 'approvers', from: String(quorum), to: String(have) }] : []),
      ...(now ? widened(role, 'proof of an approval', verifiedBy, now.verifiedBy ?? []) : []),
    ]
  })
}

/** An area that is needed without a list of types is needed of all; one without checks holds no file to anything. */
function checklistDifferences(previous: Policy, next: Policy): Difference[] {
  return previous.checklist.flatMap(({ area, checks, releaseTypes = ReleaseType.options }) => {
    const now = next.checklist.find((each) => each.area === area)
    if (!now) return [{ of: area, what: 'the area of the checklist', from: 'required', to: NONE }]
    return [
      ...gone(area, 'checks', checks, now.checks),
      ...(checks.length > 0
        ? gone(area, 'release types', releaseTypes, now.releaseTypes ?? ReleaseType.options)
        : []),
    ]
  })
}

function wholeDifferences(previous: Policy, next: Policy): Difference[] {
  const of = 'the policy'
  const { fallbacks: before } = previous
  const now = next.fallbacks
  return [
    ...gone(of, 'blocking severities', previous.blockingSeverities, next.blockingSeverities),
    ...more(of, 'share of skipped cases', previous.maxSkippedShare ?? null, next.maxSkippedShare ?? null),
    ...more(of, 'days of a fallback', before?.maxDays ?? null, now?.maxDays ?? null),
    ...more(of, 'days of a waiver', previous.waivers?.maxDays ?? null, next.waivers?.maxDays ?? null),
    ...(before ? added(of, 'severities with a fallback', before.severities, now?.severities ?? ['any']) : []),
    ...added(of, 'authors of VEX', previous.vexAuthors, next.vexAuthors),
    ...added(of, 'tools that may suppress', previous.suppressors, next.suppressors),
    ...dropped(of, 'a verified tag', previous.requireVerifiedTag, next.requireVerifiedTag),
    ...dropped(of, 'distinct files', previous.distinctBytes, next.distinctBytes),
    ...dropped(
      of,
      'a person for each role',
      previous.distinctApprovers ?? false,
      next.distinctApprovers ?? false,
    ),
    ...dropped(of, 'a run that succeeded', previous.runConclusion ?? false, next.runConclusion ?? false),
    ...dropped(of, 'green at the first attempt', previous.firstAttempt ?? false, next.firstAttempt ?? false),
    ...widened(of, 'documentation paths', previous.documentationPaths ?? [], next.documentationPaths ?? []),
  ]
}

type Proven = Pick<Gate, 'accepts' | 'requireVerified'>

/** A clause asks for less when none of the clauses before asked for as little: it is compared with the nearest of them. */
function proofDifferences(of: string, before: Proven, now: Proven): Difference[] {
  const clauses = now.accepts.flatMap((clause) => {
    const compared = before.accepts.map((each) => clauseDifferences(of, each, clause))
    return compared.toSorted((a, b) => a.length - b.length)[0] ?? [newSort(of, clause)]
  })
  const lost = before.accepts.length > 0 && now.accepts.length === 0
  return [
    ...clauses,
    ...(lost ? [{ of, what: 'proof', from: `${before.accepts.length}`, to: NONE }] : []),
    ...dropped(of, 'a verified signature', before.requireVerified, now.requireVerified),
  ]
}

function newSort(of: string, { formats }: Acceptance): Difference {
  return { of, what: 'proof', from: NONE, to: formats.join(', ') }
}

function clauseDifferences(of: string, before: Acceptance, now: Acceptance): Difference[] {
  return [
    ...added(of, 'kinds', before.kinds, now.kinds),
    ...added(of, 'acts', before.acts, now.acts),
    ...widened(of, 'tools', before.tools, now.tools),
    ...gone(of, 'suites', before.suites ?? [], now.suites),
    ...gone(of, 'cases', before.cases ?? [], now.cases),
    ...widened(of, 'producers', before.producers ?? [], now.producers ?? []),
    ...widened(of, 'signers', before.signers ?? [], now.signers ?? []),
    ...widened(of, 'workflows', before.workflows ?? [], now.workflows ?? []),
    ...widened(of, 'topics', before.topics ?? [], now.topics ?? []),
    ...widened(of, 'targets', before.targets ?? [], now.targets ?? []),
    ...gone(of, 'limits', metricsOf(before), metricsOf(now)),
    ...more(of, 'share of skipped cases', before.maxSkippedShare ?? null, now.maxSkippedShare ?? null),
    ...dropped(of, 'a run that succeeded', before.runConclusion ?? false, now.runConclusion ?? false),
    ...more(of, 'days of age', before.maxAgeDays, now.maxAgeDays),
    ...(before.code === 'this' && now.code === 'any'
      ? [{ of, what: 'commit', from: 'this', to: 'any' }]
      : []),
  ]
}

function metricsOf({ thresholds }: Acceptance): string[] {
  return thresholds.map(({ metric }) => metric)
}

/** Every one of them is asked for, so one less is less. */
function gone(
  of: string,
  what: string,
  before: readonly string[],
  now: readonly string[] = [],
): Difference[] {
  return before.filter((each) => !now.includes(each)).map((from) => ({ of, what, from, to: NONE }))
}

/** Any one of them will do, so one more is less. */
function added(of: string, what: string, before: readonly string[], now: readonly string[]): Difference[] {
  return now.filter((each) => !before.includes(each)).map((to) => ({ of, what, from: NONE, to }))
}

/** The same where none at all means any. */
function widened(of: string, what: string, before: readonly string[], now: readonly string[]): Difference[] {
  if (before.length === 0) return []
  return now.length === 0 ? [{ of, what, from: before.join(', '), to: 'any' }] : added(of, what, before, now)
}

/** Null = no limit. */
function more(of: string, what: string, before: number | null, now: number | null): Difference[] {
  if (before === null || (now !== null && now <= before)) return []
  return [{ of, what, from: String(before), to: now === null ? 'any' : String(now) }]
}

function dropped(of: string, what: string, before: boolean, now: boolean): Difference[] {
  return before && !now ? [{ of, what, from: 'required', to: NONE }] : []
}
