import type { Dossier } from '#model/dossier.ts'
import type { Approval } from '#model/dossier-acts.ts'
import type { ApprovalOutcome } from '#model/evaluation.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Policy } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { compareText, sortFindings } from '../lib/findings.ts'
import { millis } from '../lib/time.ts'

type Role = Policy['approvers'][number]

/**
 * Judges the approvals each role of the policy owes, at a moment in milliseconds. Of every person the latest act counts;
 * acts after the moment do not count yet; an approval binds the dossier's digest, and the commit when it names one. An
 * approval by the tagger or by the owner of the branch is nobody else's: it does not fill the quorum [003, 004].
 */
export function judgeApprovals(
  record: ReleaseRecord,
  dossier: Dossier,
  policy: Policy,
  at: number,
): ApprovalOutcome[] {
  const authors = [record.git.tagger, dossier.spine?.branch?.owner]
    .filter((name) => typeof name === 'string')
    .map(fold)
  return policy.approvers.map((role) => {
    const acts = latestActs(dossier.approvals.filter((act) => act.role === role.role && millis(act.at) <= at))
    const sorted = acts.map((act) => ({ act, trouble: troubleWith(act, record, authors) }))
    return outcomeOf(role, sorted)
  })
}

type Trouble = 'approval.rejected' | 'approval.stale_binding' | 'approval.self_approved'

function outcomeOf(role: Role, acts: { act: Approval; trouble: Trouble | null }[]): ApprovalOutcome {
  const good = acts.filter((each) => each.trouble === null)
  const findings = sortFindings(
    acts.flatMap(({ act, trouble }) =>
      trouble === null ? [] : [aboutRole(trouble, role, { person: act.approver })],
    ),
  )
  const approvers = good.map((each) => each.act.approver)
  const known = { role: role.role, title: role.title, approvers }
  const troubles = new Set(acts.map((each) => each.trouble))
  if (troubles.has('approval.rejected')) return { ...known, outcome: 'rejected', findings }
  if (good.length >= role.quorum) return { ...known, outcome: 'approved', findings }
  if (troubles.has('approval.stale_binding')) return { ...known, outcome: 'stale-binding', findings }
  if (troubles.has('approval.self_approved')) return { ...known, outcome: 'self-approved', findings }
  const counted = { person: null, have: good.length, quorum: role.quorum }
  const missing = aboutRole('approval.missing', role, counted)
  return { ...known, outcome: 'missing', findings: [missing] }
}

function troubleWith(act: Approval, record: ReleaseRecord, authors: readonly string[]): Trouble | null {
  if (act.decision === 'rejected') return 'approval.rejected'
  const { dossierSha256, commit } = act.binds
  if (dossierSha256 !== record.dossierSha256) return 'approval.stale_binding'
  if (commit !== undefined && commit !== record.git.commit) return 'approval.stale_binding'
  return authors.includes(fold(act.approver)) ? 'approval.self_approved' : null
}

/** One act a person; of two at the same moment the stricter. In the order of names. */
function latestActs(acts: readonly Approval[]): Approval[] {
  const latest = new Map<string, Approval>()
  for (const act of acts.toSorted(byTime)) latest.set(fold(act.approver), act)
  return [...latest.values()].sort((a, b) => compareText(fold(a.approver), fold(b.approver)))
}

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

/** Names are compared without case and outer space: one person is one person. */
function fold(name: string): string {
  return name.trim().toLowerCase()
}

function aboutRole(code: string, { role, title }: Role, args: Finding['args']): Finding {
  return finding(code, { role, title, ...args }, ['approvals', role])
}
