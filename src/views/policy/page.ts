import { policyInForce } from '#decide/history/policies.ts'
import type { Diagram } from '../diagrams/diagram.ts'
import { policyMindMap } from '../diagrams/mind-map.ts'
import { policyGroups } from './gates.ts'
import { policyHistory } from './history.ts'
import type { PolicyInput } from './input.ts'
import { certificationPlan } from './plan.ts'

export type PolicyPage = ReturnType<typeof policyPage>

/** The rules that judge: the catalog's policy first, then those that services name for themselves. */
export function policyPage(input: PolicyInput) {
  const others = [...new Set(input.policies.map((each) => each.id))].filter((id) => id !== input.id).sort()
  const seen = new Set<string>()
  return { policies: [input.id, ...others].map((id) => policyView(id, input, seen)) }
}

/** `seen` gives each anchor to the first policy that has the gate: an id stands once on a page. */
function policyView(id: string, input: PolicyInput, seen: Set<string>) {
  const policy = policyInForce(input.policies, id, input.at)
  const groups = policyGroups(policy, input).map((group) => ({
    ...group,
    gates: group.gates.map((gate) => ({ ...gate, anchor: anchor(gate.id, seen) })),
  }))
  return {
    id,
    title: policy.title,
    version: policy.version,
    status: policy.status,
    sources: policy.sources.map(({ title, url }) => ({ title, url: url ?? null })),
    mindMap: policyMindMap(policy) satisfies Diagram,
    groups,
    total: groups.reduce((sum, group) => sum + group.gates.length, 0),
    plan: certificationPlan(policy),
    approvers: policy.approvers,
    tag: policy.requireVerifiedTag ? 'The tag must carry a verified signature.' : null,
    severities: policy.blockingSeverities,
    vexAuthors: policy.vexAuthors,
    history: policyHistory(input, id, policy),
    services: [...input.services.values()].filter((each) => each.policy === id).map((each) => each.name),
  }
}

function anchor(id: string, seen: Set<string>): string | null {
  if (seen.has(id)) return null
  seen.add(id)
  return `gate-${id}`
}
