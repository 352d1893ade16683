import { millis } from '#decide/lib/time.ts'
import { verificationOutcome } from '#decide/verdict/verification.ts'
import { age, count, day, number } from '#messages/format.ts'
import { sentence } from '#messages/messages.ts'
import type { EvidenceItem } from '#model/evidence.ts'
import type { Comparison, TagSignature, VerificationOutcome } from '#model/verification.ts'
import type { Tone } from '../outcome.ts'

/**
 * One artifact as proof, in a few words: `412 checks, 2 h`; what says nothing of itself is known by its format: `record, 2 May 2026`. `metrics` are the numbers the
 * gate limits; they are named when the artifact carries them.
 */
export function proofText(item: EvidenceItem, releasedAt: string, metrics: readonly string[]): string {
  const numbers = [...new Set(metrics)]
    .flatMap((name) =>
      Object.hasOwn(item.metrics, name) ? [`${number(item.metrics[name] ?? 0)} ${metricName(name)}`] : [],
    )
    .slice(0, 3)
  const cleared = item.metrics['findings.cleared']
  const said = [
    ...(numbers.length > 0 ? numbers : countsText(item)),
    ...(cleared ? [`${number(cleared)} cleared by VEX`] : []),
  ]
  return [...(said.length > 0 ? said : [item.format]), timeText(item, releasedAt)].join(', ')
}

/** `critical` for `findings.critical`, which every scanner counts; other names as they are. */
export function metricName(name: string): string {
  return name.replace(/^findings\./, '')
}

/** How old an artifact was at release: `2 h`, `3 days after`, `age unknown`. */
export function ageAtRelease(generatedAt: string | null, releasedAt: string): string {
  if (generatedAt === null) return 'age unknown'
  if (millis(generatedAt) > millis(releasedAt)) return `${age(releasedAt, generatedAt)} after`
  return age(generatedAt, releasedAt)
}

/** A person's act is known by its day, a machine's run by how long before the release it ran. */
function timeText(item: EvidenceItem, releasedAt: string): string {
  if (item.generatedAt === null) return 'no date'
  if (item.recorded) return day(item.generatedAt)
  const text = ageAtRelease(item.generatedAt, releasedAt)
  return text.endsWith(' after') ? `${text} release` : text
}

function countsText({ counts }: EvidenceItem): string[] {
  if (!counts || counts.total === 0) return []
  const bad = counts.failed + counts.errored
  return bad > 0 ? [`${number(bad)} of ${number(counts.total)} failed`] : [count(counts.total, 'check')]
}

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
