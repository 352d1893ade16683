import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Policy, Threshold } from '#model/policy.ts'
import type { Instant } from '#model/primitives.ts'
import { canonical } from '../lib/canonical.ts'
import { compareText, sortFindings } from '../lib/findings.ts'
import { millis } from '../lib/time.ts'

/** All versions of a policy, oldest first. */
export function policyVersions(policies: readonly Policy[], id: string): Policy[] {
  return policies
    .filter((each) => each.id === id)
    .sort((a, b) => millis(a.validFrom) - millis(b.validFrom) || compareText(a.version, b.version))
}

/** The version of a policy that a ledger names as the judge of a release. @throws Error when it is not there. */
export function policyNamed(
  policies: readonly Policy[],
  { id, version }: Pick<Policy, 'id' | 'version'>,
): Policy {
  const found = policies.find((each) => each.id === id && each.version === version)
  if (found) return found
  throw new Error(`The policy ${id} ${version} has judged a published release, and it is not there.`)
}

/**
 * What a policy says, in the RFC 8785 text that is digested. Members that say nothing (null, false and empty ones) are
 * left out, so that the digest stays what it is when a later version of this program knows members that nobody wrote.
 */
export function policyText(policy: Policy): string {
  return canonical(said(policy))
}

function said(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(said)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([key, member]) => [key, said(member)] as const)
  return Object.fromEntries(members.filter(([, member]) => !saysNothing(member)))
}

function saysNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === false) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/**
 * The version of a policy that judges what happens at a moment: the newest whose `validFrom` is not after it. The
 * oldest version also covers what came before it.
 * @throws Error that names the policies there are, when none has this id.
 */
export function policyInForce(policies: readonly Policy[], id: string, at: Instant): Policy {
  const versions = policyVersions(policies, id)
  const inForce = versions.findLast((each) => millis(each.validFrom) <= millis(at)) ?? versions[0]
  if (inForce) return inForce
  const known = [...new Set(policies.map((each) => each.id))].sort().join(', ')
  throw new Error(
    `There is no policy "${id}"; there are: ${known}. Add content/policies/ files or name another.`,
  )
}

/**
 * Limits that `next` loosens against `previous` without naming the reviewed baseline update that explains it:
 * "Do not lower thresholds unless a reviewed benchmark-baseline update explains why" [002].
 */
export function loweredThresholds(previous: Policy, next: Policy): Finding[] {
  return loosened(previous, next).filter((each) => each.args['baseline'] === null)
}

/** Limits that `next` loosens with a reviewed baseline update. */
export function rebasedThresholds(previous: Policy, next: Policy): Finding[] {
  return loosened(previous, next).filter((each) => each.args['baseline'] !== null)
}

function loosened(previous: Policy, next: Policy): Finding[] {
  const after = limitsOf(next)
  const findings = [...limitsOf(previous)].flatMap(([key, { of, threshold: before }]) => {
    const now = after.get(key)?.threshold
    const baseline = now?.baselineRef ?? null
    return (['min', 'max'] as const)
      .filter((limit) => isLooser(limit, before[limit], now?.[limit]))
      .map((limit) => {
        const values = { from: before[limit] ?? null, to: now?.[limit] ?? null }
        const args = {
          of,
          metric: before.metric,
          limit,
          ...values,
          policy: next.id,
          version: next.version,
          baseline,
        }
        return finding(baseline ? 'policy.threshold_rebased' : 'policy.threshold_lowered', args, [
          'policies',
          of,
        ])
      })
  })
  return sortFindings(findings)
}

function isLooser(limit: 'min' | 'max', before: number | undefined, now: number | undefined): boolean {
  if (before === undefined) return false
  if (now === undefined) return true
  return limit === 'min' ? now < before : now > before
}

/** The limits of a policy by gate or artifact and metric; where several clauses limit one metric, the loosest. */
function limitsOf(policy: Policy): Map<string, { of: string; threshold: Threshold }> {
  const owners = [
    ...policy.groups.flatMap((group) => group.gates.map((gate) => ({ of: gate.id, accepts: gate.accepts }))),
    ...policy.artifacts.map((artifact) => ({ of: artifact.name, accepts: artifact.accepts })),
  ]
  const limits = new Map<string, { of: string; threshold: Threshold }>()
  for (const { of, accepts } of owners)
    for (const threshold of accepts.flatMap((clause) => clause.thresholds)) {
      const key = `${of} ${threshold.metric}`
      limits.set(key, { of, threshold: loosest(limits.get(key)?.threshold, threshold) })
    }
  return limits
}

function loosest(a: Threshold | undefined, b: Threshold): Threshold {
  if (!a) return b
  const merged: Threshold = { metric: a.metric }
  if (a.min !== undefined && b.min !== undefined) merged.min = Math.min(a.min, b.min)
  if (a.max !== undefined && b.max !== undefined) merged.max = Math.max(a.max, b.max)
  const baselineRef = a.baselineRef ?? b.baselineRef
  return baselineRef === undefined ? merged : { ...merged, baselineRef }
}
