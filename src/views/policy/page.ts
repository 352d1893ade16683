import { policyInForce } from '#decide/history/policies.ts'
import { ageText, approverText, artifactAccepts, proofRules } from '#messages/accepted.ts'
import { count, sentenceList } from '#messages/format.ts'
import type { Policy } from '#model/policy.ts'
import type { Diagram } from '../diagrams/diagram.ts'
import { policyMindMap } from '../diagrams/mind-map.ts'
import { type PolicyInput, policyGroups } from './gates.ts'
import { type HistoryEntry, policyHistory } from './history.ts'

export type PolicyPage = ReturnType<typeof policyPage>

/** One version of one policy: what it asks, how it stands among the others, and what it changed. */
export function policyPage(policy: Policy, input: PolicyInput) {
  const { policies, at, links } = input
  const inForce = policyInForce(policies, policy.id, at) === policy
  const groups = policyGroups(policy, input, inForce)
  const plan = certificationPlan(policy)
  const own = policyHistory(input, policy.id).find((each) => each.version === policy.version)
  if (own === undefined) throw new Error('A policy stands in its own history.')
  return {
    id: policy.id,
    title: `${policy.title} ${policy.version}`,
    version: policy.version,
    status: policy.status,
    inForce,
    standing: standingText(own),
    asked: askedText(policy),
    services: servicesOf(policy.id, input),
    sources: policy.sources.map(({ title, url }) => ({ title, url: url ?? null })),
    mindMap: policyMindMap(policy) satisfies Diagram,
    groups,
    all: proofRules(policy),
    plan,
    approvers: policy.approvers.map(approverText),
    distinct: policy.distinctApprovers !== false,
    attempts: policy.firstAttempt
      ? 'Evidence counts from the first attempt of a workflow run only, and no run of the same workflow on the released code may have failed. The forge has to tell of all runs.'
      : null,
    tag: policy.requireVerifiedTag ? 'The tag must carry a verified signature.' : null,
    severities: policy.blockingSeverities,
    vexAuthors: policy.vexAuthors,
    suppressors: policy.suppressors,
    documentation: policy.documentationPaths ?? null,
    own,
    contents: contentsOf(groups, plan),
    index: links.policy,
    planIndex: links.plan,
  }
}

function contentsOf(groups: ReturnType<typeof policyGroups>, plan: ReturnType<typeof certificationPlan>) {
  return [
    ...groups.map(({ id, title, gates, failing }) => ({
      id: `group-${id}`,
      title,
      hint: failing > 0 ? `${failing} open` : `${gates.length}`,
      tone: failing > 0 ? ('bad' as const) : ('none' as const),
    })),
    ...[
      { id: 'needs', title: 'What a release will need', count: plan.types.length },
      { id: 'artifacts', title: 'Artifacts', count: plan.artifacts.length },
      { id: 'checklist', title: 'Pre-release checklist', count: plan.checklist.length },
    ]
      .filter((each) => each.count > 0)
      .map(({ id, title }) => ({ id, title, hint: '', tone: 'none' as const })),
    { id: 'sign-off', title: 'Approvals and risks', hint: '', tone: 'none' as const },
    { id: 'changes', title: 'What it changed', hint: '', tone: 'none' as const },
  ]
}

/** `28 gates, 2 approvals and no open SEV-1 or SEV-2 risk`. */
function askedText(policy: Policy): string {
  const gates = policy.groups.flatMap((group) => group.gates).length
  const approvals = policy.approvers.reduce((sum, { quorum }) => sum + quorum, 0)
  return sentenceList([
    count(gates, 'gate'),
    ...(approvals > 0 ? [count(approvals, 'approval')] : []),
    `no open ${policy.blockingSeverities.join(' or ')} risk`,
  ])
}

/** `In force since 1 Jul 2026.`, `Replaced on 1 Jul 2026 by 2026.3; in force from 1 Mar 2026.` */
function standingText({ inForce, validFrom, replaced }: HistoryEntry): string {
  if (inForce) return `In force since ${validFrom.text}.`
  if (replaced === null) return `It comes into force on ${validFrom.text}.`
  return `In force from ${validFrom.text} until ${replaced.day}, when ${replaced.version} took its place.`
}

function servicesOf(id: string, { services, id: own }: PolicyInput): string[] {
  return [...services.values()].filter(({ policy = own }) => policy === id).map(({ name }) => name)
}

export type PolicyIndex = ReturnType<typeof policyIndex>

/** What `/policy/` says: what a GO takes, every gate of the policy in force, and every version of every policy. */
export function policyIndex(input: PolicyInput) {
  const { policies, id, at, links } = input
  const main = policyInForce(policies, id, at)
  const others = [...new Set(policies.map((each) => each.id))].filter((each) => each !== id).sort()
  return {
    heading: `GO takes ${askedText(main)}.`,
    main: { name: `${main.title} ${main.version}`, href: links.policyVersion(main) },
    plan: links.plan,
    groups: main.groups.map((group) => ({
      title: group.title,
      gates: group.gates.map((gate) => ({
        id: gate.id,
        title: gate.title,
        isConditional: gate.requirement === 'conditional',
        href: links.policyGate(main, gate.id),
      })),
    })),
    policies: [id, ...others].map((each) => ({
      id: each,
      title: policyInForce(policies, each, at).title,
      services: servicesOf(each, input),
      versions: policyHistory(input, each),
    })),
  }
}

/** What a release of each type and profile will need, before there is any dossier [002 "live-certification-plan"]. */
export function certificationPlan(policy: Policy) {
  const titles = new Map(policy.artifacts.map((artifact) => [artifact.name, artifact.title]))
  const named = (names: readonly string[]) => names.map((name) => titles.get(name) ?? name)
  return {
    types: policy.requirements.map((each) => ({
      type: each.releaseType,
      summary: each.summary,
      profiles: each.profiles.length > 0 ? each.profiles.join(' or ') : 'any',
      artifacts: named(each.artifacts),
      external: {
        profiles: each.profilesWhenExternal.join(' or '),
        artifacts: named(each.artifactsWhenExternal),
      },
    })),
    profiles: policy.profiles.map((each) => ({
      id: each.id,
      role: each.role,
      produces: named(each.produces),
    })),
    artifacts: policy.artifacts.map((each) => ({
      name: each.name,
      title: each.title,
      producer: each.producer,
      purpose: each.purpose,
      accepts: artifactAccepts(each),
      age: ageText(each.accepts),
    })),
    checklist: policy.checklist,
  }
}
