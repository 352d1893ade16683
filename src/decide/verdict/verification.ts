import type { EvidenceItem } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import type { RunFact } from '#model/github.ts'
import type { Attestation, Comparison, VerificationOutcome } from '#model/verification.ts'
import { causeOf } from '../lib/findings.ts'

type Verified = Pick<EvidenceItem, 'verification'>

/** What all comparisons of an artifact come to: one that failed outweighs all others; null when there was none. */
export function verificationOutcome({ verification }: Verified): VerificationOutcome | null {
  const worst = (['failed', 'verified', 'unverified'] as const).find((outcome) =>
    verification.some((each) => each.outcome === outcome),
  )
  return worst ?? null
}

/**
 * True when somebody who may sign has signed for the artifact, and no comparison failed. Digests alone, such as the
 * dossier's, vouch for bytes and say nothing of where they come from.
 */
export function isOriginVerified({ verification }: Verified): boolean {
  const held = verification.some((each) => ORIGINS.has(each.source) && each.outcome === 'verified')
  return held && verification.every((each) => each.outcome !== 'failed')
}

const ORIGINS: ReadonlySet<Comparison['source']> = new Set(['attestation', 'signature'])

type Bytes = Pick<EvidenceItem, 'name' | 'status' | 'reasons' | 'verification'>

/** True when an artifact's bytes are not those that somebody took a digest of: the dossier, a list, the forge. */
export function isTampered({ status, verification }: Omit<Bytes, 'name' | 'reasons'>): boolean {
  return status === 'tampered' || verification.some(isOtherDigest)
}

function isOtherDigest({ source, outcome }: Comparison): boolean {
  return outcome === 'failed' && !ORIGINS.has(source)
}

/** Why an artifact's bytes cannot be trusted: one finding for changed bytes, and one for each origin that does not hold. */
export function distrust(item: Bytes): Finding[] {
  const changed = isTampered(item) ? [aboutBytes(item)] : []
  const origins = item.verification.filter((each) => each.outcome === 'failed' && ORIGINS.has(each.source))
  const failed = origins.map(({ source, name, reasons }) => {
    const args = { ...causeOf(reasons), item: item.name, source, by: name }
    return finding('artifact.verification_failed', args, ['evidence', item.name])
  })
  return [...changed, ...failed]
}

function aboutBytes({ name, status, reasons, verification }: Bytes): Finding {
  const compared = verification.filter(isOtherDigest).flatMap((each) => each.reasons)
  const why = status === 'tampered' && reasons.length > 0 ? reasons : compared
  return finding('artifact.digest_mismatch', { ...causeOf(why), item: name }, ['evidence', name])
}

/**
 * Lists of checksums beside the evidence that nobody looked at, because there was too much else to look at: one may contradict
 * the evidence, and whoever brings the evidence brings the rest.
 */
export function unseenLists({ name, format, reasons, collectedFrom }: EvidenceItem): Finding[] {
  if (format !== 'sha256sums') return []
  const about = { item: name, place: collectedFrom.path ?? name }
  return reasons
    .filter(({ code }) => CUT_OFF.has(code))
    .map(({ code, args }) => finding('list.unseen', { ...args, ...about, because: code }, ['evidence', name]))
}

const CUT_OFF: ReadonlySet<string> = new Set(['evidence.no_room', 'evidence.too_large', 'list.too_many'])

/** What may prove that an artifact was made again: the other artifacts, and the runs that the forge knows of. */
export interface Makers {
  items: readonly EvidenceItem[]
  runs: readonly RunFact[]
}

/**
 * Says that an artifact's bytes are those that an earlier release offered for another commit. A run writes its own file,
 * so one that turns up again was taken over. Some tools write the same bytes whenever they find nothing: then an
 * attestation of an expected signer, or the forge's record of the run, has to prove that they were made from this commit.
 * @returns null for an artifact that nobody offered before, or that is proven to be made again.
 */
export function reuseOf(item: EvidenceItem, makers: Makers): Finding | null {
  if (item.reused === undefined || isMadeAgain(item, makers)) return null
  const { service, version, commit } = item.reused
  const args = { release: `${service} ${version}`, commit, claimed: item.subject.commit, item: item.name }
  return finding('artifact.reused', args, ['evidence', item.name])
}

function isMadeAgain(item: EvidenceItem, { items, runs }: Makers): boolean {
  const { verification, attestations, run, subject } = item
  if (verification.some(({ outcome }) => outcome === 'failed')) return false
  const verified = verification.filter(({ outcome }) => outcome === 'verified')
  const isOfRun = runs.some(
    ({ id, commit, conclusion }) =>
      id === run?.id && commit !== null && commit === subject.commit && conclusion === 'success',
  )
  if (isOfRun && verified.some(({ source }) => source === 'run')) return true
  const about = verified
    .filter(({ source }) => source === 'attestation')
    .map(({ name }) => items.filter((each) => each.name === name).flatMap((each) => each.attestations))
  return [attestations, ...about].some((each) => each.length > 0 && each.every(provesCommit))
}

function provesCommit({ outcome, expected, compared }: Attestation): boolean {
  return outcome === 'verified' && expected !== null && compared.includes('commit')
}
