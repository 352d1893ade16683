import type { EvidenceItem, EvidenceKind } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { hasCode } from '#model/finding.ts'
import type { Acceptance, Policy } from '#model/policy.ts'
import type { Instant, ReleaseType } from '#model/primitives.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { millis } from '../lib/time.ts'
import { requiredNames } from './artifacts.ts'
import { demandsOf, makeContext, makeSubmission, type PreparedContext } from './evaluation-context.ts'
import { namesContent } from './fit.ts'
import { assessEvidence } from './proof.ts'
import { judgeReleaseType } from './release-type.ts'

/** What an artifact is best offered as, by the same judgement that a release is decided with. */
export interface Proposal {
  item: string
  kind: EvidenceKind
  /** The required artifact that it is, which is found by that name; null = none. */
  artifact: string | null
  gates: string[]
  /** Where it proves nothing: what kept it from the gates that it comes nearest to. */
  unfit: { gate: string; because: Finding }[]
}

/** A gate or a required artifact that takes proof. */
interface Requirement {
  id: string
  isArtifact: boolean
  isMandatory: boolean
  accepts: readonly Acceptance[]
  requireVerified: boolean
}

interface Fitting {
  item: EvidenceItem
  kind: EvidenceKind
  requirement: Requirement
  /** A clause names cases or suites that the file holds: it may prove other gates besides. */
  isHeld: boolean
}

/**
 * Proposes for each artifact of a dossier its kind and the gates that it would pass, so that as many gates as possible have
 * a file of their own, mandatory ones first. What the dossier says of both is not looked at.
 * @param at the moment of judging.
 */
export function proposeBindings(record: ReleaseRecord, policy: Policy, at: Instant): Proposal[] {
  const { dossier } = record
  if (dossier === null) return []
  const context = makeContext(makeSubmission(record, dossier), policy, millis(at))
  const all = requirementsOf(context)
  const names = new Set(context.items.map(({ name }) => name))
  // What has the name of a required artifact is it, and no other file can be.
  const fittings = context.items
    .flatMap((item) => fittingsOf(item, all, context))
    .filter(({ item, requirement: { id, isArtifact } }) => !isArtifact || !names.has(id) || item.name === id)
  const artifacts = matched(
    all.filter(({ isArtifact }) => isArtifact),
    fittings,
  )
  const suiting = fittings.filter(({ item, kind }) => (artifacts.get(item.name)?.kind ?? kind) === kind)
  const gates = matched(
    all.filter(({ isArtifact }) => !isArtifact),
    suiting,
  )
  return context.items.map((item) => {
    const own = suiting.filter((each) => each.item === item && !each.requirement.isArtifact)
    const chosen = artifacts.get(item.name) ?? gates.get(item.name)
    const kind = chosen?.kind ?? commonest(own) ?? kindsFor(item, all)[0] ?? item.kind
    const offered = own.filter((each) => each.kind === kind && mayProve(each, gates, policy))
    const artifact = artifacts.get(item.name)?.requirement.id ?? null
    const isUseless = artifact === null && offered.length === 0
    return {
      item: item.name,
      kind,
      artifact,
      gates: offered.map(({ requirement }) => requirement.id),
      unfit: isUseless ? obstacles(item, all, context) : [],
    }
  })
}

/** The weakest type of release that the step of the version and the changed files allow. */
export function proposeReleaseType(record: ReleaseRecord, policy: Policy, at: Instant): ReleaseType {
  const { dossier } = record
  if (dossier === null) return 'major'
  const allowed = TYPES.find((releaseType) => {
    const submission = makeSubmission(record, { ...dossier, releaseType })
    const { blockers } = judgeReleaseType(makeContext(submission, policy, millis(at)))
    // What nobody counted may be more than documentation.
    const isKnown = releaseType !== 'docs-patch' || record.git.changedPaths?.complete === true
    return isKnown && blockers.length === 0
  })
  return allowed ?? 'major'
}

const TYPES = ['docs-patch', 'runtime-patch', 'minor', 'major'] as const satisfies readonly ReleaseType[]

function requirementsOf(context: PreparedContext): Requirement[] {
  const { groups, artifacts } = context.policy
  const required = new Set(requiredNames(context))
  const named = artifacts.filter(({ name }) => required.has(name))
  const gates = groups.flatMap((group) => group.gates).filter(({ accepts }) => accepts.length > 0)
  const isMandatory = (gate: (typeof gates)[number]) => gate.requirement === 'mandatory'
  return [
    ...named.map(({ name, ...rest }) => ({ ...rest, id: name, isArtifact: true, isMandatory: true })),
    ...[...gates.filter(isMandatory), ...gates.filter((gate) => !isMandatory(gate))].map((gate) => ({
      ...gate,
      isArtifact: false,
      isMandatory: isMandatory(gate),
    })),
  ]
}

function kindsFor({ format }: EvidenceItem, requirements: readonly Requirement[]): EvidenceKind[] {
  const clauses = requirements.flatMap(({ accepts }) => accepts)
  return [...new Set(clauses.filter(({ formats }) => formats.includes(format)).flatMap(({ kinds }) => kinds))]
}

function fittingsOf(item: EvidenceItem, all: readonly Requirement[], context: PreparedContext): Fitting[] {
  return kindsFor(item, all).flatMap((kind) => {
    const passes = (requirement: Requirement, clauses: readonly Acceptance[]) =>
      outcomeOf({ ...item, kind }, requirement, clauses, context).outcome === 'passed'
    return all
      .filter((requirement) => passes(requirement, requirement.accepts))
      .map((requirement) => {
        const isHeld = passes(requirement, requirement.accepts.filter(namesContent))
        return { item, kind, requirement, isHeld }
      })
  })
}

function outcomeOf(
  item: EvidenceItem,
  requirement: Requirement,
  clauses: readonly Acceptance[],
  context: PreparedContext,
) {
  return assessEvidence(item, clauses, demandsOf(context, requirement)).item
}

/** One artifact for each requirement, and each for one, as many as can be, the first requirements before all others; by name. */
function matched(requirements: readonly Requirement[], fittings: readonly Fitting[]): Map<string, Fitting> {
  const taken = new Map<string, Fitting>()
  const assign = (requirement: Requirement, tried: Set<string>): boolean =>
    fittings.some((fitting) => {
      const { name } = fitting.item
      if (fitting.requirement !== requirement || tried.has(name)) return false
      tried.add(name)
      const holder = taken.get(name)
      if (holder && !assign(holder.requirement, tried)) return false
      taken.set(name, fitting)
      return true
    })
  for (const requirement of requirements) assign(requirement, new Set())
  return taken
}

/** One file proves one gate where the policy says so, and besides those whose cases it holds. */
function mayProve(each: Fitting, gates: ReadonlyMap<string, Fitting>, { distinctBytes }: Policy): boolean {
  return !distinctBytes || each.isHeld || gates.get(each.item.name) === each
}

function commonest(fittings: readonly Fitting[]): EvidenceKind | undefined {
  const counts = Map.groupBy(fittings, ({ kind }) => kind)
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0]
}

const MOST = 3

/** What keeps an artifact from those requirements that take its sort of file, each once; that none takes it, else. */
function obstacles(
  item: EvidenceItem,
  all: readonly Requirement[],
  context: PreparedContext,
): Proposal['unfit'] {
  const kinds = kindsFor(item, all)
  const found = (kinds.length > 0 ? kinds : [item.kind]).flatMap((kind) =>
    all.flatMap((requirement) => {
      const { findings } = outcomeOf({ ...item, kind }, requirement, requirement.accepts, context)
      return findings.map((because) => ({ gate: requirement.id, because }))
    }),
  )
  const near = found.filter(({ because }) => !hasCode(because, 'artifact.not_accepted'))
  const byGate = new Map(near.map((each) => [each.gate, each]))
  if (byGate.size > 0) return [...byGate.values()].slice(0, MOST)
  return found.slice(0, 1).map(({ because }) => ({ gate: '', because }))
}
