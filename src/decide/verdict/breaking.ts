import type { BreakingChange } from '#model/dossier.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Gate } from '#model/policy.ts'
import type { BreakingCommit, GitFacts } from '#model/release.ts'
import { sortFindings } from '../lib/findings.ts'
import type { EvaluationContext } from './evaluation-context.ts'
import { type AssessedEvidence, aggregate, type Proof } from './proof.ts'

/**
 * "clean OR documented breaking changes with BREAKING: label + migration guide" [003]. A listed change without label or
 * guide fails the gate whatever the check says, and so does one that the log tells and the dossier does not list. The
 * second way needs the check to have run on this code and to have been read: a list of changes alone is narrated, not
 * evidence.
 * @param assessed what is bound to the gate.
 */
export function judgeBreaking(
  gate: Gate,
  assessed: readonly AssessedEvidence[],
  context: EvaluationContext,
): Proof & { findings: Finding[] } {
  const changes = context.dossier.breakingChanges
  const undocumented = changes
    .filter((change) => !isDocumented(change))
    .map(({ what }) => finding('gate.undocumented', { gate: gate.id, what }, ['breakingChanges']))
  const findings = sortFindings([...undocumented, ...untoldBreaks(context)])
  const proof = aggregate(assessed)
  if (findings.length > 0) return { ...proof, outcome: 'failed', validUntil: null, findings }
  const usable = assessed.filter((each) => each.isUsable)
  const isToldOf = changes.length > 0 && usable.length > 0 && !assessed.some((each) => each.isCorrupt)
  if (proof.outcome !== 'failed' || !isToldOf) return { ...proof, findings }
  const asPassed = usable.map((each) => ({ ...each, item: { ...each.item, outcome: 'passed' as const } }))
  const { validUntil, decisive } = aggregate(asPassed)
  return { outcome: 'passed', items: proof.items, validUntil, decisive, findings }
}

function isDocumented({ label, migrationGuide }: BreakingChange): boolean {
  return label !== undefined && /^BREAKING(:|$)/.test(label) && migrationGuide !== undefined
}

/**
 * What the log says that it breaks and the dossier does not list, or what of it nobody can read. A change is listed by a commit's id, by the number of its
 * pull request, or in the words of its message.
 */
export function untoldBreaks({ record, dossier }: Pick<EvaluationContext, 'record' | 'dossier'>): Finding[] {
  const { total, commits } = record.git.breaking
  const untold = commits
    .filter((commit) => !dossier.breakingChanges.some((change) => tells(change, commit)))
    .map(({ id, subject, what }) =>
      finding('log.breaking_not_listed', { commit: id.slice(0, 12), subject, what }, ['log', id]),
    )
  const more = total === null ? 0 : total - commits.length
  const beyond = more > 0 ? [finding('log.breaking_too_many', { more, shown: commits.length }, ['log'])] : []
  return sortFindings([...untold, ...beyond, ...unreadLog(record.git)])
}

/** What nobody could read may break something. A dossier alone, without a repository, has no log that could be cut off. */
function unreadLog({ breaking, unknown }: GitFacts): Finding[] {
  const isAlone = unknown.length > 0 && unknown.every(({ code }) => code === 'git.no_tag')
  return breaking.total === null && !isAlone ? [finding('log.unknown', {}, ['log'])] : []
}

function tells(
  { what, commits }: BreakingChange,
  { id, subject, what: said, pullRequest }: BreakingCommit,
): boolean {
  if (commits.some((start) => id.startsWith(start))) return true
  if (pullRequest !== null && new RegExp(`#${pullRequest}(?!\\d)`).test(what)) return true
  const told = fold(what)
  return [said, descriptionOf(subject)].map(fold).some((text) => isTold(text, told))
}

/** A word of the message may stand in any sentence by chance; a whole one does not. */
function isTold(text: string, told: string): boolean {
  return text.length < 10 ? text === told : told.includes(text)
}

/** The subject without its type, its scope and the number that a forge adds. */
function descriptionOf(subject: string): string {
  return subject.replace(/^[^:]{0,100}:\s*/, '').replace(/\s*\(#\d+\)\s*$/, '')
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase()
}
