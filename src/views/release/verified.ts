import { verificationOutcome } from '#decide/verdict/verification.ts'
import { sentence } from '#messages/messages.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Comparison, TagSignature, VerificationOutcome } from '#model/verification.ts'
import type { Tone } from '../outcome.ts'

const LOOKS = {
  verified: { text: '✓ verified', tone: 'ok' },
  unverified: { text: '~ not verified', tone: 'warn' },
  failed: { text: '✗ verification failed', tone: 'bad' },
} as const satisfies Record<VerificationOutcome, { text: string; tone: Tone }>

/** How sure we are of an artifact's bytes and origin, and by what; null when it was compared with nothing. */
export function verified(item: EvidenceItem) {
  const outcome = verificationOutcome(item)
  if (outcome === null) return null
  const telling = item.verification.filter((each) => each.outcome === outcome)
  return { ...LOOKS[outcome], why: telling.map(comparisonText).join('; ') }
}

const SOURCES = {
  dossier: 'SHA-256 in the dossier',
  asset: 'the record of the release asset',
  run: 'the record of the workflow artifact',
  sums: 'the list of checksums',
  attestation: 'the attestation',
  signature: 'its signature',
} as const satisfies Record<Comparison['source'], string>

function comparisonText({ source, name, reasons }: Comparison): string {
  const by = name === null ? `by ${SOURCES[source]}` : `by ${SOURCES[source]} ${name}`
  return reasons.length === 0 ? by : `${by}: ${reasons.map(sentence).join(' ')}`
}

/** What the sorts of tag signatures are called. */
export const SIGNATURE_SORTS = { gpg: 'GPG', ssh: 'SSH', x509: 'X.509' } as const satisfies Record<
  TagSignature['sort'],
  string
>

const TAG_WORDS = {
  verified: 'signature verified',
  unverified: 'signature not verified',
  failed: 'signature verification failed',
} as const satisfies Record<VerificationOutcome, string>

/** What is known of a tag's signature, in a few words. A good one says who set the tag, not that anybody approved. */
export function signatureText(signature: TagSignature | null): string {
  return signature === null
    ? 'no signature'
    : `${SIGNATURE_SORTS[signature.sort]} ${TAG_WORDS[signature.outcome]}`
}
