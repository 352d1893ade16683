import { day, sentenceList } from '#messages/format.ts'
import { sentence } from '#messages/messages.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { ReleaseRecord } from '#model/release.ts'
import type { Attestation, TagSignature, VerificationOutcome } from '#model/verification.ts'
import type { StatusLook } from '../outcome.ts'
import { SIGNATURE_SORTS } from './proof.ts'

const LOOKS = {
  verified: { word: 'verified', mark: 'ok', tone: 'ok' },
  unverified: { word: 'not verified', mark: 'wv', tone: 'warn' },
  failed: { word: 'failed', mark: 'no', tone: 'bad' },
} as const satisfies Record<VerificationOutcome, StatusLook>

const NONE: StatusLook = { word: 'no signature', mark: 'na', tone: 'none' }

/** One thing that was or could have been signed: what came of it, by whom, with which root, and why not. */
interface SignatureRow {
  what: string
  href: string | null
  look: StatusLook
  /** Short facts, each a line. */
  facts: string[]
  problems: string[]
}

/**
 * The tag and every attestation; empty where nothing is signed, which the headline says already. A good signature says
 * where something comes from; it is not an approval.
 */
export function signatures({
  git,
  evidence,
  github,
}: Pick<ReleaseRecord, 'git' | 'evidence' | 'github'>): SignatureRow[] {
  const said = github?.tag
  const claim = said ? `GitHub says: ${said.verified ? 'verified' : 'not verified'} (${said.reason})` : null
  const rows = evidence.flatMap((item) => item.attestations.map((each) => attestationRow(item, each)))
  const isSilent = rows.length === 0 && git.signature === null && claim === null
  return isSilent ? [] : [tagRow(git, claim), ...rows]
}

function tagRow({ tag, tagKind, signature }: ReleaseRecord['git'], claim: string | null): SignatureRow {
  const known = { what: `Tag ${tag}`, href: null, problems: [] }
  const claims = claim === null ? [] : [claim]
  if (signature) return { ...known, ...tagSignature(signature), facts: [...signerOf(signature), ...claims] }
  const why =
    tagKind === 'lightweight' ? ['a lightweight tag carries no signature, so nothing can be verified'] : []
  return { ...known, look: NONE, facts: [...why, ...claims] }
}

function tagSignature({
  outcome,
  reasons,
  remarks = [],
}: TagSignature): Pick<SignatureRow, 'look' | 'problems'> {
  return { look: LOOKS[outcome], problems: [...reasons, ...remarks].map(sentence) }
}

function signerOf({ sort, signer }: TagSignature): string[] {
  return [signer === null ? SIGNATURE_SORTS[sort] : `${SIGNATURE_SORTS[sort]}, by ${signer}`]
}

function attestationRow(item: EvidenceItem, attestation: Attestation): SignatureRow {
  const { outcome, reasons, predicateType, signer, root, compared, subjects } = attestation
  const by =
    signer &&
    (signer.issuer
      ? `by ${signer.identity}, says ${signer.issuer}`
      : `by the pinned key "${signer.identity}"`)
  const held = compared.length > 0 ? `compared and held: ${sentenceList(compared)}` : null
  const about = subjects.total > 0 ? `about ${subjects.matched} of its ${subjects.total} subjects here` : null
  const trusted = root && `root ${root.name} of ${day(root.takenAt)}, SHA-256 ${root.sha256.slice(0, 12)}`
  return {
    what: `Attestation ${item.name}`,
    href: `#e-${item.name}`,
    look: LOOKS[outcome],
    facts: [predicateType, by, held, about, trusted].filter((each) => typeof each === 'string'),
    problems: reasons.map(sentence),
  }
}
