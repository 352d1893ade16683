import type { EvidenceItem } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import { sortFindings } from '../lib/findings.ts'
import { millis } from '../lib/time.ts'
import type { Case } from './evaluation-context.ts'

/**
 * "Regenerate release-evidence-pack after the checklist is green" [002]: a pack that is older than a checklist beside it
 * was made without it. Only times that stand in the files themselves are compared, and only of what is there at the
 * moment of judging.
 */
export function judgePackOrder({ items, at }: Pick<Case, 'items' | 'at'>): Finding[] {
  const dated = items.filter(({ timeSource, generatedAt }) => {
    return timeSource === 'content' && generatedAt !== null && millis(generatedAt) <= at
  })
  const checklists = dated.filter((item) => is(item, 'pre_release_checklist', 'dpone-pre-release-checklist'))
  const packs = dated.filter((item) => is(item, 'release_evidence_pack', 'dpone-release-evidence-pack'))
  return sortFindings(
    packs.flatMap((pack) =>
      checklists.filter((each) => momentOf(pack) < momentOf(each)).map((each) => early(pack, each)),
    ),
  )
}

function is(item: EvidenceItem, name: string, format: string): boolean {
  return item.name === name || item.format === format
}

function momentOf({ generatedAt }: EvidenceItem): number {
  return millis(generatedAt ?? '')
}

function early(pack: EvidenceItem, checklist: EvidenceItem): Finding {
  const args = {
    item: pack.name,
    checklist: checklist.name,
    packed: pack.generatedAt,
    made: checklist.generatedAt,
  }
  return finding('order.pack_before_checklist', args, ['evidence', pack.name])
}
