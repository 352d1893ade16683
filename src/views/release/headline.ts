import { alarmsOf } from '#decide/history/alarms.ts'
import { type StepToGo, stepsToGo } from '#decide/history/steps-to-go.ts'
import { isVersion } from '#decide/lib/order.ts'
import { millis } from '#decide/lib/time.ts'
import { isTampered } from '#decide/verdict/verification.ts'
import { count, day, minute, sentenceList } from '#messages/format.ts'
import { makeRepository } from '#messages/links.ts'
import { sentence } from '#messages/messages.ts'
import { type ReleaseVerdict, VERDICT_WORDS, verdictOf } from '#messages/verdict.ts'
import type { Evaluation } from '#model/evaluation.ts'
import { releaseTitle } from '#model/release.ts'
import { judgedToday, type VerdictToday } from '../turning.ts'
import { evidenceAt, type ReleaseInput } from './input.ts'
import { signatureText } from './proof.ts'
import { momentText, reasonOf, turnedText } from './reason.ts'

/** What stands above everything else: the verdict with its reason, until when, where, who and when. */
export function headline(input: ReleaseInput) {
  const { record, posture, links, instead, newer } = input
  const today = judgedToday(record, posture)
  const ending = posture.ends && endText(record, posture.today, posture.ends.by)
  const raised = alarms(input)
  const name = input.services.get(record.service)?.name ?? record.service
  const reason = reasonOf({
    serviceName: name,
    today,
    posture,
    released: record.git.taggedAt,
    prerelease: record.prerelease,
    alarms: raised.map(({ alarm }) => alarm),
    runsIn: input.runsIn,
    ending,
    quarantine: record.quarantine[0] ? sentence(record.quarantine[0]) : null,
    hasNewer: newer !== null,
    instead,
  })
  return {
    name: `${name} ${record.version}`,
    title: releaseTitle(record),
    today,
    reason: {
      ...reason,
      instead: reason.instead && {
        ...reason.instead,
        href: links.release(reason.instead.service, reason.instead.version),
      },
    },
    alarms: raised,
    life: lifeline(input, today),
    turned: turnedText(today),
    prerelease: record.prerelease,
    isVersion: isVersion(record.version),
    facts: facts(input, today, ending),
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
      href: evidenceAt(changed[0]?.name ?? ''),
    },
    moved: {
      text: 'The tag was moved: it leads to other code than when this release was published.',
      href: '#trace',
    },
    withdrawn: { text: 'Withdrawn: the tag no longer exists.', href: '#trace' },
  }
  return said.map((alarm) => ({ alarm, ...texts[alarm] }))
}

/**
 * How long it was GO, and since when it is not; null for what never ran out and never will.
 * `from` is the moment from which a page that was made before shows it, null for at once.
 */
function lifeline({ record, posture }: ReleaseInput, { verdict, ends }: VerdictToday) {
  const then = verdict === 'aged-out' ? agedSince(posture.atRelease, posture.today) : (ends?.at ?? null)
  const isAged = verdict === 'aged-out' || ends?.as === 'aged-out'
  if (then === null || !isAged) return null
  const { taggedAt } = record.git
  const days = Math.floor((millis(then) - millis(taggedAt)) / DAY)
  return {
    from: verdict === 'aged-out' ? null : then,
    good: `GO for ${count(Math.max(0, days), 'day')}`,
    goodSpan: `${day(taggedAt)}, when it was released, to ${day(then)}`,
    since: then,
    sinceText: `since ${momentText(then)}`,
  }
}

const DAY = 86_400_000

/** When it ceased to be GO; another policy since then may have had its own moment. */
function agedSince(atRelease: Evaluation, today: Evaluation): string | null {
  return atRelease.policy.version === today.policy.version ? atRelease.validUntil : null
}

/** A verdict with the number that carries it: a GO its gates, all else its blockers. */
export function verdictText({ blockers, satisfied, required }: Evaluation, verdict: ReleaseVerdict): string {
  const carried =
    verdict === 'go' ? `${satisfied} of ${required} required gates passed` : count(blockers.length, 'blocker')
  return `${VERDICT_WORDS[verdict]}, ${carried}`
}

/** A value of a fact, in parts. */
interface FactPart {
  text: string
  href?: string | null
  code?: boolean
  time?: string
}

function facts(input: ReleaseInput, today: VerdictToday, ending: Ending | null) {
  const { record, posture, runsIn } = input
  const { git } = record
  const to = makeRepository(input.repositoryUrl)
  const atRelease = verdictText(posture.atRelease, verdictOf(record.state, posture.atRelease.decision))
  return [
    ...until(input, today, ending),
    ...(record.state === 'dossier' ? [fact('At release', { text: atRelease })] : []),
    fact('Runs in', { text: runsIn.length > 0 ? sentenceList(runsIn) : nowhere(input) }),
    ...(record.dossier ? [fact('Decided by', ...decidedBy(input))] : []),
    fact(
      'Released',
      { text: minute(git.taggedAt), time: git.taggedAt },
      { text: git.tagger ? ` by ${git.tagger}` : '' },
    ),
    fact(
      'Tag',
      { text: git.tag, href: to.tag(git.tag), code: true },
      { text: git.commit === null ? ', points at no commit' : ' at ' },
      { text: git.commit?.slice(0, 7) ?? '', href: git.commit && to.commit(git.commit), code: true },
      { text: `, ${git.tagKind}, ${signatureText(git.signature)}` },
    ),
  ]
}

function fact(label: string, ...parts: FactPart[]) {
  return { label, parts: parts.filter(({ text }) => text !== '') }
}

/** Until when it is what it is, or what has to happen first. */
function until({ posture }: ReleaseInput, { verdict, ends }: VerdictToday, ending: Ending | null) {
  const { today } = posture
  if (verdict === 'go')
    return [
      fact('GO until', {
        text: ends === null ? 'nothing ends it' : `${day(ends.at)}, then ${ending?.before}`,
      }),
    ]
  if (verdict === 'no-go') return [fact('NO-GO until', { text: flipText(today, false) })]
  return verdict === 'aged-out' ? [fact('GO again when', { text: flipText(today, true) })] : []
}

/** What has to happen for a GO: who approves, what passes, what is resolved; the first two and how many more. */
function flipText(today: Evaluation, isAged: boolean): string {
  const steps = stepsToGo(today)
  const roles = steps.filter(({ kind }) => kind === 'approval').map(({ title }) => title)
  const asked =
    roles.length > 0
      ? [`${sentenceList(roles)} ${roles.length === 1 ? 'approves' : 'approve'} this version`]
      : []
  const others = steps.filter(({ kind }) => kind !== 'approval').map((step) => stepText(step, isAged))
  const all = [...others.slice(0, NAMED), ...asked]
  const rest = others.length - NAMED
  return sentenceList(
    rest > 0 ? [...all, `${count(rest, 'more thing is', 'more things are')} put right`] : all,
  )
}

const NAMED = 1

function stepText({ kind, title }: StepToGo, isAged: boolean): string {
  if (kind === 'risk') return 'its SEV-1 or SEV-2 risk is resolved'
  if (kind === 'gate' || kind === 'artifact') return `“${title}” ${isAged ? 'is shown anew' : 'passes'}`
  return `“${title}” is put right`
}

/** Where it was, when it runs nowhere. */
function nowhere({ record, environments }: ReleaseInput): string {
  const reached = new Set(
    (record.dossier?.promotions ?? []).filter((each) => each.result === 'reached').map((each) => each.to),
  )
  const furthest = environments.findLast((each) => reached.has(each.id))
  return furthest ? `nowhere; it was in ${furthest.title}` : 'nowhere that is recorded'
}

function decidedBy({ record, posture, policies, links }: ReleaseInput): FactPart[] {
  const { dossier } = record
  const { atRelease, today } = policies
  const names = posture.today.approvals
    .filter((each) => each.outcome === 'approved')
    .flatMap((each) => each.approvers)
  const asked = posture.today.approvals
    .filter((each) => each.outcome !== 'approved')
    .map((each) => each.title)
  return [
    { text: 'policy ' },
    { text: `${today.id} ${today.version}`, href: links.policyVersion(today) },
    { text: atRelease.version === today.version ? '' : `, ${atRelease.version} at release` },
    { text: dossier ? `, as ${dossier.releaseType} of profile ${dossier.profile}` : '' },
    { text: names.length > 0 ? `; approved by ${sentenceList([...new Set(names)])}` : '' },
    { text: asked.length > 0 ? `; approval by ${sentenceList(asked)} asked` : '' },
  ]
}

interface Ending {
  before: string
  after: string
}

/** What ends a GO, in words for the time before and after. @param endedBy artifact, gate, role, risk or policy */
export function endText(
  record: ReleaseInput['record'],
  { groups, approvals }: Evaluation,
  endedBy: string,
): Ending {
  const same = (text: string) => ({ before: text, after: text })
  const item = record.evidence.find((each) => each.name === endedBy)
  if (item) return same(`“${item.purpose ?? item.name}” is too old`)
  const gate = groups.flatMap((group) => group.gates).find((each) => each.id === endedBy)
  if (gate)
    return gate.waived ? ended(`the exception for “${gate.title}”`) : same(`“${gate.title}” no longer holds`)
  const role = approvals.find((each) => each.role === endedBy)
  if (role) return same(`the approval by ${role.title} no longer holds`)
  const risk = record.dossier?.risks.find((each) => each.id === endedBy)
  if (risk) return ended(`the accepted fallback for risk ${risk.id}`)
  if (endedBy.startsWith('policy ')) return same(`${endedBy} asks for more`)
  return same(`${endedBy} no longer holds`)
}

function ended(what: string): Ending {
  return { before: `${what} ends`, after: `${what} has ended` }
}
