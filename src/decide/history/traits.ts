import type { Posture } from '#model/evaluation.ts'
import type { ReleaseRecord } from '#model/release.ts'
import type { EvidenceState, ReleaseTraits } from '#model/release-traits.ts'
import { compareText } from '../lib/findings.ts'
import { blocks } from '../verdict/gates.ts'
import { isOfPromotion } from '../verdict/promotions.ts'
import { carryRisks } from '../verdict/risks.ts'

/** What a release is looked for by, from its record and both its evaluations. */
export function traitsOf(record: ReleaseRecord, { today }: Posture): ReleaseTraits {
  const { dossier, version, evidence, droppedRisks = [], git } = record
  const gates = today.groups.flatMap((group) => group.gates)
  const items = [...gates, ...today.artifacts].flatMap((each) => each.items)
  const stale: EvidenceState[] = items.some(({ outcome }) => outcome === 'stale') ? ['stale'] : []
  return {
    owners: inOrder(dossier?.owners.map(({ name }) => name) ?? []),
    gates: inOrder(gates.filter(blocks).map(({ id }) => id)),
    severities: inOrder(carryRisks(dossier, version, droppedRisks).open.map(({ severity }) => severity)),
    evidence: inOrder([...evidence.map(({ status }) => status), ...stale]),
    waived: gates.some(({ waived }) => waived),
    reused: evidence.some(({ reused }) => reused !== undefined),
    againstRules: today.findings.some(isOfPromotion),
    commit: git.commit,
  }
}

function inOrder<T extends string>(words: readonly T[]): T[] {
  return [...new Set(words)].sort(compareText)
}
