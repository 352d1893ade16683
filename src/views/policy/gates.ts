import { gateInWords } from '#messages/accepted.ts'
import type { Links } from '#messages/links.ts'
import type { LedgerLine } from '#model/ledger.ts'
import type { Gate, Policy } from '#model/policy.ts'
import type { CatalogSummary } from '#model/summary.ts'

/** What the policy page is made of. */
export interface PolicyInput {
  /** Every version of every policy. */
  policies: readonly Policy[]
  /** The policy that judges services that name none. */
  id: string
  /** Catalog time. */
  at: string
  summary: CatalogSummary
  links: Links
  services: ReadonlyMap<string, { name: string; policy?: string | undefined }>
  /** Everything that was ever published, oldest first. */
  ledger: readonly LedgerLine[]
}

/**
 * The groups of a policy with every gate: what it asks, what it takes, and which releases fail it today.
 * @param inForce only the version that judges today has releases that fail it today.
 */
export function policyGroups(policy: Policy, { summary, links }: PolicyInput, inForce: boolean) {
  const own = inForce ? summary.gates.filter((each) => each.policy === policy.id) : []
  const failing = new Map(own.map((each) => [each.gate, each]))
  return policy.groups.map((group) => {
    const gates = group.gates.map((gate) => ({
      ...gateView(gate),
      failing: failingView(failing.get(gate.id), links),
    }))
    return {
      id: group.id,
      title: group.title,
      counts: countsText(group.gates),
      failing: gates.filter((gate) => gate.failing !== null).length,
      gates,
    }
  })
}

function countsText(gates: readonly Gate[]): string {
  const mandatory = gates.filter((gate) => gate.requirement === 'mandatory').length
  const conditional = gates.length - mandatory
  if (gates.length === 0) return 'no gate'
  return conditional > 0 ? `${mandatory} mandatory, ${conditional} conditional` : `${mandatory} mandatory`
}

function gateView(gate: Gate) {
  return {
    ...gateInWords(gate),
    controls: gate.controls.map((control) => control.replaceAll('-', ' ')),
  }
}

type Failing = PolicyInput['summary']['gates'][number]

function failingView(failing: Failing | undefined, links: PolicyInput['links']) {
  if (!failing) return null
  const newest = failing.newest.map(({ service, version }) => ({
    text: `${service} ${version}`,
    href: links.release(service, version),
  }))
  return { count: failing.failing, newest, more: failing.failing - newest.length }
}
