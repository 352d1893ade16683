import type { ArtifactOutcome } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Acceptance, PolicyArtifact, TypeRequirement } from '#model/policy.ts'
import { sortFindings } from '../lib/findings.ts'
import {
  demandsOf,
  type EvaluationContext,
  named,
  type PreparedContext,
  requirementKey,
  type Violations,
} from './evaluation-context.ts'
import { aggregate, assessEvidence } from './proof.ts'

/**
 * Judges the artifacts that the release's type, its external providers and its own `require` ask for [002], and lists the
 * policy's others beside them.
 */
export function judgeArtifacts(context: EvaluationContext): Violations & { artifacts: ArtifactOutcome[] } {
  const required = new Set(requiredNames(context))
  const listed = new Set(context.policy.artifacts.map((artifact) => artifact.name))
  const extras = [...required].filter((name) => !listed.has(name)).sort()
  const artifacts = [
    ...context.policy.artifacts.map((artifact) => judgeArtifact(artifact.name, artifact, required, context)),
    ...extras.map((name) => judgeArtifact(name, null, required, context)),
  ]
  const blockers = artifacts
    .filter((each) => each.required && each.outcome !== 'passed')
    .flatMap((each) => each.findings)
  return { artifacts, blockers, findings: [] }
}

/** What this release's type asks for. A policy names all four types; that is checked when it is read. */
function requirementOf(context: PreparedContext): TypeRequirement | undefined {
  return context.policy.requirements.find((each) => each.releaseType === context.dossier.releaseType)
}

/** The certification profile must be one that the release type takes [002]. */
export function judgeProfile(context: EvaluationContext): Finding[] {
  const requirement = requirementOf(context)
  const { releaseType, profile, affectedExternal } = context.dossier
  const args = { profile, releaseType }
  if (!requirement) return [finding('profile.unknown_type', args, ['releaseType'])]
  const external = affectedExternal.length > 0 && requirement.profilesWhenExternal.length > 0
  const allowed = external ? requirement.profilesWhenExternal : requirement.profiles
  if (allowed.length === 0 || allowed.includes(profile)) return []
  const providers = external ? affectedExternal.toSorted() : null
  const code = external ? 'profile.external_not_covered' : 'profile.not_enough'
  return [finding(code, { ...args, allowed: [...allowed], providers }, ['profile'])]
}

/** A clause for what no policy describes: any readable artifact of this code that says "passed" itself. */
export function openClause(item: EvidenceItem): Acceptance {
  return {
    kinds: [item.kind],
    formats: [item.format],
    acts: item.recorded ? [item.recorded.act] : [],
    tools: [],
    thresholds: [],
    maxAgeDays: null,
    code: item.format === 'record' ? 'any' : 'this',
  }
}

/** The artifacts that a release's type, its external providers and its own `require` ask for, some perhaps twice. */
export function requiredNames(context: PreparedContext): string[] {
  const requirement = requirementOf(context)
  const { require: extra, affectedExternal } = context.dossier
  const external = affectedExternal.length > 0 ? (requirement?.artifactsWhenExternal ?? []) : []
  return [...(requirement?.artifacts ?? []), ...external, ...extra]
}

function judgeArtifact(
  name: string,
  artifact: PolicyArtifact | null,
  requiredNames: ReadonlySet<string>,
  context: EvaluationContext,
): ArtifactOutcome {
  const { provenElsewhere } = context
  const demands = {
    ...demandsOf(context, { id: name, requireVerified: artifact?.requireVerified ?? false }),
    provenElsewhere: provenElsewhere.get(requirementKey('artifact', name)) ?? new Map<string, string>(),
  }
  const assessed = named(context, name).map((item) =>
    assessEvidence(item, artifact?.accepts ?? [openClause(item)], demands),
  )
  const { items, validUntil, ...proof } = aggregate(assessed)
  const required = requiredNames.has(name)
  const outcome = items.length === 0 && !required ? 'not-applicable' : proof.outcome
  const known = { name, title: artifact?.title ?? name, required, outcome, items, validUntil }
  if (outcome === 'passed' || outcome === 'not-applicable') return { ...known, findings: [] }
  const nothing = finding(NOT_PASSED[outcome], { item: name }, ['evidence', name])
  return { ...known, findings: whyNotPassed(nothing, known, artifact) }
}

const NOT_PASSED = {
  failed: 'artifact.not_passed',
  missing: 'artifact.missing',
  stale: 'artifact.stale',
  unknown: 'artifact.unknown',
} as const

/** `<artifact>.<reason>` [002], with the gate it comes from, so that red ones are "fixed at the originating gate". */
function whyNotPassed(
  nothing: Finding,
  { name, title, items }: Omit<ArtifactOutcome, 'findings'>,
  artifact: PolicyArtifact | null,
): Finding[] {
  const producer = artifact?.producer ?? null
  const said = items.filter((item) => item.outcome !== 'passed').flatMap((item) => item.findings)
  const isSaid = said.some((each) => each.code.startsWith(`${name}.`))
  return sortFindings(isSaid ? said : [nothing, ...said]).map((each) => ({
    ...each,
    args: { ...each.args, artifact: title, producer },
  }))
}
