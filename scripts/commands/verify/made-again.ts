import type { z } from 'zod'
import { withAttestations } from '#collect/evidence/attested.ts'
import { compareLists } from '#collect/evidence/compare-checksums.ts'
import { type CollectedArtifact, pathAt } from '#collect/evidence/find-checksums.ts'
import { trustFor } from '#collect/evidence/items.ts'
import { readEvidence } from '#formats/read-evidence.ts'
import { isPublished } from '#messages/report/evaluation.ts'
import type { CodeMatch, EvidenceItem, EvidenceReference } from '#model/evidence.ts'
import type { ReleaseRecord } from '#model/release.ts'
import type { SignatureTrust } from '#verify/check-signature.ts'

/** A record, and the published bytes of its evidence and of the bundles that a forge keeps about it, by their digests. */
export type PublishedRelease = { record: ReleaseRecord; bytes: ReadonlyMap<string, Buffer> }

/** An artifact as its record has it, and as it follows from published bytes; null where they are not published. */
export type MadeAgain = { item: EvidenceItem; made: EvidenceItem | null }

/**
 * Makes the evidence of a release again from what is published of it: read by the same readers, compared with the lists
 * of digests among it, its signatures checked. What only the repository knows is taken from the record: which code a
 * commit is, and files that are no evidence.
 */
export async function evidenceAgain(
  { record, bytes }: PublishedRelease,
  trust: SignatureTrust,
): Promise<MadeAgain[]> {
  const collected = record.evidence.map((item) => artifactOf(item, record, bytes))
  const compared = await compareLists(collected, async () => ({ found: null, isSkipped: true }))
  const made = await withAttestations(compared, {
    trust: trustFor(trust, record.service),
    tag: record.git.tag,
    codeOf: async (commit) => codeOf(record, commit),
    bytesOf: async (index) => collected[index]?.bytes ?? null,
    pathOf: (index) => pathAt(collected[index]?.reference ?? {}),
    kept: record.github ? { keeper: 'GitHub', about: async (item) => keptAbout(record, item, bytes) } : null,
  })
  return record.evidence.map((item, index) => ({
    item,
    made: collected[index]?.bytes ? (made[index] ?? null) : null,
  }))
}

/** Digests of all that is published of a release's evidence: the artifacts, and the bundles that a forge keeps about them. */
export function publishedDigests(record: ReleaseRecord): string[] {
  const own = record.evidence.filter(isPublished).flatMap(({ sha256 }) => sha256 ?? [])
  return [...new Set([...own, ...own.flatMap((sha256) => bundlesAbout(record, sha256))])]
}

function bundlesAbout({ github, evidence }: ReleaseRecord, sha256: string): string[] {
  const isMade = evidence.some((item) => item.sha256 === sha256 && item.collectedFrom.source !== 'tree')
  const facts = isMade ? (github?.attestations ?? []) : []
  return facts.flatMap(({ subject, bundle }) => (subject === sha256 && bundle ? bundle.sha256 : []))
}

function keptAbout(
  record: ReleaseRecord,
  item: EvidenceItem,
  bytes: PublishedRelease['bytes'],
): readonly Buffer[] {
  if (item.sha256 === null || !isPublished(item) || item.collectedFrom.source === 'tree') return []
  return bundlesAbout(record, item.sha256).flatMap((digest) => bytes.get(digest) ?? [])
}

/** An artifact as it was before others were compared with it. */
function artifactOf(
  item: EvidenceItem,
  record: ReleaseRecord,
  bytes: PublishedRelease['bytes'],
): CollectedArtifact {
  const reference = record.dossier?.evidence.find(({ name }) => name === item.name) ?? referenceOf(item)
  const own = isPublished(item) ? (bytes.get(item.sha256 ?? '') ?? null) : null
  const alone = {
    ...item,
    attestations: [],
    verification: item.verification.filter(({ source }) => !BY_OTHERS.has(source)),
  }
  if (own === null) return { reference, bytes: null, item: alone }
  const { generatedAt: _, subject: __, ...reading } = readEvidence(own, reference.format ?? null)
  const others = item.reasons.filter(({ code }) => code === 'list.too_many')
  return { reference, bytes: own, item: { ...alone, ...reading, reasons: [...reading.reasons, ...others] } }
}

/** Comparisons that follow from other artifacts, and are made again with them. */
export const BY_OTHERS: ReadonlySet<string> = new Set(['sums', 'signature', 'attestation'])

/** A list that lay beside the evidence, as it was looked for. */
function referenceOf({ name, kind, producer, publish, collectedFrom }: EvidenceItem): EvidenceReference {
  const { source, path } = collectedFrom
  const place = path === null ? {} : source === 'release' ? { asset: path } : { path }
  return { name, kind, producer, publish, ...place, format: 'sha256sums', gates: [], services: [] }
}

/** Which code a commit is, as the record tells it of the attestations that were compared. */
function codeOf({ git, evidence }: ReleaseRecord, commit: string): z.infer<typeof CodeMatch> {
  if (commit === git.commit) return 'same'
  const reasons = evidence.flatMap(({ attestations }) => attestations.flatMap((each) => each.reasons))
  if (reasons.some(({ code, args }) => code === 'attestation.other_commit' && args['commit'] === commit))
    return 'different'
  return reasons.some(({ code }) => code === 'attestation.commit_unknown') ? 'unknown' : 'dossier-only'
}
