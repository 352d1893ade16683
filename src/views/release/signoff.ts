import { millis } from '#decide/lib/time.ts'
import { proofOfApproval } from '#decide/verdict/verified-approvals.ts'
import { minute, sentenceList } from '#messages/format.ts'
import { sentence } from '#messages/messages.ts'
import type { ApprovalOutcome } from '#model/evaluation.ts'
import type { ApprovalProof } from '#model/policy.ts'
import type { StatusLook } from '../outcome.ts'
import { reviewText } from './github.ts'
import type { Assessed } from './input.ts'

const STATES = {
  approved: { word: 'approved', mark: 'ok', tone: 'ok' },
  missing: { word: 'missing', mark: 'no', tone: 'bad' },
  'stale-binding': { word: 'bound to an earlier dossier', mark: 'no', tone: 'bad' },
  'too-early': { word: 'older than the evidence', mark: 'no', tone: 'bad' },
  rejected: { word: 'rejected', mark: 'no', tone: 'bad' },
  'unknown-person': { word: 'by nobody who may', mark: 'no', tone: 'bad' },
  'not-distinct': { word: 'not by somebody else', mark: 'no', tone: 'bad' },
  'not-verified': { word: 'not verified', mark: 'no', tone: 'bad' },
  unproven: { word: 'not proven to be independent', mark: 'no', tone: 'bad' },
  'self-approved': { word: 'self-approved', mark: 'no', tone: 'bad' },
} as const satisfies Record<ApprovalOutcome['outcome'], StatusLook>

const NOT_ASKED: StatusLook = { word: 'not asked for', mark: 'na', tone: 'none' }

/** Who signed what: a row for each approval, and one for each role that the policy asks for and nobody filled. */
export function signoff({ record, posture, policies }: Assessed) {
  const { approvals } = record.dossier
  const asked = new Map(policies.today.approvers.map((each) => [each.role, each]))
  const at = millis(posture.today.at)
  const roles = posture.today.approvals
  const rows = roles.flatMap((role) => {
    const own = approvals.filter((each) => each.role === role.role)
    const { quorum = 1, verifiedBy } = asked.get(role.role) ?? {}
    const acts = own.length > 0 ? own.map((each) => given(each, record, { verifiedBy, at })) : [null]
    return acts.map((act, i) => ({
      title: role.title,
      quorum,
      look: STATES[role.outcome] as StatusLook,
      // What is wrong with a role is said once, at its first approval.
      problems: i === 0 ? [...new Set(role.findings.map(sentence))] : [],
      given: act,
    }))
  })
  const known = new Set(roles.map((role) => role.role))
  const others = approvals
    .filter((each) => !known.has(each.role))
    .map((each) => ({
      title: each.role,
      quorum: 1,
      look: NOT_ASKED,
      problems: [],
      given: given(each, record, { verifiedBy: undefined, at }),
    }))
  const done = roles.filter((role) => role.outcome === 'approved').length
  return { rows: [...rows, ...others], count: `${done}/${roles.length}`, digest: record.dossierSha256 }
}

type Approval = Assessed['record']['dossier']['approvals'][number]

type Asked = { verifiedBy: readonly ApprovalProof[] | undefined; at: number }

function given(approval: Approval, record: Assessed['record'], asked: Asked) {
  const { dossierSha256, git, github } = record
  const { binds } = approval
  const sameDossier = binds.dossierSha256 === dossierSha256
  const otherCommit = binds.commit !== undefined && binds.commit !== git.commit
  return {
    approver: approval.approver,
    who: whoText(approval, record, asked),
    decision: approval.decision,
    at: minute(approval.at),
    // The digest of this dossier is said once, below all approvals.
    digest: sameDossier ? null : binds.dossierSha256,
    binding: bindingText(sameDossier, otherCommit),
    bound: sameDossier && !otherCommit,
    ref: approval.ref ?? null,
    comment: approval.comment ?? null,
    github: reviewsAt(approval.ref, github, git.commit),
  }
}

/** How sure a reader can be of who approved: a name that anybody can write, a person whom the catalog knows, or proof. */
function whoText(approval: Approval, record: Assessed['record'], { verifiedBy = WAYS, at }: Asked): string {
  const person = record.approvers?.find(({ name }) => name === approval.approver)?.person ?? null
  const known = person ? 'known person' : 'by name only'
  if (approval.decision !== 'approved') return known
  const { by } = proofOfApproval(approval, verifiedBy, { record, items: record.evidence, at })
  return by === null ? known : `${known}, ${PROVEN[by]}`
}

const WAYS: readonly ApprovalProof[] = ['review', 'signed-record']

const PROVEN: Record<ApprovalProof, string> = {
  review: 'proven by a review of this commit',
  'signed-record': 'proven by a signed record',
}

/** What GitHub says at the place that an approval names; null where it was not asked, or knows no such place. */
function reviewsAt(
  ref: string | undefined,
  github: Assessed['record']['github'],
  commit: string | null,
): string | null {
  const pull = github?.pullRequests.find(({ url }) => url !== null && isAt(ref, url))
  if (!pull) return null
  const named = pull.reviews.find(({ url }) => url === ref)
  const approving = pull.reviews.filter(({ state }) => state === 'approved')
  const said = (named ? [named] : approving).map((review) => reviewText(review, commit))
  return said.length > 0 ? `GitHub: ${sentenceList(said)}` : 'GitHub has no approving review for it'
}

/** The pull request itself, or a review in it. */
function isAt(ref: string | undefined, url: string): boolean {
  return ref === url || ref?.startsWith(`${url}#`) === true || ref?.startsWith(`${url}/`) === true
}

function bindingText(sameDossier: boolean, otherCommit: boolean): string {
  if (!sameDossier) return 'another dossier'
  return otherCommit ? 'this dossier, another commit' : 'this dossier'
}
