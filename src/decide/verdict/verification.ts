import type { EvidenceItem } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { Policy } from '#model/policy.ts'
import type { GitFacts } from '#model/release.ts'
import type { Comparison, VerificationOutcome } from '#model/verification.ts'
import { causeOf, sortFindings } from '../lib/findings.ts'
import type { Case } from './evaluation-context.ts'

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

/**
 * A comparison that failed is in the way of GO also where the artifact is bound to nothing: what was forged once is not
 * believed for the rest. That nothing was compared is in the way only where the policy asks for it.
 * @param told names of artifacts whose failure keeps the release from GO already, by their gate or requirement.
 */
export function judgeVerification({ items, record, policy }: Judged, told: ReadonlySet<string>): Finding[] {
  const untold = items.filter(({ name }) => !told.has(name)).flatMap(failures)
  return sortFindings([...untold, ...judgeTag(record.git, policy)])
}

type Judged = Pick<Case, 'items' | 'record' | 'policy'>

/** A tag is no artifact, and its signature no approval: it only says who set it. */
function judgeTag({ tag, signature }: GitFacts, { requireVerifiedTag }: Policy): Finding[] {
  if (signature?.outcome === 'verified' || (signature?.outcome !== 'failed' && !requireVerifiedTag)) return []
  const code = signature?.outcome === 'failed' ? 'tag.verification_failed' : 'tag.not_verified'
  return [finding(code, { ...causeOf(signature?.reasons ?? []), tag }, ['tag'])]
}

/** A finding for each comparison of an artifact that failed. */
export function failures({ name: item, verification }: Verified & { name: string }): Finding[] {
  return verification
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ source, name, reasons }) => {
      const args = { ...causeOf(reasons), item, source, by: name }
      return finding('artifact.verification_failed', args, ['evidence', item])
    })
}
