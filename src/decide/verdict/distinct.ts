import type { EvidenceItem } from '#model/evidence.ts'
import type { Acceptance } from '#model/policy.ts'
import { openClause, requiredNames } from './artifacts.ts'
import { boundTo, demandsOf, named, type PreparedContext, requirementKey } from './evaluation-context.ts'
import { namesContent } from './fit.ts'
import { assessEvidence } from './proof.ts'

/** A file that is offered as proof for one gate or required artifact. */
interface Claim {
  kind: 'gate' | 'artifact'
  id: string
  item: EvidenceItem
  clauses: readonly Acceptance[]
  requireVerified: boolean
}

/**
 * One file proves one gate, whatever names it goes by, unless the clauses of each of its gates name cases or suites that it
 * holds. So a report of everything proves AT-052 and AT-053 by their cases, and no gate besides that takes any green file.
 * The same goes for required artifacts; an artifact that is itself bound to a gate is one piece of evidence for both.
 * @returns what each refused file proves already, by requirement and name of the artifact; empty for a policy that does
 * not ask for distinct files.
 */
export function provenElsewhere(context: PreparedContext): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const refused = new Map<string, Map<string, string>>()
  if (!context.policy.distinctBytes) return refused
  for (const claims of sharedClaims(context)) {
    const proving = claims.filter((claim) => proves(claim, claim.clauses, context))
    const holding = proving.filter((claim) => proves(claim, claim.clauses.filter(namesContent), context))
    const others = proving.filter((claim) => !holding.includes(claim))
    for (const [index, claim] of others.entries()) {
      const first = [...holding, ...others.slice(0, index)].find((other) => isAnother(claim, other))
      if (!first) continue
      const key = requirementKey(claim.kind, claim.id)
      refused.set(key, (refused.get(key) ?? new Map<string, string>()).set(claim.item.name, first.id))
    }
  }
  return refused
}

/** Claims by one file on more than one requirement, in the order of the policy. */
function sharedClaims(context: PreparedContext): Claim[][] {
  const byDigest = Map.groupBy(
    allClaims(context).filter(({ item }) => item.sha256 !== null),
    ({ item }) => item.sha256,
  )
  return [...byDigest.values()].filter(
    ([first, ...rest]) => first && rest.some((each) => isAnother(each, first)),
  )
}

function allClaims(context: PreparedContext): Claim[] {
  const { groups, artifacts } = context.policy
  const gates = groups.flatMap((group) => group.gates)
  const required = [...new Set(requiredNames(context))]
  return [
    ...gates.flatMap(({ id, accepts, requireVerified }) =>
      boundTo(context, id).map((item) => ({
        kind: 'gate' as const,
        id,
        item,
        clauses: accepts,
        requireVerified,
      })),
    ),
    ...required.flatMap((id) => {
      const artifact = artifacts.find((each) => each.name === id)
      return named(context, id).map((item) => ({
        kind: 'artifact' as const,
        id,
        item,
        clauses: artifact?.accepts ?? [openClause(item)],
        requireVerified: artifact?.requireVerified ?? false,
      }))
    }),
  ]
}

function isAnother(a: Claim, b: Claim): boolean {
  if (a.kind === b.kind) return a.id !== b.id
  return a.item.name !== b.item.name
}

function proves(claim: Claim, clauses: readonly Acceptance[], context: PreparedContext): boolean {
  return assessEvidence(claim.item, clauses, demandsOf(context, claim)).item.outcome === 'passed'
}
