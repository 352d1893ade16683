import type { Dossier } from '#model/dossier.ts'
import type { Approval } from '#model/dossier-acts.ts'
import type { ApprovalOutcome } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Policy } from '#model/policy.ts'
import type { GitFacts, ReleaseRecord } from '#model/release.ts'
import { compareText, sortFindings } from '../lib/findings.ts'
import { lookAlikesAmong, mixesScripts } from '../lib/look-alikes.ts'
import { mayBeOnePerson, nameKey, namesOf, type SamePerson, samePersonIn } from '../lib/persons.ts'
import { instant, millis } from '../lib/time.ts'
import { distinctPersons, independentApprovals } from './independence.ts'
import { proofOfApproval } from './verified-approvals.ts'

type Role = Pick<Policy['approvers'][number], 'role' | 'title' | 'verifiedBy'>

/** A release as approvals are compared with it; its evidence includes what the dossier names and nobody collected. */
export interface Approvable {
  record: ReleaseRecord
  dossier: Dossier
  items: readonly EvidenceItem[]
}

/**
 * Judges the approvals that each role of the policy owes, at a moment in milliseconds, and rejections under any other
 * role. Of every person the latest act counts; acts after the moment do not count yet; an approval binds the dossier's
 * digest, and the commit when it names one, and is not older than the evidence that the dossier names. Nobody approves
 * what they wrote, committed or tagged [003, 004].
 */
export function judgeApprovals(release: Approvable, policy: Policy, at: number): ApprovalOutcome[] {
  const newest = newestEvidence(release)
  const authors = authorsOf(release)
  const isSame = samePersonIn(release.record)
  const byRole = Map.groupBy(release.dossier.approvals, (act) => act.role)
  const judge = (role: Role, quorum: number): ApprovalOutcome => {
    const acts = byRole.get(role.role) ?? []
    const done = acts.filter((act) => millis(act.at) <= at)
    const against = { ...release, newest, authors, at, verifiedBy: role.verifiedBy }
    const judged = done.map((act) => ({ act, trouble: troubleWith(act, against) }))
    return outcomeOf(role, quorum, {
      judged: standing(judged),
      later: acts.filter((act) => !done.includes(act)),
      isSame,
    })
  }
  const asked = new Set(policy.approvers.map(({ role }) => role))
  const others = [...byRole.keys()].filter((role) => !asked.has(role)).sort(compareText)
  const roles = policy.approvers.map((role) => judge(role, role.quorum))
  return [
    ...independentApprovals(roles, policy, { owners: release.dossier.owners, isSame }),
    ...others.map((role) => judge({ role, title: role }, 0)).filter(({ outcome }) => outcome === 'rejected'),
  ]
}

/** What keeps an act from counting as an approval, the gravest first, and what it makes of its role. */
const TROUBLES = {
  'approval.rejected': 'rejected',
  'approval.nameless': 'unknown-person',
  'approval.unknown_person': 'unknown-person',
  'approval.not_allowed': 'unknown-person',
  'approval.stale_binding': 'stale-binding',
  'approval.before_evidence': 'too-early',
  'approval.self_approved': 'self-approved',
  'approval.look_alike': 'unknown-person',
  'approval.not_verified': 'not-verified',
  'approval.contributors_unknown': 'unproven',
} as const satisfies Record<string, ApprovalOutcome['outcome']>

type Trouble = { code: keyof typeof TROUBLES; args: Finding['args'] }
type JudgedAct = { act: Approval; trouble: Trouble | null }

function outcomeOf(
  role: Role,
  quorum: number,
  { judged, later, isSame }: { judged: readonly JudgedAct[]; later: readonly Approval[]; isSame: SamePerson },
): ApprovalOutcome {
  const findings = judged.flatMap(({ act, trouble }) =>
    trouble === null ? [] : [aboutRole(trouble.code, role, { person: act.approver, ...trouble.args })],
  )
  const good = judged.filter(({ trouble }) => trouble === null)
  const approvers = distinctPersons(
    good.map(({ act }) => act.approver),
    isSame,
  )
  const known = { role: role.role, title: role.title, approvers }
  const codes = new Set(judged.map(({ trouble }) => trouble?.code))
  const isEnough = approvers.length >= quorum && !codes.has('approval.rejected')
  const gravest = Object.entries(TROUBLES).find(([code]) => codes.has(code as Trouble['code']))?.[1]
  if (isEnough) return { ...known, outcome: 'approved', findings: sortFindings(findings) }
  if (gravest) return { ...known, outcome: gravest, findings: sortFindings(findings) }
  const counted = { person: null, have: approvers.length, quorum }
  const toCome = later.map(({ approver, at }) =>
    aboutRole('approval.to_come', role, { person: approver, at }),
  )
  const missing = [aboutRole('approval.missing', role, counted), ...toCome]
  return { ...known, outcome: 'missing', findings: sortFindings(missing) }
}

interface Against extends Approvable {
  at: number
  verifiedBy: Role['verifiedBy']
  newest: EvidenceTime | null
  authors: readonly string[]
}

function troubleWith(act: Approval, against: Against): Trouble | null {
  const { record, newest, authors } = against
  if (act.decision === 'rejected') return { code: 'approval.rejected', args: {} }
  const stranger = strangerTo(record, act)
  if (stranger !== null) return stranger
  const { dossierSha256, commit } = act.binds
  const otherCode = commit !== undefined && commit !== record.git.commit
  if (dossierSha256 !== record.dossierSha256 || otherCode) return { code: 'approval.stale_binding', args: {} }
  if (newest !== null && millis(act.at) < newest.at) {
    const args = { at: act.at, item: newest.name, generatedAt: instant(newest.at) }
    return { code: 'approval.before_evidence', args }
  }
  const names = namesOf(record, act.approver)
  const author = authors.find((author) => names.some((name) => mayBeOnePerson(name, author)))
  if (author !== undefined) return { code: 'approval.self_approved', args: { author } }
  return (
    lookAlike(act, against) ??
    notVerified(act, against) ??
    (isCutOff(record.git) ? { code: 'approval.contributors_unknown', args: {} } : null)
  )
}

/** What is missing where the policy does not take the dossier's word for an approval. */
function notVerified(act: Approval, { record, items, at, verifiedBy }: Against): Trouble | null {
  if (verifiedBy === undefined) return null
  const { found, reviewed } = proofOfApproval(act, verifiedBy, { record, items, at })
  if (found === null) return null
  const args = { wanted: [...verifiedBy], found, reviewed, commit: record.git.commit }
  return { code: 'approval.not_verified', args }
}

/**
 * Of a catalog that names its people: nobody else approves, and each of them only in their roles and in their time. Of one that
 * does not: a name has a letter at least.
 */
function strangerTo({ approvers }: ReleaseRecord, { approver, role, at }: Approval): Trouble | null {
  if (approvers === undefined)
    return nameKey(approver) === '' ? { code: 'approval.nameless', args: {} } : null
  const person = approvers.find(({ name }) => name === approver)?.person ?? null
  if (person === null) return { code: 'approval.unknown_person', args: {} }
  const isOver = person.until !== undefined && millis(at) >= millis(person.until)
  const isAllowed = person.roles.includes(role) && !isOver
  return isAllowed ? null : { code: 'approval.not_allowed', args: { at, until: person.until ?? null } }
}

/** A name in another script's letters is nobody's whom a reader takes it for, unless the catalog knows who goes by it. */
function lookAlike({ approver }: Approval, { record, dossier, authors }: Against): Trouble | null {
  if (record.approvers !== undefined) return null
  const others = [
    ...dossier.approvals.map((act) => act.approver),
    ...dossier.owners.map(({ name }) => name),
    ...authors,
  ]
  const like = lookAlikesAmong(others)(approver)
  return like !== null || mixesScripts(approver) ? { code: 'approval.look_alike', args: { like } } : null
}

/** Everybody whose own work the release is: who tagged it, committed or wrote what is new in it, and owns its branch. */
function authorsOf({ record, dossier }: Approvable): string[] {
  const { tagger, contributors } = record.git
  const names = [tagger, ...contributors.names, dossier.spine?.branch?.owner]
  return names.filter((name) => typeof name === 'string')
}

/** Somebody who is not named may have written it. Before there is a tag nobody is named, and the tag will be judged. */
function isCutOff({ contributors, unknown }: GitFacts): boolean {
  return !contributors.complete && unknown.every(({ code }) => code !== 'git.no_tag')
}

interface EvidenceTime {
  name: string
  /** Milliseconds since 1970. */
  at: number
}

/**
 * The newest evidence that the dossier names, which is what its digest binds. Of a file without a time of its own the
 * commit says only how old it is at most, so that is not compared.
 */
function newestEvidence({ dossier, items }: Approvable): EvidenceTime | null {
  const own = new Map(
    items.map(({ name, generatedAt, timeSource }) => [name, timeSource === 'commit' ? null : generatedAt]),
  )
  const times = dossier.evidence.flatMap(({ name, generatedAt }) => {
    const at = own.get(name) ?? generatedAt
    return at === undefined ? [] : [{ name, at: millis(at) }]
  })
  return times.reduce<EvidenceTime | null>((newest, each) => (isNewer(each, newest) ? each : newest), null)
}

function isNewer(a: EvidenceTime, b: EvidenceTime | null): boolean {
  return b === null || a.at > b.at || (a.at === b.at && compareText(a.name, b.name) < 0)
}

/**
 * One act a person, in the order of names: the latest, of two at the same moment the stricter. A rejection stands until the
 * same person approves this very dossier.
 */
function standing(acts: readonly JudgedAct[]): JudgedAct[] {
  const latest = new Map<string, JudgedAct>()
  for (const next of acts.toSorted((a, b) => byTime(a.act, b.act))) {
    const key = nameKey(next.act.approver)
    const isRejected = latest.get(key)?.trouble?.code === 'approval.rejected'
    if (!isRejected || next.trouble === null || REVISES.has(next.trouble.code)) latest.set(key, next)
  }
  return [...latest].sort(([a], [b]) => compareText(a, b)).map(([, each]) => each)
}

/** Authors cannot approve, but they can take back what they said. */
const REVISES: ReadonlySet<string> = new Set(['approval.rejected', 'approval.self_approved'])

function byTime(a: Approval, b: Approval): number {
  return (
    millis(a.at) - millis(b.at) ||
    compareText(a.decision, b.decision) ||
    compareText(
      a.binds.dossierSha256 + (a.binds.commit ?? ''),
      b.binds.dossierSha256 + (b.binds.commit ?? ''),
    ) ||
    compareText(a.approver, b.approver)
  )
}

function aboutRole(code: string, { role, title }: Role, args: Finding['args']): Finding {
  return finding(code, { role, title, ...args }, ['approvals', role])
}
