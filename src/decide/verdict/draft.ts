import { Dossier } from '#model/dossier.ts'
import type { EvidenceReference } from '#model/evidence.ts'
import type { Policy } from '#model/policy.ts'
import type { Instant, ReleaseType } from '#model/primitives.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { type Proposal, proposeBindings, proposeReleaseType } from './propose.ts'

/** What a dossier is drafted from. */
interface Draftable {
  /** The candidate as it was read, with its evidence and a dossier that says little more than its name. */
  record: ReleaseRecord
  /** What that dossier references. */
  references: readonly EvidenceReference[]
  policy: Policy
  /** The dossier of the release before; null = none, or nobody can read it. */
  before: Dossier | null
  /** Who owns the service, where the catalog says it. */
  owner: string | null
}

interface Known extends Draftable {
  releaseType: ReleaseType
  proposals: readonly Proposal[]
}

/** A drafted dossier, and what was proposed on the way. */
export interface Drafted {
  dossier: Record<string, unknown>
  releaseType: ReleaseType
  proposals: readonly Proposal[]
}

/** Stands where only a person can say something. */
export const TODO = 'TODO'

/** The dossier that says no more than what it is about; null for a name that no dossier can hold. */
export function leastDossier(
  { service, version, tag }: { service: string; version: string; tag: string },
  evidence: readonly EvidenceReference[] = [],
): Dossier | null {
  const least = { schemaVersion: 1, service, version, tag, releaseType: 'docs-patch', profile: 'real_local' }
  return Dossier.safeParse({ ...least, evidence }).data ?? null
}

/**
 * Drafts the dossier of a release with the type and the bindings that its policy's own judgement proposes.
 * @param at the moment of judging.
 */
export function draftDossier(known: Draftable, at: Instant): Drafted {
  const { record, policy } = known
  const { dossier: first } = record
  const releaseType = proposeReleaseType(record, policy, at)
  const typed = { ...record, dossier: first && { ...first, releaseType } }
  const proposals = proposeBindings(typed, policy, at)
  const dossier = composeDossier({ ...known, record: typed, releaseType, proposals })
  return { dossier, releaseType, proposals }
}

/**
 * A dossier as far as it can be known: what files, git and the release before say, and `TODO` where a person must speak. Nothing that a draft
 * says opens a gate by itself: notes are drafted, no conditional gate is left out, nobody has approved.
 */
function composeDossier(known: Known): Record<string, unknown> {
  const { record, releaseType, before } = known
  const { service, version, git } = record
  return {
    schemaVersion: 1,
    service,
    version,
    tag: git.tag,
    releaseType,
    profile: profileOf(known),
    purpose: TODO,
    boundaries: git.boundaries.slice(0, 200).map((each) => ({ service: each.service, change: 'touched' })),
    owners: ownersOf(known),
    ...someOf('breakingChanges', breakingChanges(record)),
    releaseNotes: { status: 'drafted', text: notesOf(record) },
    compatibilityNotes: { status: 'drafted', text: compatibilityOf(record) },
    evidence: evidenceOf(known),
    gates: openGates(known),
    ...someOf('kpis', kpisOf(known)),
    ...someOf('risks', risksOf(known)),
    ...someOf('hotSpots', before?.hotSpots ?? []),
    approvals: [],
  }
}

/** Whoever made a file of this name for the release before makes it for this one, until somebody says otherwise. */
export function withProducers(
  record: ReleaseRecord,
  references: readonly EvidenceReference[],
  before: Dossier | null,
): Pick<Draftable, 'record' | 'references'> {
  const said = new Map(before?.evidence.map(({ name, producer }) => [name, producer]))
  const known = <T extends { name: string; producer: string }>(each: T): T => ({
    ...each,
    producer: said.get(each.name) ?? each.producer,
  })
  return { record: { ...record, evidence: record.evidence.map(known) }, references: references.map(known) }
}

function someOf(name: string, values: readonly unknown[]): Record<string, unknown> {
  return values.length > 0 ? { [name]: values } : {}
}

/** The profile of the release before where it is good enough, else the first that is. */
function profileOf({ policy, releaseType, before }: Known): string {
  const allowed = policy.requirements.find((each) => each.releaseType === releaseType)?.profiles ?? []
  const last = before?.profile
  if (last !== undefined && (allowed.length === 0 || allowed.includes(last))) return last
  return allowed[0] ?? 'real_local'
}

function ownersOf({ before, owner }: Known): Dossier['owners'] {
  if (before && before.owners.length > 0) return before.owners
  return owner === null ? [] : [{ role: 'service owner', name: owner }]
}

/** Without a guide, which has to be an address: neither it nor its label is there until a person gives them. */
function breakingChanges({ git }: ReleaseRecord) {
  return git.breaking.commits.map(({ id, what }) => ({
    what,
    label: `${TODO}: "BREAKING:", and its address as migrationGuide`,
    commits: [id.slice(0, 12)],
  }))
}

const MOST_LINES = 40

/** What changed in the words of the log, for a person to rewrite. */
function notesOf({ git }: ReleaseRecord): string {
  const lines = git.latestCommits.slice(0, MOST_LINES).map(({ subject }) => `- ${subject}`)
  return lines.length > 0 ? lines.join('\n') : TODO
}

function compatibilityOf({ git }: ReleaseRecord): string {
  return git.breaking.commits.length === 0
    ? TODO
    : git.breaking.commits
        .slice(0, MOST_LINES)
        .map(({ what }) => `BREAKING: ${what}: ${TODO}`)
        .join('\n')
}

function evidenceOf({ references, proposals }: Known) {
  const byName = new Map(proposals.map((each) => [each.item, each]))
  return references.map((reference) => {
    const { kind = reference.kind, artifact = null, gates = [] } = byName.get(reference.name) ?? {}
    const { name, path, sha256, commit, producer } = reference
    return { name: artifact ?? name, kind, path, sha256, commit, producer, gates }
  })
}

/** Each conditional gate to which nothing is bound: it applies until a person says why not. */
function openGates({ policy, proposals, before }: Known) {
  const bound = new Set(proposals.flatMap(({ gates }) => gates))
  const said = new Map(before?.gates.map((each) => [each.id, each.reason]))
  const gates = policy.groups.flatMap((group) => group.gates)
  return gates
    .filter(({ id, requirement }) => requirement === 'conditional' && !bound.has(id))
    .map(({ id, condition }) => {
      const last = said.get(id)
      const why = last === undefined ? (condition ?? '') : `last time: ${last}`
      return { id, note: `${TODO}: evidence, or applies: false with a reason (${why})`.slice(0, 300) }
    })
}

/** The numbers of the release before become the baseline of this one's, which come from its own evidence. */
function kpisOf({ before, record }: Known) {
  return (before?.kpis ?? []).map(({ value, baseline, ...kpi }) => {
    const metrics = record.evidence.find(({ name }) => name === kpi.evidence)?.metrics ?? {}
    const measured =
      kpi.metric !== undefined && Object.hasOwn(metrics, kpi.metric) ? metrics[kpi.metric] : null
    const since = value === undefined ? baseline : { release: before?.version ?? TODO, value }
    return { ...kpi, value: measured ?? undefined, baseline: since }
  })
}

/** What was open stays open until somebody says what became of it. */
function risksOf({ before }: Known) {
  return (before?.risks ?? []).filter(({ status }) => status === 'open' || status === 'accepted')
}
