import type { ReleaseInput } from './input.ts'

/** What ends today's GO, in words; null when nothing does or there is no GO. */
export function endText({ record, posture }: ReleaseInput): string | null {
  const { endedBy, validUntil, groups, approvals } = posture.today
  if (endedBy === null || validUntil === null) return null
  const item = record.evidence.find((each) => each.name === endedBy)
  if (item) return `then “${item.purpose ?? item.name}” is too old`
  const gate = groups.flatMap((group) => group.gates).find((each) => each.id === endedBy)
  if (gate)
    return gate.waived ? `then the waiver of “${gate.title}” ends` : `then “${gate.title}” no longer holds`
  const role = approvals.find((each) => each.role === endedBy)
  if (role) return `then the approval by ${role.title} no longer holds`
  const risk = record.dossier?.risks.find((each) => each.id === endedBy)
  return risk ? `then the accepted fallback for risk ${risk.id} ends` : `then ${endedBy} no longer holds`
}
