import type { ProofAtHand } from '#decide/plan/at-hand.ts'
import type { PlannedArtifact, PlannedGate, ProofOrigin, ReleasePlan } from '#decide/plan/plan.ts'
import type { Policy } from '#model/policy.ts'
import type { Instant, ReleaseType } from '#model/primitives.ts'
import { releaseId } from '#model/release.ts'
import { ageText, approverText, artifactAccepts, gateInWords, proofRules } from './accepted.ts'
import { count, day, sentenceList } from './format.ts'

/** How people say a type. */
export const TYPE_NAMES = {
  'docs-patch': 'docs patch',
  'runtime-patch': 'runtime patch',
  minor: 'minor release',
  major: 'major release',
} as const satisfies Record<ReleaseType, string>

const ORIGINS = {
  run: 'made by the run of the release',
  people: 'made by people, and may be older than the code',
  either: 'made by the run of the release, or by people before it',
  dossier: 'given in the dossier',
} as const satisfies Record<ProofOrigin, string>

/** For whom a plan is made, and when it is to be released. */
export interface PlanFor {
  /** The moment that "there today" means, UTC. */
  today: Instant
  /** The day of the release, UTC. */
  on: Instant
  /** The service, and what its newest release has; null for any service. */
  service: { id: string; name: string; newest: NewestRelease | null } | null
  /** Names of the people who may approve, by role; empty where the catalog names nobody. */
  people: ReadonlyMap<string, readonly string[]>
}

/** A release whose proof the next one may use again; null `atHand` for one without a dossier. */
export interface NewestRelease {
  service: string
  version: string
  atHand: ProofAtHand[] | null
}

export type PlanDocument = ReturnType<typeof planDocument>

/** A plan as data, with every requirement in words: what `catalog plan` prints and pages show. */
export function planDocument(plan: ReleasePlan, { today, on, service, people }: PlanFor) {
  const { policy } = plan
  const atHand = service?.newest?.atHand ?? []
  const handOf = (kind: ProofAtHand['kind'], id: string) =>
    atHand.find((each) => each.kind === kind && each.id === id) ?? null
  const groups = plan.groups.map(({ id, title, gates }) => ({
    id,
    title,
    gates: gates.map((gate) => ({ ...gateDocument(gate), atHand: handOf('gate', gate.id) })),
  }))
  const artifacts = plan.artifacts.map((artifact) => ({
    ...artifactDocument(artifact),
    atHand: handOf('artifact', artifact.name),
  }))
  return {
    schemaVersion: 1 as const,
    today,
    on,
    policy: { id: policy.id, version: policy.version, title: policy.title },
    service: service && {
      id: service.id,
      name: service.name,
      release: service.newest && releaseId(service.newest),
      hasDossier: service.newest?.atHand != null,
    },
    releaseType: plan.releaseType,
    summary: plan.summary,
    profile: plan.profile,
    providers: [...plan.providers],
    profiles: plan.profiles,
    groups,
    artifacts,
    checklist: plan.checklist,
    approvers: policy.approvers.map((role) => ({
      role: role.role,
      quorum: role.quorum,
      text: approverText(role),
      people: [...(people.get(role.role) ?? [])],
    })),
    windows: plan.windows.map(({ maxAgeDays, of }) => ({ maxAgeDays, of })),
    rules: rulesOf(plan),
    first: startFirst(
      groups.flatMap(({ gates }) => gates),
      service?.newest ?? null,
    ),
  }
}

function gateDocument(gate: PlannedGate) {
  return {
    ...gateInWords(gate),
    origin: gate.origin,
    originText: ORIGINS[gate.origin],
  }
}

function artifactDocument(artifact: PlannedArtifact) {
  const { name, title, producer, purpose, because, isProduct } = artifact
  return {
    name,
    title,
    producer,
    purpose,
    required: because !== null,
    because,
    isProduct,
    accepts: artifactAccepts(artifact),
    age: ageText(artifact.accepts),
  }
}

/** What holds for all proof, approvals and risks, a sentence each. */
function rulesOf({ policy, checklist }: ReleasePlan): string[] {
  const { blockingSeverities, fallbacks, waivers } = policy
  return [
    ...proofRules(policy),
    ...(policy.firstAttempt ? ['Evidence counts from the first attempt of a workflow run only.'] : []),
    ...(policy.requireVerifiedTag ? ['The tag must carry a verified signature.'] : []),
    ...(checklist.length > 0
      ? ['A tick is not evidence: a box counts when the artifact that it names passed.']
      : []),
    'An approval binds the digest of the dossier and is no older than its evidence. Nobody approves what they wrote, committed or tagged.',
    ...(policy.distinctApprovers === false
      ? []
      : ['Two roles are two persons, and one of them is not the owner of the service.']),
    `No ${blockingSeverities.join(' or ')} risk may be open.`,
    ...(fallbacks
      ? [
          `A fallback may be accepted for ${fallbacks.severities.join(' and ') || 'no severity'}, for ${count(fallbacks.maxDays, 'day')} at most.`,
        ]
      : []),
    ...(waivers
      ? [`An exception from a conditional gate holds for ${count(waivers.maxDays, 'day')} at most.`]
      : []),
  ]
}

type SaidGate = ReturnType<typeof gateDocument> & { atHand: ProofAtHand | null }

/**
 * What to begin with: proof that only people make and that will not count on the day, and exceptions, which every dossier
 * has to ask for again. Nothing where it is not known what there is.
 */
function startFirst(gates: readonly SaidGate[], newest: NewestRelease | null) {
  if (newest?.atHand == null) return []
  const isDue = ({ origin, atHand }: SaidGate) =>
    atHand === null ? origin === 'people' : atHand.state === 'runs-out' || atHand.state === 'waived'
  return gates
    .filter(isDue)
    .map(({ id, title, atHand }) => ({ gate: id, title, by: atHand?.until ?? null, text: handText(atHand) }))
}

/** `CLI UX: command smoke tests (checks: cli_help_surface)`. */
export function areaText({ area, requiredProof, checks }: Policy['checklist'][number]): string {
  return `${area}: ${requiredProof}${checks.length > 0 ? ` (checks: ${checks.join(', ')})` : ''}`
}

/** What there is of a gate or artifact, and for how long, in words. */
export function handText(atHand: ProofAtHand | null): string {
  if (atHand === null) return 'nothing that the next release may use'
  const { state, item, generatedAt, until } = atHand
  if (state === 'not-applicable')
    return 'did not apply; the next dossier has to say so again, with the reason'
  if (state === 'waived')
    return `an exception${until === null ? '' : ` until ${day(until)}`}, which the next dossier has to ask for again`
  const made = generatedAt === null ? `${item}` : `${item} of ${day(generatedAt)}`
  if (until === null) return `${made}, which does not age`
  return state === 'counts' ? `${made}, counts until ${day(until)}` : `${made}, runs out on ${day(until)}`
}

/** `A minor release will need 27 gates, 6 artifacts and 2 approvals.` */
export function planHeading({ releaseType, groups, artifacts, approvers, service }: PlanDocument): string {
  const gates = groups.flatMap((group) => group.gates).length
  const required = artifacts.filter((artifact) => artifact.required).length
  const approvals = approvalsIn(approvers)
  const needs = sentenceList([
    count(gates, 'gate'),
    count(required, 'artifact'),
    ...(approvals > 0 ? [count(approvals, 'approval')] : []),
  ])
  return `A ${TYPE_NAMES[releaseType]}${service ? ` of ${service.name}` : ''} will need ${needs}.`
}

/** `2 approvals`, `–`. */
export function approvalsText({ approvers }: Pick<Policy, 'approvers'>): string {
  const approvals = approvalsIn(approvers)
  return approvals === 0 ? '–' : count(approvals, 'approval')
}

function approvalsIn(approvers: readonly { quorum: number }[]): number {
  return approvers.reduce((sum, { quorum }) => sum + quorum, 0)
}

/** What to do before what, in sentences. */
export const PLAN_ORDER = [
  { title: 'Work of people', text: 'Reviews, verifications and drills. They may be older than the code.' },
  {
    title: 'Freeze the code and run the pipeline once',
    text: 'It makes the evidence and the artifacts for exactly this commit. A failed attempt asks for rework and for fresh evidence.',
  },
  {
    title: 'Pre-release checklist, then the evidence pack',
    text: 'The pack is made after everything that is in it, never before.',
  },
  {
    title: 'Write the dossier and ask for approvals',
    text: 'Each approval names the digest of the dossier. An edit afterwards asks for a new one.',
  },
  {
    title: 'Judge the candidate, then tag',
    text: 'catalog evaluate release/dossier.json says what the catalog will say.',
  },
  { title: 'Published', text: 'The verdict is computed in public from the tag.' },
] as const

/** Whether the profile that was named is good enough, and what it makes. */
export function profileText({ profile, profiles, releaseType, providers }: PlanDocument): string {
  const enough = profiles.filter(({ isEnough }) => isEnough).map(({ id }) => id)
  const because = providers.length > 0 ? `, because it affects ${sentenceList(providers)}` : ''
  const asked =
    enough.length === profiles.length
      ? `A ${TYPE_NAMES[releaseType]} may run under any profile.`
      : `A ${TYPE_NAMES[releaseType]} needs ${enough.join(' or ') || 'a profile that this policy does not have'}${because}.`
  if (profile === null) return asked
  return enough.includes(profile) ? `${profile} is good enough.` : `${profile} is not enough. ${asked}`
}
