import { alarmsOf } from '#decide/history/alarms.ts'
import { isTampered } from '#decide/verdict/verification.ts'
import { makeRepository } from '#messages/links.ts'
import { type ReleaseVerdict, VERDICT_WORDS, verdictOf } from '#messages/verdict.ts'
import type { Evaluation } from '#model/evaluation.ts'
import { releaseTitle } from '#model/release.ts'
import { count, day, minute, sentenceList } from '../format.ts'
import { judgedToday, type TurningText } from '../turning.ts'
import type { ReleaseInput } from './input.ts'
import { signatureText } from './proof.ts'

/** What stands above everything else: the verdict now and at release, the title, the facts. */
export function headline(input: ReleaseInput) {
  const { record, posture } = input
  const today = judgedToday(record, posture)
  return {
    name: `${input.services.get(record.service)?.name ?? record.service} ${record.version}`,
    title: releaseTitle(record),
    today,
    alarms: alarms(input),
    prerelease: record.prerelease,
    semantic: record.semantic,
    lines: record.state === 'dossier' ? twoClocks(input) : [unassessed(today.verdict)],
    facts: facts(input),
  }
}

/** What has to be heard before the verdict, each with where on the page it is told. */
function alarms({ record, ledger }: ReleaseInput) {
  const changed = record.evidence.filter(isTampered)
  const said = alarmsOf(
    { tampered: changed.length > 0 },
    ledger.map(({ entry }) => entry),
  )
  const names = sentenceList(changed.map(({ purpose, name }) => `“${purpose ?? name}”`))
  const texts = {
    tampered: {
      text: `Changed bytes: ${names} ${changed.length === 1 ? 'is' : 'are'} not what was declared. Trust nothing in this release until that is explained.`,
      href: `#e-${changed[0]?.name}`,
    },
    moved: {
      text: 'The tag was moved: it leads to other code than when this release was published.',
      href: '#trace',
    },
    withdrawn: { text: 'Withdrawn: the tag no longer exists.', href: '#trace' },
  }
  return said.map((alarm) => ({ alarm, ...texts[alarm] }))
}

/** Today's verdict and the one at release, each with its own clock. */
function twoClocks(input: ReleaseInput) {
  const { record, posture } = input
  const { atRelease, today } = posture
  return [
    { label: 'Today', ...todayText(input), differs: false },
    {
      label: 'At release',
      ...steady(verdictText(atRelease, verdictOf(record.state, atRelease.decision))),
      differs: atRelease.decision !== today.decision,
    },
  ]
}

/** Today's verdict with its end, and what it reads when the end has come before the page was made anew. */
function todayText({ record, posture }: ReleaseInput): TurningText {
  const { atRelease, today, standing, ends } = posture
  if (today.decision !== 'go')
    return steady(`${verdictText(today, verdictOf(record.state, standing))}${sinceText(atRelease, today)}`)
  if (ends === null) return steady('GO, and nothing in it expires')
  const until = day(ends.at)
  const { before, after } = endText(record, today, ends.by)
  return {
    text: `GO until ${until}: then ${before}`,
    turns: [[ends.at, `${VERDICT_WORDS[ends.as]} since ${until}: ${after}. This page was made before that.`]],
  }
}

/** When it ceased to be GO; another policy since then may have had its own moment. */
function sinceText(atRelease: Evaluation, today: Evaluation): string {
  const { validUntil, policy } = atRelease
  return validUntil !== null && policy.version === today.policy.version ? `, since ${day(validUntil)}` : ''
}

function steady(text: string): TurningText {
  return { text, turns: [] }
}

/** A verdict with the number that carries it: a GO its gates, all else its blockers. */
export function verdictText({ blockers, satisfied, required }: Evaluation, verdict: ReleaseVerdict): string {
  const carried =
    verdict === 'go'
      ? `${satisfied} of ${required} required gates satisfied`
      : count(blockers.length, 'blocker')
  return `${VERDICT_WORDS[verdict]}, ${carried}`
}

function unassessed(verdict: ReleaseVerdict) {
  const text =
    verdict === 'quarantined'
      ? 'its dossier cannot be trusted to mean anything'
      : 'recorded by git only, not assessed: just a tag'
  return { label: 'State', ...steady(text), differs: false }
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

/** What ends a GO, in words for the time before and after. @param endedBy artifact, gate, role, risk or policy */
export function endText(
  record: ReleaseInput['record'],
  { groups, approvals }: Evaluation,
  endedBy: string,
): { before: string; after: string } {
  const same = (text: string) => ({ before: text, after: text })
  const item = record.evidence.find((each) => each.name === endedBy)
  if (item) return same(`“${item.purpose ?? item.name}” is too old`)
  const gate = groups.flatMap((group) => group.gates).find((each) => each.id === endedBy)
  if (gate)
    return gate.waived ? ended(`the waiver of “${gate.title}”`) : same(`“${gate.title}” no longer holds`)
  const role = approvals.find((each) => each.role === endedBy)
  if (role) return same(`the approval by ${role.title} no longer holds`)
  const risk = record.dossier?.risks.find((each) => each.id === endedBy)
  if (risk) return ended(`the accepted fallback for risk ${risk.id}`)
  if (endedBy.startsWith('policy ')) return same(`${endedBy} asks for more`)
  return same(`${endedBy} no longer holds`)
}

function ended(what: string): { before: string; after: string } {
  return { before: `${what} ends`, after: `${what} has ended` }
}
