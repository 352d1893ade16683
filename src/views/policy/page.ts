import { loosenedDemands } from '#decide/history/loosening.ts'
import {
  loweredThresholds,
  policyInForce,
  policyVersions,
  rebasedThresholds,
} from '#decide/history/policies.ts'
import { newestEntries } from '#decide/ledger/ledger.ts'
import { policyName } from '#decide/ledger/verdicts.ts'
import type { PinnedPolicy } from '#model/ledger.ts'
import type { ApprovalProof, Policy } from '#model/policy.ts'
import { releaseId } from '#model/release.ts'
import type { Diagram } from '../diagrams/diagram.ts'
import { policyMindMap } from '../diagrams/mind-map.ts'
import { say } from '../findings.ts'
import { count, day } from '../format.ts'
import { acceptedText, ageText, proofRules, VERIFIED_TEXT } from './accepted.ts'
import { type PolicyInput, policyGroups } from './gates.ts'

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
    proof: proofRules(policy),
    plan: certificationPlan(policy),
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
    history: policyHistory(input, id, policy),
    services: [...input.services.values()].filter((each) => each.policy === id).map((each) => each.name),
  }
}

/** `Platform owner, 2 distinct persons, each proven by an approving review of the released commit on the forge`. */
function approverText({ title, quorum, verifiedBy }: Policy['approvers'][number]): string {
  const ways = verifiedBy?.map((way) => APPROVAL_PROOFS[way]).join(' or ')
  const proof = ways ? `${quorum > 1 ? 'each ' : ''}proven by ${ways}` : 'by name alone'
  return [title, ...(quorum > 1 ? [`${quorum} distinct persons`] : []), proof].join(', ')
}

const APPROVAL_PROOFS: Record<ApprovalProof, string> = {
  review: 'an approving review of the released commit on the forge',
  'signed-record': 'their own signed record about the released commit',
}

function anchor(id: string, seen: Set<string>): string | null {
  if (seen.has(id)) return null
  seen.add(id)
  return `gate-${id}`
}

/** Every version of a policy, newest first, with what it changed against the one before it [002]. */
export function policyHistory(input: PolicyInput, id: string, inForce: Policy) {
  const { policies, links } = input
  const versions = policyVersions(policies, id)
  const verdicts = publishedVerdicts(input)
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
        loosened: before ? say(loosenedDemands(before, policy), links) : [],
        rebased: before ? say(rebasedThresholds(before, policy), links) : [],
        ...pinnedTexts(verdicts.get(policyName(policy))),
      }
    })
    .reverse()
}

/** What a ledger says of one version of a policy: how many releases stay with it, and which it judges otherwise today. */
type PublishedVerdicts = { atRelease: number; rejudged: string[] }

function publishedVerdicts({ ledger }: PolicyInput): ReadonlyMap<string, PublishedVerdicts> {
  const found = new Map<string, PublishedVerdicts>()
  const of = (policy: PinnedPolicy) => {
    const known = found.get(policyName(policy)) ?? { atRelease: 0, rejudged: [] }
    found.set(policyName(policy), known)
    return known
  }
  for (const entry of newestEntries(ledger.map((line) => line.entry)).values()) {
    if (!('schemaVersion' in entry) || entry.act === 'withdrawn') continue
    if (entry.atRelease) of(entry.atRelease.policy).atRelease += 1
  }
  for (const { entry } of ledger) {
    if (entry.act === 'rejudged' && entry.today) of(entry.today.policy).rejudged.push(releaseId(entry))
  }
  return found
}

function pinnedTexts(verdicts: PublishedVerdicts = { atRelease: 0, rejudged: [] }) {
  const { atRelease, rejudged } = verdicts
  const named = rejudged.slice(0, MOST_NAMED)
  const more = rejudged.length - named.length
  return {
    pinned:
      atRelease > 0
        ? `${count(atRelease, 'published verdict')} at release ${atRelease === 1 ? 'stays' : 'stay'} with this version, so it is never edited.`
        : null,
    rejudged:
      rejudged.length > 0
        ? `Judged otherwise by it since they were published: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`
        : null,
  }
}

const MOST_NAMED = 20

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
      accepts: [...each.accepts.map(acceptedText), ...(each.requireVerified ? [VERIFIED_TEXT] : [])],
      age: ageText(each.accepts),
    })),
    checklist: policy.checklist,
  }
}
