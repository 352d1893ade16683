import { type Finding, finding } from '#model/finding.ts'
import type { TrustedSigner } from '#model/trust.ts'
import type { Attestation, VerificationOutcome } from '#model/verification.ts'
import type { Envelope } from './dsse.ts'
import type { ProvenSigner } from './expected-signer.ts'
import { type InTotoStatement, parseStatement, STATEMENT_PAYLOAD, type StatementSubject } from './in-toto.ts'
import { type PinnedKey, signingKey } from './pinned-keys.ts'
import type { SigstoreRoot } from './roots.ts'
import { checkBundle, readBundle } from './sigstore.ts'
import type { SignedDocument } from './unwrap.ts'

/** What signatures are checked with. `signers` are those expected for the release's service. */
export type SignatureTrust = {
  roots: readonly SigstoreRoot[]
  keys: readonly PinnedKey[]
  signers: readonly TrustedSigner[]
}

/** The bytes of an artifact of the release by its SHA-256, for signatures over bare files. */
export type BytesOf = (sha256: string) => Promise<Buffer | null>

/** What is signed, and by whom as far as the signature proves it. */
export type SignedContent = {
  check: AttestationCheck
  proven: ProvenSigner | null
  root: SigstoreRoot | null
  statement: InTotoStatement | null
  subjects: StatementSubject[]
}

/** Checks the signature itself, and takes out what it was made over. Compares nothing else. */
export function checkSignature(
  signed: SignedDocument,
  trust: SignatureTrust,
  bytesOf: BytesOf,
): Promise<SignedContent> | SignedContent {
  switch (signed.form) {
    case 'bundle':
      return bundleContent(signed, trust, bytesOf)
    case 'envelope':
      return envelopeContent(signed.envelope, trust)
    case 'statement':
      return { ...NOTHING, ...contentOf(signed.statement), check: unverifiedCheck('attestation.unsigned') }
    case 'broken':
      return { ...NOTHING, check: unverifiedCheck('attestation.broken') }
  }
}

const NOTHING = { proven: null, root: null, statement: null, subjects: [] }

async function bundleContent(
  { bundle: document, envelope }: Extract<SignedDocument, { form: 'bundle' }>,
  { roots, keys }: SignatureTrust,
  bytesOf: BytesOf,
): Promise<SignedContent> {
  const bundle = readBundle(document)
  if (bundle === null) return { ...NOTHING, check: unverifiedCheck('attestation.broken_bundle') }
  const digest =
    bundle.content.$case === 'messageSignature' ? bundle.content.messageSignature.messageDigest.digest : null
  const bare = digest?.toString('hex') ?? null
  const artifact = bare === null ? null : await bytesOf(bare)
  const known = bare === null ? statementOf(envelope) : { statement: null, subjects: [bareSubject(bare)] }
  if (bare !== null && artifact === null)
    return { ...NOTHING, ...known, check: unverifiedCheck('attestation.no_artifact') }
  const checked = checkBundle(bundle, roots, keys, artifact ?? undefined)
  if (checked.outcome === 'unknown') return { ...NOTHING, ...known, check: unverifiedCheck(checked.code) }
  if (checked.outcome === 'wrong')
    return { ...NOTHING, ...known, root: checked.root, check: failedCheck(checked.code) }
  const { signer } = checked
  const proven = 'certified' in signer ? { certified: signer.certified } : { key: signer.key.name }
  return {
    ...known,
    proven,
    root: signer.root,
    check: signedCheck(bare !== null || known.statement !== null),
  }
}

function bareSubject(sha256: string): StatementSubject {
  return { name: null, digests: new Map([['sha256', sha256]]) }
}

/** An envelope by itself can only have been signed with a pinned key: a certificate beside it needs the log, online. */
function envelopeContent(envelope: Envelope, { keys }: SignatureTrust): SignedContent {
  const known = statementOf(envelope)
  const key = signingKey(envelope, keys)
  if (key !== null)
    return { ...NOTHING, ...known, proven: { key: key.name }, check: signedCheck(known.statement !== null) }
  const claimed = envelope.signatures.some(({ keyid }) => keys.some(({ ids }) => ids.has(keyid)))
  if (claimed) return { ...NOTHING, ...known, check: failedCheck('attestation.wrong_signature') }
  return {
    ...NOTHING,
    ...known,
    check: unverifiedCheck(envelope.certified ? 'attestation.needs_log' : 'attestation.unknown_key'),
  }
}

/** The payload that is parsed is the one whose bytes were signed. */
function statementOf(envelope: Envelope | null): Pick<SignedContent, 'statement' | 'subjects'> {
  if (envelope === null || envelope.payloadType !== STATEMENT_PAYLOAD)
    return { statement: null, subjects: [] }
  const statement = parseStatement(envelope.payload)
  return statement ? contentOf(statement) : { statement: null, subjects: [] }
}

function contentOf(statement: InTotoStatement): Pick<SignedContent, 'statement' | 'subjects'> {
  return { statement, subjects: statement.subjects }
}

function signedCheck(isKnown: boolean): AttestationCheck {
  const good: AttestationCheck = { outcome: 'verified', reasons: [], compared: ['signature'] }
  return isKnown ? good : { ...good, outcome: 'unverified', reasons: [finding('attestation.no_statement')] }
}

/** One thing that was compared about an attestation, and what came of it. */
export type AttestationCheck = {
  outcome: VerificationOutcome
  reasons: Finding[]
  compared: Attestation['compared']
  /** Name of the expectation that fits. */
  expected?: string
  /** The commit that was compared. */
  commit?: string
}

/** It could not be compared. */
export function unverifiedCheck(code: string): AttestationCheck {
  return { outcome: 'unverified', reasons: [finding(code)], compared: [] }
}

/** It does not hold. */
export function failedCheck(code: string, args: Finding['args'] = {}): AttestationCheck {
  return { outcome: 'failed', reasons: [finding(code, args)], compared: [] }
}

/** One part that failed outweighs the rest, and one that could not be compared all that held. */
export function worstOutcome(outcomes: readonly VerificationOutcome[]): VerificationOutcome {
  return (['failed', 'unverified'] as const).find((outcome) => outcomes.includes(outcome)) ?? 'verified'
}
