import type { EvidenceItem } from '#model/evidence.ts'
import type { Finding } from '#model/finding.ts'
import { finding, hasCode } from '#model/finding.ts'
import type { Policy } from '#model/policy.ts'
import type { ReleaseType } from '#model/primitives.ts'

const FORMAT = 'dpone-pre-release-checklist'

/** True for a checklist file, whatever it is named. */
export function isChecklistFile({ format }: Pick<EvidenceItem, 'format'>): boolean {
  return format === FORMAT
}

/** The areas of the pre-release checklist that a release of a type has to show: the type that its dossier declares [002]. */
export function checklistFor({ checklist }: Policy, type: ReleaseType): Policy['checklist'] {
  return checklist.filter(({ releaseTypes }) => releaseTypes === undefined || releaseTypes.includes(type))
}

/**
 * Holds checklist files to the checks that the policy asks of the declared type, whatever type a file calls itself: each that
 * is not in it is `<check>.missing`, and the file did not pass. The same list when nothing is missing.
 */
export function withAskedChecks(
  items: readonly EvidenceItem[],
  policy: Policy,
  type: ReleaseType,
): readonly EvidenceItem[] {
  const asked = checklistFor(policy, type).flatMap(({ checks }) => checks)
  if (asked.length === 0 || !items.some(isReadable)) return items
  return items.map((item) => {
    const missing = isReadable(item) ? missingIn(item, asked) : []
    return missing.length === 0
      ? item
      : { ...item, status: 'failed' as const, reasons: [...item.reasons, ...missing] }
  })
}

function isReadable(item: EvidenceItem): boolean {
  return isChecklistFile(item) && ['passed', 'failed', 'unknown'].includes(item.status)
}

function missingIn({ cases = [], reasons }: EvidenceItem, asked: readonly string[]): Finding[] {
  const known = new Set([
    ...cases.map(({ name }) => name),
    ...reasons.filter((each) => hasCode(each, 'artifact.missing')).map(({ args }) => args['item']),
  ])
  return asked.filter((check) => !known.has(check)).map((item) => finding('artifact.missing', { item }))
}
