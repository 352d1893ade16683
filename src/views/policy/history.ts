import { loweredThresholds, policyVersions, rebasedThresholds } from '#decide/history/policies.ts'
import type { Policy } from '#model/policy.ts'
import { say } from '../findings.ts'
import { day } from '../format.ts'
import type { PolicyInput } from './input.ts'

/** Every version of a policy, newest first, with what it changed against the one before it [002]. */
export function policyHistory({ policies, links }: PolicyInput, id: string, inForce: Policy) {
  const versions = policyVersions(policies, id)
  return versions
    .map((policy, i) => {
      const before = versions[i - 1]
      return {
        version: policy.version,
        title: policy.title,
        status: policy.status,
        validFrom: { iso: policy.validFrom, text: day(policy.validFrom) },
        inForce: policy === inForce,
        changes: before ? gateChanges(before, policy) : ['the first version'],
        lowered: before ? say(loweredThresholds(before, policy), links) : [],
        rebased: before ? say(rebasedThresholds(before, policy), links) : [],
      }
    })
    .reverse()
}

function gateChanges(before: Policy, after: Policy): string[] {
  const [old, now] = [gatesOf(before), gatesOf(after)]
  const added = [...now].filter(([id]) => !old.has(id)).map(([, gate]) => `new gate: ${gate.title}`)
  const gone = [...old].filter(([id]) => !now.has(id)).map(([, gate]) => `gate removed: ${gate.title}`)
  const turned = [...now].flatMap(([id, gate]) => {
    const was = old.get(id)?.requirement
    return was && was !== gate.requirement ? [`${gate.title}: ${was} became ${gate.requirement}`] : []
  })
  return [...added, ...gone, ...turned]
}

function gatesOf(policy: Policy) {
  return new Map(policy.groups.flatMap((group) => group.gates).map((gate) => [gate.id, gate]))
}
