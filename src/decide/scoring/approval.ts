import { type Finding, finding } from '#model/finding.ts'
import type { RegistryEntry, ScoringApproval, ScoringRegistry, ScoringWindow } from '#model/scoring.ts'
import { mayBeOnePerson } from '../lib/persons.ts'
import { millis } from '../lib/time.ts'
import { type ScoringCheckName, shortHash, windowFindings } from './checks.ts'

/** An approval with what keeps it from counting, by check; nothing: it counts. */
export type JudgedApproval = {
  approval: ScoringApproval
  findings: Partial<Record<ScoringCheckName, Finding[]>>
  counts: boolean
}

/** Who may approve a revision: this role of the catalog's people. */
export const RELEASE_MANAGER = 'release-manager'

/** Judges one approval of a revision: it binds exact bytes, one cohort and one window, and names who gave it [004]. */
export function judgeApproval(
  entry: RegistryEntry,
  approval: ScoringApproval,
  registry: Pick<ScoringRegistry, 'at' | 'approvers'>,
): JudgedApproval {
  const isBounded = entry.document.profile.use === 'bounded'
  const findings: JudgedApproval['findings'] = {
    hash: hashFindings(entry, approval, isBounded),
    cohort: isBounded ? cohortFindings(entry, approval) : [],
    window: [
      ...(isBounded ? windowOf(approval) : unbounded(approval)),
      ...timeFindings(entry, approval, registry),
    ],
    approver: approverFindings(entry, approval, registry),
    'trade-off': approval.tradeOff ? [] : [finding('scoring.no_trade_off', who(approval))],
  }
  return { approval, findings, counts: Object.values(findings).every((each) => each.length === 0) }
}

const who = ({ approver }: ScoringApproval) => ({ approver })

/** An approval of other bytes approves nothing here: no edit inherits it. */
function hashFindings(entry: RegistryEntry, approval: ScoringApproval, isBounded: boolean): Finding[] {
  const { id } = entry.document.profile
  const args = { id, approver: approval.approver }
  if (approval.revision !== entry.sha256)
    return [
      finding('scoring.edited', {
        ...args,
        approved: shortHash(approval.revision),
        found: shortHash(entry.sha256),
      }),
    ]
  if (!isBounded) return []
  return [
    ...(approval.manifest !== undefined && approval.manifest === entry.manifestSha256
      ? []
      : [finding('scoring.manifest_not_approved', args)]),
    ...(approval.rollback !== undefined && approval.rollback === entry.rollbackSha256
      ? []
      : [finding('scoring.rollback_not_approved', args)]),
  ]
}

function cohortFindings({ document }: RegistryEntry, { cohort, approver }: ScoringApproval): Finding[] {
  const own = document.manifest?.cohorts[0]?.id
  if (own !== undefined && own === cohort) return []
  return [finding('scoring.cohort_not_approved', { approver, approved: cohort ?? null, cohort: own ?? null })]
}

function windowOf({ window, approver }: ScoringApproval): Finding[] {
  return window
    ? windowFindings(window, ['approvals'])
    : [finding('scoring.window_not_approved', { approver })]
}

/** A baseline has no end and no cohort: an approval that names one was meant for something else. */
function unbounded({ window, cohort, approver }: ScoringApproval): Finding[] {
  return window === undefined && cohort === undefined
    ? []
    : [finding('scoring.baseline_bounded', { approver })]
}

function timeFindings(
  { document }: RegistryEntry,
  { at, approver }: ScoringApproval,
  registry: Pick<ScoringRegistry, 'at'>,
): Finding[] {
  const { id, made } = document.profile
  if (millis(at) > millis(registry.at)) return [finding('scoring.in_future', { what: 'approval', at })]
  return millis(at) < millis(made)
    ? [finding('scoring.approved_before_made', { id, approver, at, made })]
    : []
}

function approverFindings(
  { document: { profile } }: RegistryEntry,
  { approver, role, at }: ScoringApproval,
  { approvers }: Pick<ScoringRegistry, 'approvers'>,
): Finding[] {
  const author = mayBeOnePerson(approver, profile.author)
    ? [finding('scoring.approver_is_author', { approver, author: profile.author })]
    : []
  if (role !== RELEASE_MANAGER)
    return [...author, finding('scoring.approver_role', { approver, role, wanted: RELEASE_MANAGER })]
  if (approvers === null) return author
  const person = approvers.find(({ name }) => name === approver)?.person ?? null
  if (person === null) return [...author, finding('scoring.approver_unknown', { approver })]
  const names = [person.name, ...person.aliases].some((name) => mayBeOnePerson(name, profile.author))
  const isGone = person.until !== undefined && millis(person.until) <= millis(at)
  return [
    ...(author.length === 0 && names
      ? [finding('scoring.approver_is_author', { approver, author: profile.author })]
      : author),
    ...(person.roles.includes(RELEASE_MANAGER) && !isGone
      ? []
      : [finding('scoring.approver_may_not', { approver, wanted: RELEASE_MANAGER })]),
  ]
}

/** True for two windows that begin and end at the same moments. */
export function sameWindow(a: ScoringWindow, b: ScoringWindow): boolean {
  return millis(a.from) === millis(b.from) && millis(a.until) === millis(b.until)
}
