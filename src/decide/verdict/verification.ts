import type { EvidenceItem } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Comparison, VerificationOutcome } from '#model/verification.ts'
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

/** A finding for each comparison of an artifact that failed. */
export function failures({ name: item, verification }: Verified & { name: string }): Finding[] {
  return verification
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ source, name, reasons }) => {
      const args = { ...causeOf(reasons), item, source, by: name }
      return finding('artifact.verification_failed', args, ['evidence', item])
    })
}
