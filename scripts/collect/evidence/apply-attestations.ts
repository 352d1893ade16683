import type { EvidenceItem } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import type { Attestation, Comparison } from '#model/verification.ts'
import { bothMatches } from './package-match.ts'
import { tampered } from './tampered.ts'

/** An attestation, and the artifacts that it vouches for or contradicts. */
export type Vouching = {
  /** Name of the artifact that holds it. */
  name: string
  attestation: Attestation
  /** The commit that it proves. */
  commit: string | null
  items: ReadonlySet<number>
  differing: ReadonlySet<number>
}

/**
 * An artifact with what attestations say of it. One that names it with another digest means tampered bytes, whoever
 * signed; a good one also proves the commit, where the file itself is silent.
 */
export async function vouched(
  item: EvidenceItem,
  index: number,
  all: readonly Vouching[],
  codeOf: (commit: string) => Promise<EvidenceItem['codeMatch']>,
): Promise<EvidenceItem> {
  const about = all.filter(({ items, differing }) => items.has(index) || differing.has(index))
  if (about.length === 0) return item
  const carriers = Map.groupBy(about, ({ name }) => name)
  const comparisons = [...carriers].map(([name, own]) => comparison(name, own, index))
  const compared = { ...item, verification: [...item.verification, ...comparisons] }
  const failed = compared.verification.filter(({ outcome }) => outcome === 'failed')
  if (comparisons.some(({ outcome }) => outcome === 'failed'))
    return tampered(
      compared,
      failed.flatMap(({ reasons }) => reasons),
    )
  const commit = about.find(({ attestation }) => attestation.outcome === 'verified')?.commit ?? null
  if (commit === null || item.subject.commit !== null) return compared
  // What the file says of its package and release still holds: the right code does not make it another's.
  const codeMatch = bothMatches(await codeOf(commit), item.codeMatch)
  return { ...compared, subject: { ...item.subject, commit }, codeMatch }
}

function comparison(name: string, own: readonly Vouching[], index: number): Comparison {
  const compared = { source: 'attestation' as const, name }
  if (own.some(({ differing }) => differing.has(index)))
    return { ...compared, outcome: 'failed', reasons: [finding('attestation.other_digest', { by: name })] }
  if (own.some(({ attestation }) => attestation.outcome === 'verified'))
    return { ...compared, outcome: 'verified', reasons: [] }
  // Whatever is wrong with the attestation is told, and judged, where it stands.
  return { ...compared, outcome: 'unverified', reasons: [finding('attestation.not_verified', { by: name })] }
}
