import type { Acceptance, Gate, Policy, PolicyArtifact } from '#model/policy.ts'
import type { Profile, ReleaseType } from '#model/primitives.ts'
import { compareText } from '../lib/findings.ts'
import { checklistFor } from '../verdict/checklist-file.ts'

/** What somebody wants to release, before there is a dossier. */
export interface PlanQuestion {
  releaseType: ReleaseType
  /** The certification profile that it will run under; null for any that is enough. */
  profile: Profile | null
  /** External providers that it affects, by name. */
  providers: readonly string[]
}

/** How proof comes about: in the release's own run, by people beforehand, by either, or in the dossier alone. */
export type ProofOrigin = 'run' | 'people' | 'either' | 'dossier'

export interface PlannedGate extends Gate {
  origin: ProofOrigin
}

export interface PlannedArtifact extends PolicyArtifact {
  /** Why it is asked for; null for what the profile makes besides. */
  because: 'type' | 'provider' | null
  /** Made by a run of the profile. */
  isProduct: boolean
}

export interface PlannedProfile {
  id: Profile
  role: string
  /** Good enough for this type, with these providers [002]. */
  isEnough: boolean
  /** Names of artifacts. */
  produces: string[]
}

/** Proof that may be so old: `null` for what does not age, the shortest first. */
export interface FreshnessWindow {
  maxAgeDays: number | null
  /** Titles of the gates and artifacts, in the policy's order. */
  of: string[]
}

/** What a release will need, before it starts [002 "live-certification-plan"]. */
export interface ReleasePlan extends PlanQuestion {
  policy: Policy
  /** The policy's own sentence for this type. */
  summary: string
  profiles: PlannedProfile[]
  groups: { id: string; title: string; gates: PlannedGate[] }[]
  /** Required ones in the policy's order, then what else the profile makes. */
  artifacts: PlannedArtifact[]
  checklist: Policy['checklist']
  windows: FreshnessWindow[]
}

/**
 * Says what a policy will ask of a release of a type, under a profile, with the external providers that it affects.
 * @throws Error for a type that the policy does not name: a policy names all four.
 */
export function planOf(policy: Policy, question: PlanQuestion): ReleasePlan {
  const { releaseType, profile } = question
  const requirement = policy.requirements.find((each) => each.releaseType === releaseType)
  if (requirement === undefined) throw new Error(`The policy says nothing of the type ${releaseType}.`)
  const isExternal = question.providers.length > 0
  const asked = isExternal && requirement.profilesWhenExternal.length > 0
  const enough = asked ? requirement.profilesWhenExternal : requirement.profiles
  const profiles = policy.profiles.map(({ id, role, produces }) => ({
    id,
    role,
    isEnough: enough.length === 0 || enough.includes(id),
    produces,
  }))
  const chosen = profiles.filter(({ id, isEnough }) => (profile === null ? isEnough : id === profile))
  const artifacts = plannedArtifacts(policy, {
    byType: requirement.artifacts,
    byProvider: isExternal ? requirement.artifactsWhenExternal : [],
    products: chosen.flatMap(({ produces }) => produces),
  })
  const groups = policy.groups.map(({ id, title, gates }) => ({
    id,
    title,
    gates: gates.map((gate) => ({ ...gate, origin: originOf(gate.accepts) })),
  }))
  return {
    ...question,
    providers: [...new Set(question.providers)].sort(compareText),
    policy,
    summary: requirement.summary,
    profiles,
    groups,
    artifacts,
    checklist: checklistFor(policy, releaseType),
    windows: windowsOf([
      ...groups.flatMap(({ gates }) => gates),
      ...artifacts.filter(({ because }) => because !== null),
    ]),
  }
}

type Asked = { byType: readonly string[]; byProvider: readonly string[]; products: readonly string[] }

function plannedArtifacts(policy: Policy, { byType, byProvider, products }: Asked): PlannedArtifact[] {
  const known = new Map(policy.artifacts.map((artifact) => [artifact.name, artifact]))
  const becauseOf = (name: string) =>
    byType.includes(name) ? 'type' : byProvider.includes(name) ? 'provider' : null
  const planned = [...new Set([...byType, ...byProvider, ...products])].flatMap((name) => {
    const artifact = known.get(name)
    const because = becauseOf(name)
    return artifact ? [{ ...artifact, because, isProduct: products.includes(name) } as const] : []
  })
  return planned.toSorted((a, b) => Number(a.because === null) - Number(b.because === null))
}

function originOf(accepts: readonly Acceptance[]): ProofOrigin {
  if (accepts.length === 0) return 'dossier'
  if (accepts.every(({ code }) => code === 'any')) return 'people'
  return accepts.some(({ code }) => code === 'any') ? 'either' : 'run'
}

function windowsOf(all: readonly { title: string; accepts: readonly Acceptance[] }[]): FreshnessWindow[] {
  const windows = new Map<number | null, string[]>()
  for (const { title, accepts } of all)
    for (const days of new Set(accepts.map(({ maxAgeDays }) => maxAgeDays)))
      windows.set(days, [...(windows.get(days) ?? []), title])
  const inDays = (days: number | null) => days ?? Number.POSITIVE_INFINITY
  return [...windows]
    .map(([maxAgeDays, of]) => ({ maxAgeDays, of }))
    .toSorted((a, b) => Math.sign(inDays(a.maxAgeDays) - inDays(b.maxAgeDays)))
}
