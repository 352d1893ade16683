import type { EvidenceItem } from '#model/evidence.ts'
import type { Acceptance } from '#model/policy.ts'

/** True when a clause of a policy takes this sort of artifact as proof. Says nothing about whether it passed. */
export function accepts(clause: Acceptance, item: EvidenceItem): boolean {
  return (
    clause.kinds.includes(item.kind) &&
    clause.formats.includes(item.format) &&
    takesAct(clause, item) &&
    takesTool(clause, item)
  )
}

function takesAct(clause: Acceptance, item: EvidenceItem): boolean {
  if (item.format !== 'record') return true
  return item.recorded !== null && clause.acts.includes(item.recorded.act)
}

function takesTool(clause: Acceptance, item: EvidenceItem): boolean {
  if (clause.tools.length === 0) return true
  const tool = item.tool?.name.toLowerCase()
  return clause.tools.some((name) => name.toLowerCase() === tool)
}
