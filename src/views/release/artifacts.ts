import { sentence } from '#messages/messages.ts'
import type { ArtifactOutcome } from '#model/evaluation.ts'
import type { PolicyArtifact } from '#model/policy.ts'
import { outcomeLook } from '../outcome.ts'
import { type Assessed, evidencePlace } from './input.ts'

/** The artifacts this release needs or offers, with producer, purpose and status [002]. */
export function requiredArtifacts(input: Assessed) {
  const known = new Map(input.policies.today.artifacts.map((artifact) => [artifact.name, artifact]))
  const own = new Set(input.record.dossier.require)
  const asked = input.posture.today.artifacts.filter(isAsked)
  const rows = asked.map((artifact) => ({
    title: artifact.title,
    need: needText(artifact, own),
    // What passed says in its own row of the evidence who made it, and what for.
    about: artifact.outcome === 'passed' ? null : aboutText(artifact, known.get(artifact.name), input),
    look: outcomeLook(artifact.outcome),
    href: evidencePlace(input, artifact.items[0]?.name),
    problems: artifact.outcome === 'passed' ? [] : problems(artifact),
    origins: artifact.outcome === 'passed' ? [] : origins(artifact, input),
  }))
  // Required and passed is the rule: such ones stand together in one line.
  const isRule = ({ look, need }: (typeof rows)[number]) => look.mark === 'ok' && need === null
  return {
    rows: rows.filter((row) => !isRule(row)),
    passed: rows.filter(isRule).map(({ title }) => title),
  }
}

/** Nothing where the policy requires it, which is the rule here. */
function needText({ name, required }: ArtifactOutcome, own: ReadonlySet<string>): string | null {
  if (!required) return 'optional'
  return own.has(name) ? 'required by the dossier' : null
}

/** Required, or offered though it is not. */
function isAsked({ required, items }: ArtifactOutcome): boolean {
  return required || items.length > 0
}

/** What the policy asks of a release of this type, in its words. */
export function requirementSummary({ record, policies, posture, links }: Assessed) {
  const { releaseType, profile, affectedExternal } = record.dossier
  const requirement = policies.today.requirements.find((each) => each.releaseType === releaseType)
  const role = policies.today.profiles.find((each) => each.id === profile)?.role ?? null
  const notAsked = posture.today.artifacts.filter((each) => !isAsked(each)).length
  const policyHref =
    policies.today.artifacts.length > 0
      ? links.policyArtifacts(policies.today)
      : links.policyVersion(policies.today)
  const asks = requirement?.summary ?? null
  return { releaseType, profile, role, asks, external: affectedExternal, notAsked, policyHref }
}

function aboutText(
  { name }: ArtifactOutcome,
  known: PolicyArtifact | undefined,
  { record }: Assessed,
): string {
  const found = record.evidence.find((item) => item.name === name)
  const producer = `by ${known?.producer ?? found?.producer ?? 'an unknown producer'}`
  return known ? `${producer}: ${known.purpose}` : producer
}

/** Where a red artifact has to be fixed [002 "at the originating gate"]: the runs that made it and the gates it is for. */
function origins({ name }: ArtifactOutcome, { record, posture }: Assessed) {
  const items = record.evidence.filter((item) => item.name === name)
  const gates = posture.today.groups
    .flatMap((group) => group.gates)
    .filter((gate) => gate.outcome !== 'passed')
  const runs = items.flatMap(({ run }) => (run?.url ? [{ text: `run ${run.id}`, href: run.url }] : []))
  const own = gates
    .filter((gate) => items.some((item) => item.gates.includes(gate.id)))
    .map((gate) => ({ text: gate.title, href: `#gate-${gate.id}` }))
  return [...new Map([...runs, ...own].map((each) => [each.href, each])).values()]
}

function problems(artifact: ArtifactOutcome): string[] {
  const findings = [...artifact.findings, ...artifact.items.flatMap((item) => item.findings)]
  return [...new Set(findings.map(sentence))]
}
