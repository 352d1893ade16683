import { type Finding, finding } from '#model/finding.ts'
import type { TrustedSigner } from '#model/trust.ts'
import type { Attestation, VerificationOutcome } from '#model/verification.ts'
import type { Envelope } from './dsse.ts'
import type { Proven } from './expect.ts'
import { type PinnedKey, signingKey } from './keys.ts'
import type { Root } from './roots.ts'
import { checkBundle, readBundle } from './sigstore.ts'
import { parseStatement, STATEMENT_PAYLOAD, type Statement, type Subject } from './statement.ts'
import type { Signed } from './unwrap.ts'

/** What signatures are checked with. `signers` are those expected for the release's service. */
export type Trust = { roots: readonly Root[]; keys: readonly PinnedKey[]; signers: readonly TrustedSigner[] }

/** The bytes of an artifact of the release by its SHA-256, for signatures over bare files. */
export type BytesOf = (sha256: string) => Promise<Buffer | null>

/** What is signed, and by whom as far as the signature proves it. */
export type Content = {
  check: Check
  proven: Proven | null
  root: Root | null
  statement: Statement | null
  subjects: Subject[]
}

/** Checks the signature itself, and takes out what it was made over. Compares nothing else. */
export function contentOf(signed: Signed, trust: Trust, bytesOf: BytesOf): Promise<Content> | Content {
  switch (signed.form) {
    case 'bundle':
      return bundleContent(signed, trust, bytesOf)
    case 'envelope':
      return envelopeContent(signed.envelope, trust)
    case 'statement':
      return { ...NOTHING, ...said(signed.statement), check: unverified('attestation.unsigned') }
    case 'broken':
      return { ...NOTHING, check: unverified('attestation.broken') }
  }
}

const NOTHING = { proven: null, root: null, statement: null, subjects: [] }

async function bundleContent(
  { bundle: document, envelope }: Extract<Signed, { form: 'bundle' }>,
  { roots, keys }: Trust,
  bytesOf: BytesOf,
): Promise<Content> {
  const bundle = readBundle(document)
  if (bundle === null) return { ...NOTHING, check: unverified('attestation.broken_bundle') }
  const digest =
    bundle.content.$case === 'messageSignature' ? bundle.content.messageSignature.messageDigest.digest : null
  const bare = digest?.toString('hex') ?? null
  const artifact = bare === null ? null : await bytesOf(bare)
  const known = bare === null ? statementOf(envelope) : { statement: null, subjects: [bareSubject(bare)] }
  if (bare !== null && artifact === null)
    return { ...NOTHING, ...known, check: unverified('attestation.no_artifact') }
  const checked = checkBundle(bundle, roots, keys, artifact ?? undefined)
  if (checked.outcome === 'unknown') return { ...NOTHING, ...known, check: unverified(checked.code) }
  if (checked.outcome === 'wrong')
    return { ...NOTHING, ...known, root: checked.root, check: failed(checked.code) }
  const { signer } = checked
  const proven = 'certified' in signer ? { certified: signer.certified } : { key: signer.key.name }
  return {
    ...known,
    proven,
    root: signer.root,
    check: signedCheck(bare !== null || known.statement !== null),
  }
}

function bareSubject(sha256: string): Subject {
  return { name: null, digests: new Map([['sha256', sha256]]) }
}

/** An envelope by itself can only have been signed with a pinned key: a certificate beside it needs the log, online. */
function envelopeContent(envelope: Envelope, { keys }: Trust): Content {
  const known = statementOf(envelope)
  const key = signingKey(envelope, keys)
  if (key !== null)
    return { ...NOTHING, ...known, proven: { key: key.name }, check: signedCheck(known.statement !== null) }
  const claimed = envelope.signatures.some(({ keyid }) => keys.some(({ ids }) => ids.has(keyid)))
  if (claimed) return { ...NOTHING, ...known, check: failed('attestation.wrong_signature') }
  return {
    ...NOTHING,
    ...known,
    check: unverified(envelope.certified ? 'attestation.needs_log' : 'attestation.unknown_key'),
  }
}

/** The payload that is parsed is the one whose bytes were signed. */
function statementOf(envelope: Envelope | null): Pick<Content, 'statement' | 'subjects'> {
  if (envelope === null || envelope.payloadType !== STATEMENT_PAYLOAD)
    return { statement: null, subjects: [] }
  const statement = parseStatement(envelope.payload)
  return statement ? said(statement) : { statement: null, subjects: [] }
}

function said(statement: Statement): Pick<Content, 'statement' | 'subjects'> {
  return { statement, subjects: statement.subjects }
}

function signedCheck(isKnown: boolean): Check {
  const good: Check = { outcome: 'verified', reasons: [], compared: ['signature'] }
  return isKnown ? good : { ...good, outcome: 'unverified', reasons: [finding('attestation.no_statement')] }
}

/** One thing that was compared about an attestation, and what came of it. */
export type Check = {
  outcome: VerificationOutcome
  reasons: Finding[]
  compared: Attestation['compared']
  /** Name of the expectation that fits. */
  expected?: string
  /** The commit that was compared. */
  commit?: string
}

/** It could not be compared. */
export function unverified(code: string): Check {
  return { outcome: 'unverified', reasons: [finding(code)], compared: [] }
}

/** It does not hold. */
export function failed(code: string, args: Finding['args'] = {}): Check {
  return { outcome: 'failed', reasons: [finding(code, args)], compared: [] }
}

/** One part that failed outweighs the rest, and one that could not be compared all that held. */
export function worst(outcomes: readonly VerificationOutcome[]): VerificationOutcome {
  return (['failed', 'unverified'] as const).find((outcome) => outcomes.includes(outcome)) ?? 'verified'
}
