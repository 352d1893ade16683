import type { Approval } from '#model/dossier-acts.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { ReviewFact } from '#model/github.ts'
import type { ApprovalProof } from '#model/policy.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { namesOf } from '../lib/persons.ts'
import { millis } from '../lib/time.ts'

/** What may prove that a person approved, besides the dossier's word. */
export interface ApprovalEvidence {
  record: ReleaseRecord
  items: readonly EvidenceItem[]
  /** The moment of judging, in milliseconds since 1970. */
  at: number
}

/** By which of the ways an approval is proven, or what was found of each instead, and the commit that was reviewed. */
export type ProvenApproval =
  | { by: ApprovalProof; found: null; reviewed: null }
  | { by: null; found: ApprovalGap[]; reviewed: string | null }

/** What keeps a way from proving an approval. */
export type ApprovalGap =
  | 'no-forge'
  | 'changes-asked'
  | 'review-of-other-commit'
  | 'no-review'
  | 'record-not-signed'
  | 'record-of-other-commit'
  | 'no-record'

/** A gap, with the commit that a review is of where that is the gap; null where a way proves the approval. */
type Looked = { gap: ApprovalGap; reviewed?: string | null } | null

/**
 * Looks for proof that the person who stands as approver has approved this code themselves. Names are compared letter by
 * letter but for case: what may be one person's is enough to refuse an approval, and not enough to prove one.
 * @param ways of which one is enough.
 */
export function proofOfApproval(
  act: Approval,
  ways: readonly ApprovalProof[],
  evidence: ApprovalEvidence,
): ProvenApproval {
  const names = new Set(namesOf(evidence.record, act.approver).map(plain))
  const looked = ways.map((way) => ({ way, found: PROOFS[way](names, evidence) }))
  const proof = looked.find(({ found }) => found === null)
  if (proof) return { by: proof.way, found: null, reviewed: null }
  const gaps = looked.flatMap(({ found }) => found ?? [])
  const reviewed = gaps.find((each) => each.reviewed !== undefined)?.reviewed ?? null
  return { by: null, found: gaps.map(({ gap }) => gap), reviewed }
}

/** Each says what is there instead; null where it proves the approval. */
const PROOFS: Record<ApprovalProof, (names: ReadonlySet<string>, evidence: ApprovalEvidence) => Looked> = {
  review: noReview,
  'signed-record': noSignedRecord,
}

function plain(name: string): string {
  return name.normalize('NFC').trim().replace(/^@/, '').toLowerCase()
}

/** A person's last word in a pull request counts, and it has to be about the released code: no other commit was looked at. */
function noReview(names: ReadonlySet<string>, { record, at }: ApprovalEvidence): Looked {
  const { github } = record
  if (github === undefined) return { gap: 'no-forge' }
  const released = releasedCommits(record)
  const last = github.pullRequests.flatMap(({ reviews }) => lastWord(reviews, names, at) ?? [])
  const approving = last.filter(({ state }) => state === 'approved')
  if (last.some(({ state }) => state === 'changes-requested')) return { gap: 'changes-asked' }
  if (approving.some(({ commit }) => commit !== null && released.has(commit))) return null
  const [other] = approving
  if (other) return { gap: 'review-of-other-commit', reviewed: other.commit?.slice(0, 12) ?? null }
  return { gap: 'no-review' }
}

/** Comments change nothing. A review that the forge gives no time is none of a moment. */
function lastWord(reviews: readonly ReviewFact[], names: ReadonlySet<string>, at: number): ReviewFact | null {
  const said = reviews.filter(
    (review) =>
      names.has(plain(review.by)) &&
      (review.state === 'approved' || review.state === 'changes-requested' || review.state === 'dismissed') &&
      review.at !== null &&
      millis(review.at) <= at,
  )
  return said.reduce<ReviewFact | null>(
    (last, each) => (last === null || millis(each.at ?? '') >= millis(last.at ?? '') ? each : last),
    null,
  )
}

/** The tagged commit, and those that evidence shows to hold the same code. */
function releasedCommits({ git, evidence }: ReleaseRecord): ReadonlySet<string> {
  const same = evidence.filter(({ codeMatch }) => codeMatch === 'dossier-only')
  return new Set([git.commit, ...same.map(({ subject }) => subject.commit)].filter((each) => each !== null))
}

/** The person's own record that they approve this code, with a verified signature that is theirs. */
function noSignedRecord(names: ReadonlySet<string>, { record, items, at }: ApprovalEvidence): Looked {
  const released = releasedCommits(record)
  const own = items.filter(
    ({ recorded, status }) =>
      recorded !== null &&
      APPROVING.has(recorded.act) &&
      names.has(plain(recorded.owner)) &&
      status === 'passed',
  )
  const current = own.filter(
    ({ subject, generatedAt }) =>
      subject.commit !== null &&
      released.has(subject.commit) &&
      generatedAt !== null &&
      millis(generatedAt) <= at,
  )
  if (current.some((item) => isSignedBy(item, items, names))) return null
  if (current.length > 0) return { gap: 'record-not-signed' }
  return { gap: own.length > 0 ? 'record-of-other-commit' : 'no-record' }
}

const APPROVING: ReadonlySet<string> = new Set(['sign-off', 'acceptance'])

function isSignedBy(
  { verification, attestations }: EvidenceItem,
  items: readonly EvidenceItem[],
  names: ReadonlySet<string>,
): boolean {
  if (verification.some(({ outcome }) => outcome === 'failed')) return false
  const about = verification
    .filter(({ source, outcome }) => source === 'attestation' && outcome === 'verified')
    .map(({ name }) => items.filter((each) => each.name === name).flatMap((each) => each.attestations))
  const isTheirs = ({ outcome, signer, expected }: EvidenceItem['attestations'][number]) =>
    outcome === 'verified' && expected !== null && signer !== null && names.has(plain(signer.identity))
  return [attestations, ...about].some((each) => each.length > 0 && each.every(isTheirs))
}
