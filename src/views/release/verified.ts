import { verificationOutcome } from '../../decide/verification.ts'
import type { EvidenceItem } from '../../model/evidence.ts'
import type { Comparison, VerificationOutcome } from '../../model/verification.ts'
import { sentence } from '../messages.ts'
import type { Tone } from '../outcome.ts'

const LOOKS = {
  verified: { text: 'verified', tone: 'ok' },
  unverified: { text: 'not verified', tone: 'warn' },
  failed: { text: 'verification failed', tone: 'bad' },
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
  sums: 'the list of checksums',
  asset: 'the record of the release asset',
  attestation: 'the attestation',
  signature: 'its signature',
} as const satisfies Record<Comparison['source'], string>

function comparisonText({ source, name, reasons }: Comparison): string {
  const by = name === null ? `by ${SOURCES[source]}` : `by ${SOURCES[source]} ${name}`
  return reasons.length === 0 ? by : `${by}: ${reasons.map(sentence).join(' ')}`
}
