import { z } from 'zod'
import { Finding } from './finding.ts'
import { Id, Instant, Line, Sha256 } from './primitives.ts'

/** What came of a comparison: it held, it could not be made, or it did not hold. */
export const VerificationOutcome = z.enum(['verified', 'unverified', 'failed'])
export type VerificationOutcome = z.infer<typeof VerificationOutcome>

/** One comparison of an artifact with what somebody else says of it. */
export const Comparison = z.strictObject({
  /**
   * Who says it: the dossier, GitHub's record of a release asset or of a workflow run's artifact, a list of checksums, an
   * attestation about the artifact, or the signature that the artifact carries itself. The first four vouch for bytes,
   * the last two for their origin.
   */
  source: z.enum(['dossier', 'asset', 'run', 'sums', 'attestation', 'signature']),
  outcome: VerificationOutcome,
  /** The artifact or file that says it; null where there is only one. */
  name: Line.nullable(),
  /** Why it was not verified; empty otherwise. */
  reasons: z.array(Finding).max(20),
})
export type Comparison = z.infer<typeof Comparison>

/** Who signed, as the signature itself proves it. */
export const Signer = z.strictObject({
  /** Of a certificate: its subject, such as a workflow's address. Of a pinned key: the name it is pinned under. */
  identity: Line,
  /** Who vouched for the identity; null for a pinned key. */
  issuer: Line.nullable(),
})
export type Signer = z.infer<typeof Signer>

/** The trust that a signature was checked against. */
export const TrustRoot = z.strictObject({
  name: Id,
  sha256: Sha256,
  /** When this copy was taken; a root has no end of its own. */
  takenAt: Instant,
})
export type TrustRoot = z.infer<typeof TrustRoot>

/** One signed statement of an artifact that holds attestations. A valid signature is never an approval. */
export const Attestation = z.strictObject({
  /** The statement's predicate type; null when there is no statement. */
  predicateType: Line.nullable(),
  outcome: VerificationOutcome,
  reasons: z.array(Finding).max(20),
  /** Null when nobody is proven to have signed. */
  signer: Signer.nullable(),
  /** The expectation of the configuration that the signer fits; null for none. */
  expected: Id.nullable(),
  /** Null for pinned keys and for what was not checked. */
  root: TrustRoot.nullable(),
  /** What was compared and held. */
  compared: z.array(z.enum(['signature', 'signer', 'repository', 'ref', 'predicate', 'commit'])),
  /** How many artifacts it is about, and how many of them are evidence of this release with the same digest. */
  subjects: z.strictObject({ total: z.int().min(0), matched: z.int().min(0) }),
})
export type Attestation = z.infer<typeof Attestation>

/** The signature of a tag object. */
export const TagSignature = z.strictObject({
  sort: z.enum(['gpg', 'ssh', 'x509']),
  outcome: VerificationOutcome,
  /** The principal of an allowed SSH key, of an e-mail address what stands before the @, or the fingerprint of a pinned GPG key; null when nobody is proven to have signed. */
  signer: Line.nullable(),
  /** Why it was not verified; empty otherwise. */
  reasons: z.array(Finding).max(20),
  /** What a reader should know of a good one. */
  remarks: z.array(Finding).max(5).optional(),
})
export type TagSignature = z.infer<typeof TagSignature>
