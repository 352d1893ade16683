import { makeRepository } from '#messages/links.ts'
import { type ReleaseVerdict, VERDICT_WORDS, verdictOf } from '#messages/verdict.ts'
import type { Evaluation } from '#model/evaluation.ts'
import { releaseTitle } from '#model/release.ts'
import { count, day, minute } from '../format.ts'
import type { ReleaseInput } from './input.ts'
import { signatureText } from './proof.ts'

/** What stands above everything else: the verdict now and at release, the title, the facts. */
export function headline(input: ReleaseInput) {
  const { record, posture } = input
  const verdict = verdictOf(record.state, posture.today.decision)
  return {
    name: `${input.services.get(record.service)?.name ?? record.service} ${record.version}`,
    title: releaseTitle(record),
    verdict,
    verdictWord: VERDICT_WORDS[verdict],
    prerelease: record.prerelease,
    semantic: record.semantic,
    lines: record.state === 'dossier' ? twoClocks(input) : [unassessed(verdict)],
    facts: facts(input),
  }
}

/** Today's verdict and the one at release, each with its own clock. */
function twoClocks(input: ReleaseInput) {
  const { record, posture } = input
  const { atRelease, today } = posture
  const released = `${verdictText(record.state, atRelease)}, ${gateCount(atRelease)}`
  return [
    { label: 'Today', text: todayText(input), differs: false },
    { label: 'At release', text: released, differs: atRelease.decision !== today.decision },
  ]
}

function todayText(input: ReleaseInput): string {
  const { today } = input.posture
  if (today.decision !== 'go') return `NO-GO, ${count(today.blockers.length, 'blocker')}`
  const why = endText(input)
  if (today.validUntil === null) return 'GO, and nothing in it expires'
  return `GO until ${day(today.validUntil)}${why ? `: ${why}` : ''}`
}

function gateCount({ satisfied, required }: Evaluation): string {
  return `${satisfied} of ${required} required gates satisfied`
}

function verdictText(state: ReleaseInput['record']['state'], evaluation: Evaluation): string {
  return VERDICT_WORDS[verdictOf(state, evaluation.decision)]
}

function unassessed(verdict: ReleaseVerdict) {
  const text =
    verdict === 'quarantined'
      ? 'its dossier cannot be trusted to mean anything'
      : 'recorded by git only, not assessed: just a tag'
  return { label: 'State', text, differs: false }
}

function facts({ record, policies, repositoryUrl }: ReleaseInput) {
  const { git, dossier } = record
  const to = makeRepository(repositoryUrl)
  return [
    fact('Tag', git.tag, { href: to.tag(git.tag), code: true }),
    fact('Kind', `${git.tagKind}, ${signatureText(git.signature)}`),
    fact('Commit', git.commit?.slice(0, 7) ?? 'points at no commit', {
      href: git.commit && to.commit(git.commit),
      code: git.commit !== null,
    }),
    fact('Released', minute(git.taggedAt), { time: git.taggedAt }),
    ...(git.tagger ? [fact('By', git.tagger)] : []),
    ...(dossier ? [fact('Type', dossier.releaseType), fact('Profile', dossier.profile)] : []),
    ...(dossier ? [fact('Policy', policyText(policies))] : []),
  ]
}

function policyText({ atRelease, today }: ReleaseInput['policies']): string {
  return atRelease.version === today.version
    ? today.version
    : `${atRelease.version} at release, ${today.version} today`
}

function fact(
  label: string,
  text: string,
  more: { href?: string | null; time?: string; code?: boolean } = {},
) {
  const { href = null, time = null, code = false } = more
  return { label, text, href, time, code }
}

/** What ends today's GO, in words; null when nothing does or there is no GO. */
export function endText({ record, posture }: ReleaseInput): string | null {
  const { endedBy, validUntil, groups, approvals } = posture.today
  if (endedBy === null || validUntil === null) return null
  const item = record.evidence.find((each) => each.name === endedBy)
  if (item) return `then “${item.purpose ?? item.name}” is too old`
  const gate = groups.flatMap((group) => group.gates).find((each) => each.id === endedBy)
  if (gate)
    return gate.waived ? `then the waiver of “${gate.title}” ends` : `then “${gate.title}” no longer holds`
  const role = approvals.find((each) => each.role === endedBy)
  if (role) return `then the approval by ${role.title} no longer holds`
  const risk = record.dossier?.risks.find((each) => each.id === endedBy)
  return risk ? `then the accepted fallback for risk ${risk.id} ends` : `then ${endedBy} no longer holds`
}
