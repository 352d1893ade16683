import { asCommit, asLine } from '#lib/text.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import type { Attestation } from '#model/verification.ts'
import {
  type AttestationCheck,
  type BytesOf,
  checkSignature,
  failedCheck,
  type SignatureTrust,
  unverifiedCheck,
  worstOutcome,
} from './check-signature.ts'
import { bestFit, type ComparedPart, type ProvenSigner, type SignerFit } from './expected-signer.ts'
import type { InTotoStatement, StatementSubject } from './in-toto.ts'
import { type AttestationClaim, claimOf } from './predicates.ts'
import type { SignedDocument } from './unwrap.ts'

/** The release that an attestation is compared with. */
export type AttestedRelease = {
  tag: string
  /** How the code of a commit relates to the released code. */
  codeOf: (commit: string) => Promise<EvidenceItem['codeMatch']>
  bytesOf: BytesOf
}

/** An attestation, what it says, and what came of verifying it. The subjects are the caller's to match. */
export type VerifiedAttestation = {
  attestation: Attestation
  subjects: StatementSubject[]
  /** The commit that held when it was compared, in the statement or in the certificate. */
  commit: string | null
}

/** Verifies one attestation without any network, and compares what the libraries leave to their callers. */
export async function verifyAttestation(
  signed: SignedDocument,
  trust: SignatureTrust,
  about: AttestedRelease,
): Promise<VerifiedAttestation> {
  const content = await checkSignature(signed, trust, about.bytesOf)
  const { statement } = content
  const claim = statement ? claimOf(statement) : null
  const checks = [content.check]
  if (content.proven) {
    checks.push(expectationCheck(content.proven, statement, trust, about))
    checks.push(await commitCheck(content.proven, claim, about))
  }
  const attestation = {
    predicateType: statement ? asLine(statement.predicateType) : null,
    outcome: worstOutcome(checks.map(({ outcome }) => outcome)),
    reasons: checks.flatMap(({ reasons }) => reasons),
    signer: content.proven ? signerOf(content.proven) : null,
    expected: checks.find(({ expected }) => expected !== undefined)?.expected ?? null,
    root: content.root?.trust ?? null,
    compared: checks.flatMap(({ compared }) => compared),
    subjects: { total: content.subjects.length, matched: 0 },
  }
  return {
    attestation,
    subjects: content.subjects,
    commit: checks.find(({ commit }) => commit)?.commit ?? null,
  }
}

/** A signature of somebody whom nobody expects proves only that somebody signed. */
function expectationCheck(
  proven: ProvenSigner,
  statement: InTotoStatement | null,
  { signers }: SignatureTrust,
  { tag }: AttestedRelease,
): AttestationCheck {
  const best = bestFit(signers, proven, statement?.predicateType ?? null, tag)
  if (best === null) return unverifiedCheck('attestation.no_expectation')
  if (best.misfit === null)
    return { outcome: 'verified', reasons: [], compared: [...best.parts], expected: best.expected }
  return {
    ...failedCheck(MISFITS[best.misfit], misfitArgs(best, proven, statement)),
    compared: [...best.parts],
  }
}

const MISFITS = {
  signer: 'attestation.other_signer',
  repository: 'attestation.other_repository',
  ref: 'attestation.other_ref',
  predicate: 'attestation.other_predicate_type',
} as const satisfies Record<ComparedPart, string>

function misfitArgs(
  { misfit, expected }: SignerFit,
  proven: ProvenSigner,
  statement: InTotoStatement | null,
): Finding['args'] {
  const certified = 'certified' in proven ? proven.certified : null
  const found = {
    signer: signerOf(proven).identity,
    repository: certified?.repository ?? null,
    ref: certified?.ref ?? null,
    predicate: statement?.predicateType ?? null,
  }
  return { expected, found: misfit ? asLine(found[misfit]) : null }
}

/** The commit in the statement and the one in the certificate must both be the released code. */
async function commitCheck(
  proven: ProvenSigner,
  claim: AttestationClaim | null,
  about: AttestedRelease,
): Promise<AttestationCheck> {
  const certified = 'certified' in proven ? proven.certified.commit : null
  const commits = [...new Set([claim?.commit, certified].map(asCommit).filter((each) => each !== null))]
  const matches = await Promise.all(commits.map((commit) => about.codeOf(commit)))
  const other = commits[matches.indexOf('different')]
  if (other !== undefined) return failedCheck('attestation.other_commit', { commit: asLine(other) })
  if (matches.includes('unknown')) return unverifiedCheck('attestation.commit_unknown')
  const [commit] = commits
  return {
    outcome: 'verified',
    reasons: [],
    ...(commit ? { compared: ['commit'], commit } : { compared: [] }),
  }
}

function signerOf(proven: ProvenSigner): NonNullable<Attestation['signer']> {
  if ('key' in proven) return { identity: proven.key, issuer: null }
  return { identity: asLine(proven.certified.identity) ?? 'unnamed', issuer: asLine(proven.certified.issuer) }
}
